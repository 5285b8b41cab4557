using Marten;

namespace Cultivation.Ladder.Calendars;

/// <summary>Reads the published calendars.</summary>
internal static class WorkingDays
{
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
