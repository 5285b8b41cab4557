using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cultivation.Gateway.Issuer;

/// <summary>Signs tokens, and knows its own again.</summary>
internal sealed class Tokens(SigningKey key, IConfiguration configuration, TimeProvider time)
{
    private static readonly JsonWebTokenHandler Handler = new();

    /// <summary>Who signs, as discovery says.</summary>
    public string Issuer { get; } = configuration["Identity:Authority"]!.TrimEnd('/');

    /// <param name="claims">Besides issuer, audience and times; an entry that is null is left out.</param>
    /// <param name="life">Until it expires.</param>
    /// <param name="client">Whom an id token is for; null: an access token for <c>Identity:Audience</c>.</param>
    public string Sign(IEnumerable<KeyValuePair<string, object?>> claims, TimeSpan life, string? client = null)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = client ?? configuration["Identity:Audience"],
            IssuedAt = now,
            NotBefore = now,
            Expires = now + life,
            Claims = claims.Where(claim => claim.Value is not null).ToDictionary(claim => claim.Key, claim => claim.Value!),
            SigningCredentials = key.Credentials,
        });
    }

    /// <summary>The client for whom an id token was signed here, whether or not it has expired; null where it was not.</summary>
    public async Task<string?> ClientOf(string idToken)
    {
        var checks = new TokenValidationParameters { ValidIssuer = Issuer, IssuerSigningKey = key.Credentials.Key, ValidateAudience = false, ValidateLifetime = false };
        return await Handler.ValidateTokenAsync(idToken, checks) is { IsValid: true, SecurityToken: JsonWebToken { Audiences: var audiences } } ? audiences.Single() : null;
    }
}
