using System.Security.Cryptography;
using System.Text;
using Cultivation.Hosting;

namespace Cultivation.Gateway.Issuer;

/// <summary><c>POST /identity/token</c>, a form. Answers and errors are those of RFC 6749, sections 5.1 and 5.2.</summary>
internal static class TokenEndpoint
{
    /// <summary>A service's own token, 10 minutes: <c>client_id</c> and <c>client_secret</c>, as <c>Issuer:Clients:{id}</c> has it.</summary>
    public const string ClientCredentials = "client_credentials";

    /// <summary>A demo person's token, 12 hours: <c>person</c>, an id of people.json. There is no password.</summary>
    public const string DemoPerson = "urn:cultivation:demo-person";

    private static readonly TimeSpan ServiceLife = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan PersonLife = TimeSpan.FromHours(12);

    public static async Task<IResult> Answer(HttpRequest request, People people, Tokens tokens, IConfiguration configuration, CancellationToken cancellation)
    {
        if (!request.HasFormContentType) return Refuse("invalid_request");
        var form = await request.ReadFormAsync(cancellation);
        switch (form["grant_type"].ToString())
        {
            case ClientCredentials:
                var client = form["client_id"].ToString();
                if (!Same(configuration.GetSection("Issuer:Clients")[client], form["client_secret"].ToString()))
                    return Refuse("invalid_client", StatusCodes.Status401Unauthorized);
                return Give(tokens, ServiceLife, new() { ["sub"] = client, ["name"] = client, ["roles"] = new[] { Roles.Service }, ["districts"] = Array.Empty<string>() });
            case DemoPerson:
                return people.Find(form["person"].ToString()) is { } person ? Give(tokens, PersonLife, Claims(person)) : Refuse("invalid_grant");
            default:
                return Refuse("unsupported_grant_type");
        }
    }

    private static Dictionary<string, object?> Claims(DemoPerson person) => new()
    {
        ["sub"] = person.Id,
        ["name"] = person.Name,
        ["roles"] = person.Roles,
        ["districts"] = person.Districts,
        ["bank"] = person.Bank,
        ["firm"] = person.Firm,
    };

    private static IResult Give(Tokens tokens, TimeSpan life, Dictionary<string, object?> claims) =>
        Results.Json(new { access_token = tokens.Sign(claims, life), token_type = "Bearer", expires_in = (int)life.TotalSeconds });

    private static IResult Refuse(string error, int status = StatusCodes.Status400BadRequest) => Results.Json(new { error }, statusCode: status);

    private static bool Same(string? secret, string given) =>
        !string.IsNullOrEmpty(secret) && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(given));
}
