using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Cultivation.Hosting;

namespace Cultivation.Gateway.Issuer;

/// <summary><c>POST /identity/token</c>, a form. Answers and errors are those of RFC 6749, sections 5.1 and 5.2.</summary>
internal static class TokenEndpoint
{
    /// <summary>A service's own token, 10 minutes: <c>client_id</c> and <c>client_secret</c>, as <c>Issuer:Clients:{id}</c> has it.</summary>
    public const string ClientCredentials = "client_credentials";

    /// <summary>A demo person's token, 12 hours: <c>person</c>, an id of people.json, and for somebody of a firm <c>firm</c>, its id. There is no password.</summary>
    public const string DemoPerson = "urn:cultivation:demo-person";

    /// <summary>A token and an id token, 12 hours, for the code of somebody who signed in (RFC 6749, section 4.1.3): <c>code</c>, <c>client_id</c>,
    /// <c>redirect_uri</c>, <c>code_verifier</c>. Clients of this grant have no secret; the verifier shows that who takes the code is who asked for it.</summary>
    public const string AuthorizationCode = "authorization_code";

    private static readonly string[] OfCode = ["client_id", "code", "redirect_uri", "code_verifier"];
    private static readonly TimeSpan ServiceLife = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan PersonLife = TimeSpan.FromHours(12);

    public static async Task<IResult> Answer(
        HttpRequest request, People people, Tokens tokens, Codes codes, RedirectUris known, IConfiguration configuration, CancellationToken cancellation)
    {
        if (!request.HasFormContentType) return Refuse("invalid_request");
        var form = await request.ReadFormAsync(cancellation);
        var client = form["client_id"].ToString();
        switch (form["grant_type"].ToString())
        {
            case ClientCredentials:
                if (!Same(configuration.GetSection("Issuer:Clients")[client], form["client_secret"].ToString()))
                    return Refuse("invalid_client", StatusCodes.Status401Unauthorized);
                return Give(tokens, ServiceLife, new() { ["sub"] = client, ["name"] = client, ["roles"] = new[] { Roles.Service }, ["districts"] = Array.Empty<string>() });
            case DemoPerson:
                return people.Find(form["person"].ToString()) is { } person ? Give(tokens, PersonLife, person.For(form["firm"]).Claims()) : Refuse("invalid_grant");
            case AuthorizationCode when Array.Exists(OfCode, field => form[field] is not [{ Length: > 0 }]):
                return Refuse("invalid_request");
            case AuthorizationCode when !known.Has(client):
                return Refuse("invalid_client", StatusCodes.Status401Unauthorized);
            case AuthorizationCode:
                return codes.Take(form["code"]!, client, form["redirect_uri"]!, form["code_verifier"]!) is { } grant
                    ? Give(tokens, PersonLife, grant.Person.Claims(), grant.Request)
                    : Refuse("invalid_grant");
            default:
                return Refuse("unsupported_grant_type");
        }
    }

    /// <param name="signedIn">The request that somebody signed in for: it is answered with an id token too, for its client and with its nonce.</param>
    private static IResult Give(Tokens tokens, TimeSpan life, Dictionary<string, object?> claims, AuthorizationRequest? signedIn = null) => Results.Json(
        new Granted(tokens.Sign(claims, life), "Bearer", (int)life.TotalSeconds, signedIn is null ? null
            : tokens.Sign(new Dictionary<string, object?>(claims) { ["nonce"] = signedIn.Nonce }, life, signedIn.Client)));

    private static IResult Refuse(string error, int status = StatusCodes.Status400BadRequest) => Results.Json(new { error }, statusCode: status);

    private static bool Same(string? secret, string given) =>
        !string.IsNullOrEmpty(secret) && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(given));

    private sealed record Granted(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("token_type")] string TokenType,
        [property: JsonPropertyName("expires_in")] int ExpiresIn,
        [property: JsonPropertyName("id_token"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? IdToken);
}
