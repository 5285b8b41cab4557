namespace Cultivation.Console.Subsidies;

/// <summary>Subsidies of firms: schemes are run, and each subsidy is carried from its notice to its payment.</summary>
internal static class SubsidyRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        ListSubsidies.Map(routes);
        RunScheme.Map(routes);
        ShowSubsidy.Map(routes);
    }
}
