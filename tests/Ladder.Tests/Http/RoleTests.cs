using System.Text.Json;
using System.Text.RegularExpressions;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>
/// Every route by every role and district: what is not granted is refused by the running service, before anything else is looked at. Who may do what is
/// pinned in Snapshots/roles.txt, to be read by a person.
/// </summary>
public sealed partial class RoleTests(LadderService ladder)
{
    private static readonly string[] All =
    [
        Roles.CaseWorker, Roles.Supervisor, Roles.Reviewer, Roles.Policy, Roles.Bank, Roles.Firm, Roles.Operator, Roles.Auditor, Roles.Service,
    ];

    [Fact]
    public async Task no_role_passes_where_the_table_does_not_grant_it()
    {
        var clients = Clients();
        List<string> passed = [];
        foreach (var route in Route.All(ladder).Where(r => r.Allowed.Length > 0))
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
        var clients = Clients();
        foreach (var client in clients.Values)
            client.DefaultRequestHeaders.Add(District.Header, "310106");
        List<string> passed = [];
        foreach (var route in Route.All(ladder).Where(r => r.Path.StartsWith("/v1/", StringComparison.Ordinal) && !r.Path.StartsWith("/v1/operations", StringComparison.Ordinal)))
        {
            foreach (var role in route.Allowed.Except([Roles.Service]))
            {
                if (await Answer(clients[role], route) is var (status, code) && (status, code) != (403, "district.forbidden"))
                    passed.Add($"{role} {route.Method} {route.Path}: {status} {code}");
            }
        }
        Assert.Empty(passed);
    }

    /// <summary>The two above would also hold if everything were refused.</summary>
    [Fact]
    public async Task what_the_table_grants_is_not_refused_for_the_role()
    {
        var clients = Clients();
        List<string> refused = [];
        foreach (var route in Route.All(ladder))
        {
            foreach (var role in route.Allowed)
            {
                if (await Answer(clients[role], route) is (403, "auth.role-missing" or "district.forbidden") or (401, _))
                    refused.Add($"{role} {route.Method} {route.Path}");
            }
        }
        Assert.Empty(refused);
    }

    private Dictionary<string, HttpClient> Clients() => All.ToDictionary(role => role, role => ladder.As("li", ["310114"], [role], "f1"));

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

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, 1000)]
    private static partial Regex Placeholder();
}
