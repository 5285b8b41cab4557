using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cultivation.Kit;

/// <summary>An OpenID Connect issuer on loopback for tests of one service: discovery, keys, and client credentials with the role service for any client.</summary>
public sealed class TestIssuer : IAsyncDisposable
{
    private const string Audience = "cultivation";
    private readonly RSA key = RSA.Create(2048);
    private readonly RsaSecurityKey signingKey;
    private readonly WebApplication app;

    private TestIssuer()
    {
        signingKey = new RsaSecurityKey(key) { KeyId = "test" };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet("/identity/.well-known/openid-configuration", () => new
        {
            issuer = Authority.ToString(),
            jwks_uri = $"{Authority}/keys",
            token_endpoint = $"{Authority}/token",
            id_token_signing_alg_values_supported = new[] { "RS256" },
        });
        app.MapGet("/identity/keys", () => new { keys = new[] { PublicKey() } });
        app.MapPost("/identity/token", async (HttpRequest request) =>
        {
            var client = (await request.ReadFormAsync())["client_id"].ToString();
            return new { access_token = Token(client, ["service"]), token_type = "Bearer", expires_in = 3600 };
        });
    }

    /// <summary>For Identity__Authority.</summary>
    public Uri Authority => new($"{app.Urls.First()}/identity");

    public static async Task<TestIssuer> StartAsync()
    {
        var issuer = new TestIssuer();
        await issuer.app.StartAsync();
        return issuer;
    }

    /// <summary>A token with exactly these claims, valid for an hour (or expired, with a negative <paramref name="minutes"/>).</summary>
    public string Token(string subject, string[] roles, string[]? districts = null, string? name = null, string? bank = null, string? firm = null, int minutes = 60)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object> { ["sub"] = subject, ["name"] = name ?? subject, ["roles"] = roles, ["districts"] = districts ?? [] };
        if (bank is not null)
            claims["bank"] = bank;
        if (firm is not null)
            claims["firm"] = firm;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Authority.ToString(),
            Audience = Audience,
            Claims = claims,
            NotBefore = now.AddMinutes(Math.Min(minutes, 0) - 1),
            IssuedAt = now.AddMinutes(Math.Min(minutes, 0) - 1),
            Expires = now.AddMinutes(minutes),
            SigningCredentials = new SigningCredentials(signingKey, SecurityAlgorithms.RsaSha256),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
    }

    private Dictionary<string, string> PublicKey()
    {
        var open = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(key.ExportParameters(includePrivateParameters: false)) { KeyId = "test" });
        return new() { ["kty"] = "RSA", ["use"] = "sig", ["alg"] = "RS256", ["kid"] = open.Kid, ["n"] = open.N, ["e"] = open.E };
    }
}
