using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cultivation.Gateway.Tests;

/// <summary>Tokens that differ from a good one in a single point.</summary>
internal static class Forged
{
    public static readonly string[] Kinds = ["expired", "not yet valid", "other audience", "other issuer", "other key", "alg none", "HMAC with the public key", "changed", "no token at all"];

    public static string Token(string kind, RunningGateway gateway)
    {
        var good = new Claims(gateway.Authority, "cultivation", NotBefore: -5, Expires: 60);
        using var key = RSA.Create();
        key.ImportFromPem(File.ReadAllText(gateway.KeyFile));
        using var stranger = RSA.Create(2048);
        var name = new RsaSecurityKey(key) is var named ? Base64UrlEncoder.Encode(named.ComputeJwkThumbprint()) : "";
        return kind switch
        {
            "none" => Sign(good, key, name),
            "expired" => Sign(good with { NotBefore = -60, Expires = -1 }, key, name),
            "not yet valid" => Sign(good with { NotBefore = 2 }, key, name),
            "other audience" => Sign(good with { Audience = "payroll" }, key, name),
            "other issuer" => Sign(good with { Issuer = "https://elsewhere.example" }, key, name),
            "other key" => Sign(good, stranger, name),
            "alg none" => $"{Part("""{"alg":"none","typ":"JWT"}""")}.{Sign(good, key, name).Split('.')[1]}.",
            "HMAC with the public key" => Hmac(Sign(good, key, name).Split('.')[1], key, name),
            "changed" => Changed(Sign(good, key, name)),
            _ => "nonsense",
        };
    }

    private static string Sign(Claims claims, RSA rsa, string keyId)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        // A key object of its own each time: the library keeps signers by key id, and the RSA behind one is disposed.
        var credentials = new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = keyId, CryptoProviderFactory = new() { CacheSignatureProviders = false } }, "RS256");
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = claims.Issuer,
            Audience = claims.Audience,
            IssuedAt = now.AddMinutes(claims.NotBefore),
            NotBefore = now.AddMinutes(claims.NotBefore),
            Expires = now.AddMinutes(claims.Expires),
            Claims = new Dictionary<string, object> { ["sub"] = "operator", ["roles"] = new[] { "operator", "supervisor", "service" } },
            SigningCredentials = credentials,
        });
    }

    private static string Hmac(string payload, RSA rsa, string keyId)
    {
        var signed = $"{Part($$"""{"alg":"HS256","typ":"JWT","kid":"{{keyId}}"}""")}.{payload}";
        return $"{signed}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()), Encoding.UTF8.GetBytes(signed)))}";
    }

    private static string Changed(string token)
    {
        var parts = token.Split('.');
        return $"{parts[0]}.{Part(Base64UrlEncoder.Decode(parts[1]).Replace("\"operator\"", "\"somebody\"", StringComparison.Ordinal))}.{parts[2]}";
    }

    private static string Part(string json) => Base64UrlEncoder.Encode(json);

    private sealed record Claims(string Issuer, string Audience, int NotBefore, int Expires);
}
