using System.Security.Claims;
using Cultivation.Console.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Cultivation.Console.SignIn;

/// <summary>Sign-in at the OIDC issuer <c>Identity:Authority</c> as the client <c>Console:ClientId</c> (<c>Console:ClientSecret</c>, where the issuer asks for
/// one): code flow with PKCE. The session is a cookie; the token stands in it, encrypted by the keys in the folder <c>Console:Keys</c>, and ends with it.</summary>
internal static class SignInSetup
{
    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        var services = builder.Services;
        services.AddDataProtection().SetApplicationName("cultivation.console")
            .PersistKeysToFileSystem(new DirectoryInfo(settings["Console:Keys"] ?? throw new InvalidOperationException("Console:Keys names no folder.")));
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        services.AddAuthentication(schemes =>
            {
                schemes.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                schemes.DefaultChallengeScheme = OpenIdConnectDefaults.AuthenticationScheme;
            })
            .AddCookie(Session)
            .AddOpenIdConnect(options => Issuer(options, settings));
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    private static void Session(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "cultivation.session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.SlidingExpiration = false;
        options.Events.OnRedirectToAccessDenied = denied =>
        {
            denied.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    private static void Issuer(OpenIdConnectOptions options, ConfigurationManager settings)
    {
        options.Authority = settings["Identity:Authority"] ?? throw new InvalidOperationException("Identity:Authority names no issuer.");
        options.RequireHttpsMetadata = !new Uri(options.Authority).IsLoopback;
        options.ClientId = settings["Console:ClientId"];
        options.ClientSecret = settings["Console:ClientSecret"];
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.Scope.Clear();
        foreach (var scope in new[] { "openid", "profile" })
            options.Scope.Add(scope);
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }
        options.TokenValidationParameters = new()
        {
            NameClaimType = "name",
            RoleClaimType = "roles",
            ClockSkew = TimeSpan.FromSeconds(30),
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256],
        };
        options.Events.OnRedirectToIdentityProvider = ComeBack;
        options.Events.OnTokenValidated = Remember;
        options.Events.OnRemoteFailure = failed =>
        {
            // Given up at the issuer, or begun in another tab: begin again.
            failed.Response.Redirect("/signed-out");
            failed.HandleResponse();
            return Task.CompletedTask;
        };
    }

    /// <summary>After the sign-in a person is on the page where it was asked for; a form's page where a form was sent.</summary>
    private static Task ComeBack(RedirectContext context)
    {
        var request = context.Request;
        var current = request.Headers["HX-Current-URL"].ToString() is { Length: > 0 } page ? page : request.Headers.Referer.ToString();
        if (HttpMethods.IsPost(request.Method) || request.Headers.ContainsKey("HX-Request"))
            context.Properties.RedirectUri = Uri.TryCreate(current, UriKind.Absolute, out var from) && from.Authority == request.Host.Value ? from.PathAndQuery : "/";
        if (!request.Headers.ContainsKey("HX-Request"))
            return Task.CompletedTask;
        // A script cannot be led to another origin: it is told to open the page anew.
        context.Response.Headers["HX-Redirect"] = $"/sign-in?to={Uri.EscapeDataString(context.Properties.RedirectUri!)}";
        context.HandleResponse();
        return Task.CompletedTask;
    }

    /// <summary>Roles and districts are those of the access token, by which the services judge; the session ends when it expires.</summary>
    private static Task Remember(TokenValidatedContext context)
    {
        var token = context.TokenEndpointResponse!.AccessToken;
        var access = new JsonWebTokenHandler().ReadJsonWebToken(token);
        var claims = access.Claims.Where(claim => claim.Type is "sub" or "name" or "roles" or "districts" or "bank" or "firm");
        context.Principal = new(new ClaimsIdentity(claims, context.Scheme.Name, "name", "roles"));
        // The id token is the hint with which the issuer is asked to end its session.
        context.Properties!.StoreTokens([new() { Name = "access_token", Value = token }, new() { Name = "id_token", Value = context.TokenEndpointResponse.IdToken }]);
        context.Properties!.ExpiresUtc = new DateTimeOffset(access.ValidTo, TimeSpan.Zero).AddSeconds(-30);
        return Task.CompletedTask;
    }
}
