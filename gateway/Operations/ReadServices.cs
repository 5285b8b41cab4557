using Cultivation.Hosting;
using Yarp.ReverseProxy;

namespace Cultivation.Gateway.Operations;

/// <summary>
/// The processes of the house as the gateway sees them: itself, and each instance of each service as its health checks found it last. How a service that
/// answers stands, it tells itself at <c>operations/health</c>.
/// </summary>
internal static class ReadServices
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/services", Handle).IsQuery(Roles.Operator);

    private static IResult Handle(IProxyStateLookup proxy) => Results.Json(
        new
        {
            gateway = ProcessView.Now(),
            services = proxy.GetClusters().OrderBy(cluster => cluster.ClusterId, StringComparer.Ordinal).Select(cluster => new
            {
                name = cluster.ClusterId,
                instances = cluster.Destinations.Values.OrderBy(d => d.DestinationId, StringComparer.Ordinal).Select(destination => new
                {
                    address = destination.DestinationId,
                    active = destination.Health.Active.ToString().ToLowerInvariant(),
                    passive = destination.Health.Passive.ToString().ToLowerInvariant(),
                    requests = destination.ConcurrentRequestCount,
                }),
            }),
        },
        Json.Web);
}
