namespace Cultivation.Ladder.Calendars;

/// <summary>The published calendar of a year, for everybody.</summary>
internal static class GetCalendar
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/calendars/{year:int}", Handle).IsQuery(Readers.Office);

    private static async Task<WorkingCalendar> Handle(int year, QueryContext context, CancellationToken cancellation)
    {
        await using var nation = context.Reference("000000");
        return await nation.LoadAsync<WorkingCalendar>(WorkingCalendar.Key(year), cancellation) ?? throw new RuleBroken("calendar.unknown", new { year });
    }
}
