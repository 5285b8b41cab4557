namespace Cultivation.Hosting;

/// <summary>The working days of a year, as the State Council's notice sets them.</summary>
public interface IYearOfWork
{
    /// <summary>Weekdays on which the notice lets people rest.</summary>
    DateOnly[] RestDays { get; }

    /// <summary>Weekend days that the notice makes working days.</summary>
    DateOnly[] MakeupWorkdays { get; }
}

/// <summary>
/// Counts promised times, in every service alike. A year without a published calendar is never Monday to Friday: until it is published there is no
/// answer.
/// </summary>
public static class WorkingTime
{
    /// <summary>Weekend days are worked where the notice says so; other days are worked unless it lets them rest.</summary>
    public static bool Works(this IYearOfWork year, DateOnly day) =>
        day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? year.MakeupWorkdays.Contains(day) : !year.RestDays.Contains(day);

    /// <summary>The last of so many working days, the first of which follows <paramref name="start"/>; null while the calendar of a year is missing.</summary>
    public static DateOnly? Due<T>(DateOnly start, int days, IReadOnlyDictionary<int, T> calendars) where T : IYearOfWork
    {
        var day = start;
        while (days > 0)
        {
            day = day.AddDays(1);
            if (!calendars.TryGetValue(day.Year, out var calendar))
                return null;
            if (calendar.Works(day))
                days--;
        }
        return day;
    }
}
