namespace Cultivation.Console.Firms;

/// <summary>Firms: the search, and a firm's page.</summary>
internal static class FirmRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        SearchFirms.Map(routes);
        AddFirm.Map(routes);
        ShowFirm.Map(routes);
        ActOnFirm.Map(routes);
        ShowTitle.Map(routes);
        AllocateRights.Map(routes);
    }
}
