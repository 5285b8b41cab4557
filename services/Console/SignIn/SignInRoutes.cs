using Cultivation.Console.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace Cultivation.Console.SignIn;

internal static class SignInRoutes
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", (string? to) => Results.Challenge(new() { RedirectUri = PageSetup.Local(to) })).AllowAnonymous();
        routes.MapPost("/sign-out", SignOut).WithMetadata(new RequireAntiforgeryTokenAttribute()).AllowAnonymous();
        routes.MapGet("/signed-out", () => PageSetup.Page<SignedOutPage>(new { })).AllowAnonymous();
    }

    /// <summary>Ends the session here, and at the issuer where it says how.</summary>
    private static async Task<IResult> SignOut(IFormCollection _, HttpContext http, IOptionsMonitor<OpenIdConnectOptions> issuers)
    {
        var issuer = await issuers.Get(OpenIdConnectDefaults.AuthenticationScheme).ConfigurationManager!.GetConfigurationAsync(http.RequestAborted);
        if (!string.IsNullOrEmpty(issuer.EndSessionEndpoint))
            return Results.SignOut(new() { RedirectUri = "/signed-out" }, [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme]);
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect("/signed-out");
    }
}
