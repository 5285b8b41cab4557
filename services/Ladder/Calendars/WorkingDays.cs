namespace Cultivation.Ladder.Calendars;

/// <summary>Counts promised times. A year without a published calendar is a refusal, never Monday to Friday.</summary>
internal static class WorkingDays
{
    /// <summary>The last of so many working days, the first of which follows <paramref name="start"/>.</summary>
    /// <exception cref="RuleBroken"><c>calendar.missing</c>, with the year.</exception>
    public static DateOnly Due(DateOnly start, int days, IReadOnlyDictionary<int, WorkingCalendar> calendars)
    {
        var day = start;
        while (days > 0)
        {
            day = day.AddDays(1);
            var calendar = calendars.GetValueOrDefault(day.Year) ?? throw new RuleBroken("calendar.missing", new { year = day.Year });
            if (calendar.Works(day))
                days--;
        }
        return day;
    }
}
