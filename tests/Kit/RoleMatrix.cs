using System.Text.Json;
using System.Text.RegularExpressions;

namespace Cultivation.Kit;

/// <summary>Every route of a running service by every role and by a foreign district: asked for real, with nothing that the route needs.</summary>
/// <param name="service">Its provider.</param>
/// <param name="client">A new client of one role, whose token lists one district.</param>
public sealed partial class RoleMatrix(IServiceProvider service, Func<string, HttpClient> client)
{
    private static readonly string[] Roles = ["caseworker", "supervisor", "reviewer", "policy", "bank", "firm", "operator", "auditor", "service"];

    /// <summary>Whom a route lets through though the table does not grant it.</summary>
    public Task<List<string>> WronglyPassed() => Where(
        r => r.Allowed.Length > 0, r => Roles.Except(r.Allowed), (status, code) => (status, code) != (403, "auth.role-missing"));

    /// <summary>Who acts in a district that the token does not list, though the role is right. Services work for every district.</summary>
    public Task<List<string>> Foreign(string header, string district) => Where(
        r => r.Path.StartsWith("/v1/", StringComparison.Ordinal) && !r.Path.StartsWith("/v1/operations", StringComparison.Ordinal),
        r => r.Allowed.Except(["service"]), (status, code) => (status, code) != (403, "district.forbidden"), asked => asked.DefaultRequestHeaders.Add(header, district));

    /// <summary>Whom a route refuses for the role though the table grants it: the two others would also hold if everything were refused.</summary>
    public Task<List<string>> WronglyRefused() => Where(
        _ => true, r => r.Allowed, (status, code) => (status, code) is (403, "auth.role-missing" or "district.forbidden") or (401, _));

    private async Task<List<string>> Where(
        Func<Route, bool> which, Func<Route, IEnumerable<string>> who, Func<int, string?, bool> wrong, Action<HttpClient>? prepare = null)
    {
        var clients = Roles.ToDictionary(role => role, client);
        foreach (var one in clients.Values)
            prepare?.Invoke(one);
        List<string> found = [];
        foreach (var route in Route.All(service).Where(which))
        {
            foreach (var role in who(route))
            {
                if (await Answer(clients[role], route) is var (status, code) && wrong(status, code))
                    found.Add($"{role} {route.Method} {route.Path}: {status} {code}");
            }
        }
        return found;
    }

    private static async Task<(int Status, string? Code)> Answer(HttpClient client, Route route)
    {
        using var request = new HttpRequestMessage(new(route.Method), new Uri(Placeholder().Replace(route.Path, "2026"), UriKind.Relative));
        if (route.Method is "POST" or "PUT")
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
