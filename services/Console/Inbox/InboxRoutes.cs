namespace Cultivation.Console.Inbox;

/// <summary>The case worker's inbox.</summary>
internal static class InboxRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        ListCases.Map(routes);
        WatchCases.Map(routes);
        SaveFilter.Map(routes);
        AssignCases.Map(routes);
        ShareCases.Map(routes);
        HoldMeeting.Map(routes);
    }
}
