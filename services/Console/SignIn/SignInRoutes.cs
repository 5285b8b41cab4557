using Cultivation.Console.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Cultivation.Console.SignIn;

internal static class SignInRoutes
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", (string? to) => Results.Challenge(new() { RedirectUri = PageSetup.Local(to) })).AllowAnonymous();
        routes.MapPost("/sign-out", SignOut).WithMetadata(new Microsoft.AspNetCore.Antiforgery.RequireAntiforgeryTokenAttribute()).AllowAnonymous();
        routes.MapGet("/signed-out", () => PageSetup.Page<SignedOutPage>(new { })).AllowAnonymous();
    }

    private static async Task<IResult> SignOut(IFormCollection _, HttpContext http)
    {
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect("/signed-out");
    }
}
