namespace Cultivation.Ladder.Days;

/// <summary>A day that was closed.</summary>
/// <param name="Position">
/// Where it ended in the log: questions "as known on" the day are answered from what stands up to here. Null for days that were closed before this was recorded, which are
/// answered by the clocks of those who recorded.
/// </param>
internal sealed record DayShown(DateOnly Day, long? Position, int Expired, int Lapsed, int Ended);

internal static class GetDay
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/days/{date}", Handle).IsQuery(Readers.Office);

    private static async Task<DayShown> Handle(string date, QueryContext context, CancellationToken cancellation)
    {
        var day = CloseDay.Day(date);
        var closed = await context.Session.LoadAsync<ClosedDay>(ClosedDay.Key(day), cancellation) ?? throw new RuleBroken("day.not-closed", new { day });
        return new(day, closed.Position, closed.Expired, closed.Lapsed, closed.Ended);
    }
}
