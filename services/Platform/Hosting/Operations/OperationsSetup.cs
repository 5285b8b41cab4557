using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cultivation.Hosting;

/// <summary>What every service tells its operators, and lets them do: <c>/v1/operations</c>.</summary>
internal static class OperationsSetup
{
    public static void AddOperations(this IServiceCollection services)
    {
        services.AddSingleton<Journal>();
        services.AddSingleton<MetricHistory>().AddHostedService(provider => provider.GetRequiredService<MetricHistory>());
    }

    public static void MapOperations(IEndpointRouteBuilder routes)
    {
        ReadHealth.Map(routes);
        ReadMetrics.Map(routes);
        ReadTraceEvents.Map(routes);
        ReadActs.Map(routes);
        ParkedEndpoints.Map(routes);
        RereadingEndpoints.Map(routes);
        ProjectionEndpoints.Map(routes);
    }
}
