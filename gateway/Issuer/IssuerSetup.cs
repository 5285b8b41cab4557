namespace Cultivation.Gateway.Issuer;

/// <summary>The built-in issuer, for development only: with <c>Issuer:Enabled</c> the gateway signs tokens for the demo people and for the services, at
/// <c>Identity:Authority</c>, which then is the gateway's own address and <c>/identity</c>.</summary>
internal static class IssuerSetup
{
    public static void AddIssuer(this WebApplicationBuilder builder)
    {
        if (!Enabled(builder.Configuration)) return;
        if (!builder.Environment.IsDevelopment())
            throw new InvalidOperationException("Issuer:Enabled is for development only: it gives a token to whoever asks.");
        builder.Services.AddSingleton(SigningKey.From(builder.Configuration["Issuer:KeyFile"] ?? throw new InvalidOperationException("Issuer:KeyFile is not set.")));
        builder.Services.AddSingleton(People.Read());
        builder.Services.AddSingleton<Tokens>();
    }

    public static void MapIssuer(this WebApplication app)
    {
        if (!Enabled(app.Configuration)) return;
        var authority = app.Configuration["Identity:Authority"]!.TrimEnd('/');
        var identity = app.MapGroup("/identity").AllowAnonymous();
        identity.MapGet("/.well-known/openid-configuration", () => new
        {
            issuer = authority,
            jwks_uri = $"{authority}/keys",
            token_endpoint = $"{authority}/token",
            grant_types_supported = new[] { TokenEndpoint.ClientCredentials, TokenEndpoint.DemoPerson },
            token_endpoint_auth_methods_supported = new[] { "client_secret_post" },
            response_types_supported = new[] { "token" },
            subject_types_supported = new[] { "public" },
            id_token_signing_alg_values_supported = new[] { "RS256" },
        });
        identity.MapGet("/keys", (SigningKey key) => new { keys = new[] { key.Public } });
        identity.MapPost("/token", TokenEndpoint.Answer);
    }

    private static bool Enabled(IConfiguration configuration) => configuration.GetValue<bool>("Issuer:Enabled");
}
