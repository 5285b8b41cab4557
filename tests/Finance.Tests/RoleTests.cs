using System.Text.Json;
using System.Text.RegularExpressions;
using Cultivation.Hosting;
using Cultivation.Kit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cultivation.Finance.Tests;

/// <summary>
/// Every route by every role and district: what is not granted is refused by the running service, before anything else is looked at. Who may do what is
/// pinned in Snapshots/roles.json, to be read by a person.
/// </summary>
[Collection<OnTheWire>]
public sealed partial class RoleTests(District district)
{
    private static readonly string[] All =
    [
        Roles.CaseWorker, Roles.Supervisor, Roles.Reviewer, Roles.Policy, Roles.Bank, Roles.Firm, Roles.Operator, Roles.Auditor, Roles.Service,
    ];

    [Fact]
    public void who_may_do_what_is_the_pinned_table() => Snapshot.Is("roles", JsonSerializer.Serialize(
        Routes().ToDictionary(r => $"{r.Method} {r.Path}", r => string.Join(' ', r.Allowed.Order(StringComparer.Ordinal)))));

    [Fact]
    public async Task no_role_passes_where_the_table_does_not_grant_it() => Assert.Empty(await Answers(
        r => All.Except(r.Allowed), null, answer => answer != (403, "auth.role-missing")));

    [Fact]
    public async Task nobody_acts_in_a_district_that_the_token_does_not_list() => Assert.Empty(await Answers(
        r => r.Allowed.Except([Roles.Service]), "310106", answer => answer != (403, "district.forbidden")));

    /// <summary>The two above would also hold if everything were refused.</summary>
    [Fact]
    public async Task what_the_table_grants_is_not_refused_for_the_role() => Assert.Empty(await Answers(
        r => r.Allowed, null, answer => answer is (403, "auth.role-missing" or "district.forbidden") or (401, _)));

    private async Task<List<string>> Answers(Func<Route, IEnumerable<string>> roles, string? inDistrict, Func<(int, string?), bool> wrong)
    {
        var clients = All.ToDictionary(role => role, role => district.Client([role], "b1", "f1"));
        foreach (var client in clients.Values.Where(_ => inDistrict is not null))
            client.DefaultRequestHeaders.Add(Hosting.District.Header, inDistrict);
        List<string> found = [];
        foreach (var route in Routes())
        {
            foreach (var role in roles(route))
            {
                var answer = await Answer(clients[role], route);
                if (wrong(answer))
                    found.Add($"{role} {route.Method} {route.Path}: {answer}");
            }
        }
        return found;
    }

    private static async Task<(int Status, string? Code)> Answer(HttpClient client, Route route)
    {
        using var request = new HttpRequestMessage(new(route.Method), new Uri(client.BaseAddress!, Placeholder().Replace(route.Path, "2026")));
        if (route.Method == "POST")
        {
            request.Content = new StringContent("{}", null, "application/json");
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            request.Headers.Add("If-Match", "\"1\"");
        }
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType == "application/problem+json" ? JsonElement.Parse(text).Text("code") : null);
    }

    // The operator's routes are those of the store and of Hosting, and are tried where they are made.
    private List<Route> Routes() => [.. district.Provider.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null && e.RoutePattern.RawText!.Contains("v1/", StringComparison.Ordinal)
            && !e.RoutePattern.RawText.Contains("v1/operations", StringComparison.Ordinal))
        .SelectMany(e => e.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(method => new Route(
            method, $"/{e.RoutePattern.RawText!.TrimStart('/')}", Granted(e))))
        .OrderBy(r => r.Path, StringComparer.Ordinal).ThenBy(r => r.Method, StringComparer.Ordinal)];

    private static string[] Granted(RouteEndpoint endpoint) => [.. endpoint.Metadata.OfType<AuthorizationPolicy>()
        .SelectMany(p => p.Requirements).OfType<RolesAuthorizationRequirement>().SelectMany(r => r.AllowedRoles).Distinct()];

    private sealed record Route(string Method, string Path, string[] Allowed);

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, 1000)]
    private static partial Regex Placeholder();
}
