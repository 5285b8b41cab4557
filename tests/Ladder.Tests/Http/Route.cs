using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>A route of the running service that asks who calls.</summary>
/// <param name="Allowed">Roles that it grants; none where anybody may call who is known.</param>
/// <param name="Body">Media type that it reads.</param>
internal sealed record Route(string Method, string Path, string[] Allowed, string Body)
{
    public static List<Route> All(LadderService ladder) => [.. ladder.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null)
        .SelectMany(e => e.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(method => new Route(
            method, $"/{e.RoutePattern.RawText!.TrimStart('/')}", Roles(e), e.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0] ?? "application/json")))
        .OrderBy(r => r.Path, StringComparer.Ordinal).ThenBy(r => r.Method, StringComparer.Ordinal)];

    private static string[] Roles(RouteEndpoint endpoint) => [.. endpoint.Metadata.OfType<AuthorizationPolicy>()
        .SelectMany(p => p.Requirements).OfType<RolesAuthorizationRequirement>().SelectMany(r => r.AllowedRoles).Distinct()];
}
