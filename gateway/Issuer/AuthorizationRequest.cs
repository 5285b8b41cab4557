using System.Buffers.Text;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Cultivation.Gateway.Issuer;

/// <summary>A request for a code whose client and redirect URI are known, and what is wrong with it: RFC 6749, section 4.1.1; RFC 7636, section 4.3; OpenID
/// Connect Core 1.0, section 3.1.2.1.</summary>
/// <param name="Fault">One of the errors of RFC 6749, section 4.1.2.1, which the client is told at its redirect URI; null where there is none.</param>
internal sealed record AuthorizationRequest(string Client, string RedirectUri, string? State, string? Nonce, string Challenge, AuthorizationFault? Fault)
{
    /// <summary>The parameters that the page sends back as they came.</summary>
    public static readonly string[] Parameters =
        ["client_id", "redirect_uri", "response_type", "response_mode", "scope", "state", "nonce", "prompt", "code_challenge", "code_challenge_method"];

    /// <summary>Reads the parameters of a query or a form; null where the client or its redirect URI is not known, so that nobody is sent anywhere.</summary>
    public static AuthorizationRequest? Of(IEnumerable<KeyValuePair<string, StringValues>> given, RedirectUris known)
    {
        var all = given.ToDictionary(one => one.Key, one => one.Value);
        var (client, redirectUri) = (One("client_id"), One("redirect_uri"));
        if (client is null || redirectUri is null || !known.Has(client, redirectUri)) return null;
        return new(client, redirectUri, One("state"), One("nonce"), One("code_challenge") ?? "", FindFault());

        string? One(string name) => all.GetValueOrDefault(name) is [{ Length: > 0 } only] ? only : null;

        AuthorizationFault? FindFault() => One("response_type") switch
        {
            _ when Parameters.FirstOrDefault(name => all.GetValueOrDefault(name).Count > 1) is { } twice => new("invalid_request", $"{twice} is there twice"),
            null => new("invalid_request", "response_type is missing"),
            not "code" => new("unsupported_response_type", "response_type must be code"),
            _ when One("response_mode") is not (null or "query") => new("invalid_request", "response_mode must be query"),
            _ when One("code_challenge_method") is not "S256" => new("invalid_request", "code_challenge_method must be S256"),
            _ when !IsHash(One("code_challenge")) => new("invalid_request", "code_challenge must be 43 characters of base64url"),
            _ when One("scope")?.Split(' ').Contains("openid") is not true => new("invalid_scope", "scope must contain openid"),
            _ when One("prompt") is "none" => new("login_required", "nobody is signed in without being asked"),
            _ => null,
        };
    }

    /// <summary>Where the browser goes with the answer, which names its issuer (RFC 9207).</summary>
    public string Answer(string issuer, string name, string value, string? description = null) => QueryHelpers.AddQueryString(RedirectUri,
        new Dictionary<string, string?> { [name] = value, ["error_description"] = description, ["state"] = State, ["iss"] = issuer });

    private static bool IsHash(string? challenge) => challenge is { Length: 43 } && Base64Url.IsValid(challenge);
}

/// <summary>An error code of RFC 6749, and in English what to mend.</summary>
internal sealed record AuthorizationFault(string Error, [property: JsonPropertyName("error_description")] string Description);
