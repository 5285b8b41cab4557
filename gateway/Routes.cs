using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;
using Yarp.ReverseProxy.Transforms;

namespace Cultivation.Gateway;

/// <summary>The content of routes.json: <c>/api/{service}/{rest}</c> goes to the service's <c>/{rest}</c>. Every route needs an authenticated caller (the services'
/// OpenAPI documents too: one rule without exception); a restricted path, under every service, needs one of its roles.</summary>
internal sealed record RouteTable(string[] Services, Restriction[] Restricted)
{
    public IReadOnlyList<RouteConfig> Routes() =>
    [
        .. from service in Services select Route(service, "{**rest}", policy: null),
        .. from service in Services from restricted in Restricted select Route(service, restricted.Path, restricted.Policy),
    ];

    private static RouteConfig Route(string service, string path, string? policy) => new RouteConfig
    {
        RouteId = $"{service} {path}",
        ClusterId = service,
        Match = new() { Path = $"/api/{service}/{path}" },
        AuthorizationPolicy = policy,
    }.WithTransformPathRemovePrefix($"/api/{service}");
}

/// <param name="Path">A route pattern below the service's prefix.</param>
/// <param name="Roles">One of these is needed.</param>
internal sealed record Restriction(string Path, string[] Roles)
{
    public string Policy => string.Join(" or ", Roles);
}

internal static class Routes
{
    // What a proxy before us might say, and a client may not. YARP itself replaces X-Forwarded-For, -Host, -Proto and -Prefix.
    private static readonly string[] Untrusted =
        ["Forwarded", "X-Real-IP", "X-Forwarded-Port", "X-Original-URL", "X-Original-Host", "X-Rewrite-URL", "X-HTTP-Method-Override", "Via"];

    public static void AddRoutes(this WebApplicationBuilder builder)
    {
        builder.Configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "routes.json"));
        var table = builder.Configuration.GetRequiredSection("Routes").Get<RouteTable>()!;
        var authorization = builder.Services.AddAuthorizationBuilder();
        foreach (var restricted in table.Restricted)
            authorization.AddPolicy(restricted.Policy, policy => policy.RequireRole(restricted.Roles));
        builder.Services.AddReverseProxy()
            .LoadFromMemory(table.Routes(), [.. table.Services.Select(service => Cluster(service, builder.Configuration))])
            .AddTransforms(transforms => { foreach (var header in Untrusted) transforms.AddRequestHeaderRemove(header); });
    }

    public static void MapRoutes(this WebApplication app) => app.MapReverseProxy(proxy =>
    {
        proxy.Use(AnswerFor);
        proxy.UseLoadBalancing();
        proxy.UsePassiveHealthChecks();
    });

    /// <summary>Addresses, separated by commas where there are several instances, stand in <c>Gateway:Services:{service}</c>; health checks and timeouts, for
    /// every cluster the same, in <c>Cluster</c>.</summary>
    private static ClusterConfig Cluster(string service, IConfiguration configuration)
    {
        var addresses = (configuration[$"Gateway:Services:{service}"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return configuration.GetRequiredSection("Cluster").Get<ClusterConfig>()! with
        {
            ClusterId = service,
            Destinations = addresses.ToDictionary(address => address, address => new DestinationConfig { Address = address }),
        };
    }

    private static async Task AnswerFor(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.GetForwarderErrorFeature() is not { } failure || http.Response.HasStarted || http.RequestAborted.IsCancellationRequested) return;
        var service = http.GetReverseProxyFeature().Cluster.Config.ClusterId;
        http.Response.Headers.RetryAfter = "2";
        await http.Refuse(Code(failure), new { service });
    }

    private static string Code(IForwarderErrorFeature failure) => failure switch
    {
        { Error: ForwarderError.RequestTimedOut } => "gateway.service-timeout",
        { Error: ForwarderError.NoAvailableDestinations } => "gateway.service-unavailable",
        { Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } } => "gateway.service-unavailable",
        _ => "gateway.service-broke-off",
    };
}
