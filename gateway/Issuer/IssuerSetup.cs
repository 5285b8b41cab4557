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
        builder.Services.AddSingleton<Codes>();
        builder.Services.AddSingleton<RedirectUris>();
    }

    public static void MapIssuer(this WebApplication app)
    {
        if (!Enabled(app.Configuration)) return;
        var authority = app.Configuration["Identity:Authority"]!.TrimEnd('/');
        var identity = app.MapGroup("/identity").AllowAnonymous().ExcludeFromDescription();
        // Discovery and keys have no limit: without them nobody, this gateway included, can judge a token.
        identity.MapGet("/.well-known/openid-configuration", () => new
        {
            issuer = authority,
            jwks_uri = $"{authority}/keys",
            authorization_endpoint = $"{authority}/authorize",
            token_endpoint = $"{authority}/token",
            end_session_endpoint = $"{authority}/end-session",
            grant_types_supported = new[] { TokenEndpoint.AuthorizationCode, TokenEndpoint.ClientCredentials, TokenEndpoint.DemoPerson },
            token_endpoint_auth_methods_supported = new[] { "none", "client_secret_post" },
            response_types_supported = new[] { "code" },
            response_modes_supported = new[] { "query" },
            code_challenge_methods_supported = new[] { "S256" },
            scopes_supported = new[] { "openid" },
            claims_supported = new[] { "sub", "name", "roles", "districts", "bank", "firm", "nonce" },
            authorization_response_iss_parameter_supported = true,
            request_uri_parameter_supported = false,
            subject_types_supported = new[] { "public" },
            id_token_signing_alg_values_supported = new[] { "RS256" },
        }).DisableRateLimiting();
        identity.MapGet("/keys", (SigningKey key) => new { keys = new[] { key.Public } }).DisableRateLimiting();
        identity.MapGet("/authorize", AuthorizeEndpoint.Show);
        identity.MapPost("/authorize", AuthorizeEndpoint.Choose);
        identity.MapPost("/token", TokenEndpoint.Answer);
        identity.MapMethods("/end-session", [HttpMethods.Get, HttpMethods.Post], EndSession.Answer);
    }

    private static bool Enabled(IConfiguration configuration) => configuration.GetValue<bool>("Issuer:Enabled");
}
