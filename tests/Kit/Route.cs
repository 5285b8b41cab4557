using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cultivation.Kit;

/// <summary>A route of a running service that asks who calls.</summary>
/// <param name="Allowed">Roles that it grants; none where anybody may call who is known.</param>
/// <param name="Body">Media type that it reads.</param>
public sealed record Route(string Method, string Path, string[] Allowed, string Body)
{
    /// <summary>All of a service's, in the order of their paths.</summary>
    public static List<Route> All(IServiceProvider service) => [.. service.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null)
        .SelectMany(e => e.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(method => new Route(
            method, $"/{e.RoutePattern.RawText!.TrimStart('/')}", Roles(e), e.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0] ?? "application/json")))
        .OrderBy(r => r.Path, StringComparer.Ordinal).ThenBy(r => r.Method, StringComparer.Ordinal)];

    /// <summary>Who may do what, a line for each route.</summary>
    public static string Table(IServiceProvider service) => string.Join('\n', All(service).Select(r =>
        $"{r.Method,-4} {r.Path}: {(r.Allowed.Length == 0 ? "anybody who is known" : string.Join(' ', r.Allowed.Order(StringComparer.Ordinal)))}"));

    private static string[] Roles(RouteEndpoint endpoint) => [.. endpoint.Metadata.OfType<AuthorizationPolicy>()
        .SelectMany(p => p.Requirements).OfType<RolesAuthorizationRequirement>().SelectMany(r => r.AllowedRoles).Distinct()];
}
