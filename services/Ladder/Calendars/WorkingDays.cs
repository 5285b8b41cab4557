using Marten;

namespace Cultivation.Ladder.Calendars;

/// <summary>Counts promised times. A year without a published calendar is never Monday to Friday: until it is published there is no answer.</summary>
internal static class WorkingDays
{
    /// <summary>The last of so many working days, the first of which follows <paramref name="start"/>; null while the calendar of a year is missing.</summary>
    public static DateOnly? Due(DateOnly start, int days, IReadOnlyDictionary<int, WorkingCalendar> calendars)
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

    /// <summary>The published calendars of the years from a day on; at most two years ahead are ever published.</summary>
    public static async Task<IReadOnlyDictionary<int, WorkingCalendar>> Published(
        IQuerySession nation, DateOnly from, DateOnly today, CancellationToken cancellation)
    {
        var years = Enumerable.Range(from.Year, today.Year - from.Year + 3);
        return (await nation.LoadManyAsync<WorkingCalendar>(cancellation, [.. years.Select(WorkingCalendar.Key)])).ToDictionary(c => c.Year);
    }

    /// <summary>The same for a command.</summary>
    public static async Task<IReadOnlyDictionary<int, WorkingCalendar>> Published(CommandContext context, DateOnly from, CancellationToken cancellation)
    {
        await using var nation = context.Reference("000000");
        return await Published(nation, from, context.Today, cancellation);
    }
}
