using Microsoft.AspNetCore.Mvc;

namespace Cultivation.Console.Shared;

/// <summary>What a person chooses for this browser, each in a cookie: language, light or dark, and one of the token's districts.</summary>
internal static class Preferences
{
    public const string Language = "language";
    public const string Theme = "theme";
    public const string District = "district";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/preferences", Choose).AllowAnonymous();

    private static IResult Choose([FromForm] string name, [FromForm] string value, [FromForm] string? back, HttpContext http)
    {
        if (name is Language or Theme or District && value.Length <= 16)
            http.Response.Cookies.Append(name, value, new()
            {
                HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), IsEssential = true,
            });
        return Results.LocalRedirect(PageSetup.Local(back));
    }
}
