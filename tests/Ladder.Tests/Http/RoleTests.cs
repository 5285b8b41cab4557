using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>
/// Every route by every role and district. Who may do what is pinned in Snapshots/roles.txt, to be read by a person; what it does not grant is refused by the
/// running service, before anything else is looked at.
/// </summary>
public sealed partial class RoleTests(LadderService ladder)
{
    private static readonly string[] All =
    [
        Roles.CaseWorker, Roles.Supervisor, Roles.Reviewer, Roles.Policy, Roles.Bank, Roles.Firm, Roles.Operator, Roles.Auditor, Roles.Service,
    ];

    [Fact]
    public void who_may_do_what_is_the_pinned_table() => Snapshot.Matches("roles.txt", string.Join('\n', Routes().Select(r =>
        $"{r.Method,-4} {r.Path}: {(r.Allowed.Length == 0 ? "anybody who is known" : string.Join(' ', r.Allowed.Order(StringComparer.Ordinal)))}")));

    [Fact]
    public async Task no_role_passes_where_the_table_does_not_grant_it()
    {
        var clients = All.ToDictionary(role => role, role => ladder.As("li", ["310114"], [role], "f1"));
        List<string> passed = [];
        foreach (var route in Routes().Where(r => r.Allowed.Length > 0))
        {
            foreach (var role in All.Except(route.Allowed))
            {
                if (await Answer(clients[role], route) is var (status, code) && (status, code) != (403, "auth.role-missing"))
                    passed.Add($"{role} {route.Method} {route.Path}: {status} {code}");
            }
        }
        Assert.Empty(passed);
    }

    /// <summary>The role is right and the district is not: for all but services, which work for every district.</summary>
    [Fact]
    public async Task nobody_acts_in_a_district_that_the_token_does_not_list()
    {
        List<string> passed = [];
        foreach (var route in Routes().Where(r => r.Path.StartsWith("/v1/", StringComparison.Ordinal) && !r.Path.StartsWith("/v1/operations", StringComparison.Ordinal)))
        {
            foreach (var role in route.Allowed.Except([Roles.Service]))
            {
                var client = ladder.As("li", ["310114"], [role], "f1");
                client.DefaultRequestHeaders.Add(District.Header, "310106");
                if (await Answer(client, route) is var (status, code) && (status, code) != (403, "district.forbidden"))
                    passed.Add($"{role} {route.Method} {route.Path}: {status} {code}");
            }
        }
        Assert.Empty(passed);
    }

    /// <summary>The two above would also hold if everything were refused.</summary>
    [Fact]
    public async Task what_the_table_grants_is_not_refused_for_the_role()
    {
        List<string> refused = [];
        foreach (var route in Routes())
        {
            foreach (var role in route.Allowed)
            {
                if (await Answer(ladder.As("li", ["310114"], [role], "f1"), route) is (403, "auth.role-missing" or "district.forbidden") or (401, _))
                    refused.Add($"{role} {route.Method} {route.Path}");
            }
        }
        Assert.Empty(refused);
    }

    private static async Task<(int Status, string? Code)> Answer(HttpClient client, Route route)
    {
        using var request = new HttpRequestMessage(new(route.Method), new Uri(Placeholder().Replace(route.Path, "2026"), UriKind.Relative));
        if (route.Method == "POST")
        {
            request.Content = new StringContent("{}", null, route.Body);
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            request.Headers.Add("If-Match", "\"1\"");
        }
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType == "application/problem+json" ? JsonElement.Parse(text).Text("code") : null);
    }

    private List<Route> Routes() => [.. ladder.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null)
        .SelectMany(e => e.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(method => new Route(
            method, $"/{e.RoutePattern.RawText!.TrimStart('/')}", Allowed(e), e.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0] ?? "application/json")))
        .OrderBy(r => r.Path, StringComparer.Ordinal).ThenBy(r => r.Method, StringComparer.Ordinal)];

    private static string[] Allowed(RouteEndpoint endpoint) => [.. endpoint.Metadata.OfType<AuthorizationPolicy>()
        .SelectMany(p => p.Requirements).OfType<RolesAuthorizationRequirement>().SelectMany(r => r.AllowedRoles).Distinct()];

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, 1000)]
    private static partial Regex Placeholder();

    private sealed record Route(string Method, string Path, string[] Allowed, string Body);
}
