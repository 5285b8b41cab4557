using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Cultivation.Hosting;

public static class IdentitySetup
{
    /// <summary>Bearer tokens of the OIDC issuer <c>Identity:Authority</c> for <c>Identity:Audience</c>, each checked on every request: only the issuer's keys are
    /// kept. An endpoint that says nothing else needs an authenticated caller. Refusals are problems: <c>auth.token-missing</c> and <c>auth.token-invalid</c> (401),
    /// <c>auth.role-missing</c> (403), <c>auth.issuer-unavailable</c> (503); they need <see cref="Problems"/>. Also provides <see cref="ServiceToken"/>.</summary>
    public static void AddIdentity(this IHostApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("Identity");
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.Authority = settings["Authority"] ?? throw new InvalidOperationException("Identity:Authority names no issuer.");
            options.Audience = settings["Audience"] ?? throw new InvalidOperationException("Identity:Audience is not set.");
            options.RequireHttpsMetadata = !new Uri(options.Authority).IsLoopback;
            options.MapInboundClaims = false;
            options.TokenValidationParameters = new()
            {
                NameClaimType = "name",
                RoleClaimType = "roles",
                ClockSkew = TimeSpan.FromSeconds(30),
                ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256],
            };
            options.Events = new()
            {
                OnChallenge = Unauthenticated,
                OnForbidden = context => Refuse(context.HttpContext, "auth.role-missing"),
            };
        });
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        // Authentication brings data protection, for cookies that we do not have; its keys need no care.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHttpClient();
        builder.Services.AddSingleton<ServiceTokens>();
        builder.Services.AddTransient<ServiceToken>();
    }

    private static async Task Unauthenticated(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        var invalid = context.AuthenticateFailure is not null;
        if (invalid && !await IssuerIsKnown(context))
        {
            await Refuse(context.HttpContext, "auth.issuer-unavailable");
            return;
        }

        // RFC 6750, section 3.
        context.Response.Headers.WWWAuthenticate = invalid ? "Bearer error=\"invalid_token\"" : "Bearer";
        await Refuse(context.HttpContext, invalid ? "auth.token-invalid" : "auth.token-missing");
    }

    /// <summary>A token whose issuer's keys were never fetched fails like a forged one.</summary>
    private static async Task<bool> IssuerIsKnown(JwtBearerChallengeContext context)
    {
        try { return await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted) is not null; }
        catch (InvalidOperationException) { return false; }
    }

    private static Task Refuse(HttpContext http, string code) => http.RequestServices.GetRequiredService<Problems>().Write(http, code);
}
