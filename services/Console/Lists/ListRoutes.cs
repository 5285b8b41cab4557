namespace Cultivation.Console.Lists;

/// <summary>Lists: read in with a dry run, applied, undone, and given out.</summary>
internal static class ListRoutes
{
    /// <summary>What lists hold, by the last part of Ladder's addresses.</summary>
    public static readonly string[] Kinds = ["recognitions", "firms", "facts", "pool-admissions", "pool-exits", "side-rungs"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        ReadList.Map(routes);
        ShowList.Map(routes);
        ShowTotals.Map(routes);
        OrderList.Map(routes);
        WatchList.Map(routes);
        ExportList.Map(routes);
    }
}
