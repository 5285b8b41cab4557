using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cultivation.Gateway.Issuer;

/// <summary>Signs access tokens.</summary>
internal sealed class Tokens(SigningKey key, IConfiguration configuration, TimeProvider time)
{
    private static readonly JsonWebTokenHandler Handler = new();

    /// <param name="claims">Besides issuer, audience and times; an entry that is null is left out.</param>
    /// <param name="life">Until it expires.</param>
    public string Sign(IEnumerable<KeyValuePair<string, object?>> claims, TimeSpan life)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = configuration["Identity:Authority"]!.TrimEnd('/'),
            Audience = configuration["Identity:Audience"],
            IssuedAt = now,
            NotBefore = now,
            Expires = now + life,
            Claims = claims.Where(claim => claim.Value is not null).ToDictionary(claim => claim.Key, claim => claim.Value!),
            SigningCredentials = key.Credentials,
        });
    }
}
