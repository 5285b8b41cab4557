namespace Cultivation.Console.Discovery;

/// <summary>Firms that may reach a rung: found, served, recommended (发现一批、服务一批、推荐一批).</summary>
internal static class DiscoveryRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        ListLeads.Map(routes);
        RaiseLead.Map(routes);
        ShowLead.Map(routes);
        MoveLead.Map(routes);
        FindNear.Map(routes);
        ListScreens.Map(routes);
        SaveScreen.Map(routes);
        ShowScreen.Map(routes);
    }
}
