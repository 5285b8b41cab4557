using Cultivation.Console.Operations.Traces;

namespace Cultivation.Console.Operations;

/// <summary>The operator's pages.</summary>
internal static class OperationsRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        ShowStanding.Map(routes);
        WatchStanding.Map(routes);
        SteerProjection.Map(routes);
        RereadSource.Map(routes);
        ParkedMessages.Map(routes);
        ShowLags.Map(routes);
        ShowActs.Map(routes);
        SearchTraces.Map(routes);
        ShowTrace.Map(routes);
    }
}
