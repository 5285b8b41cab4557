using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.WebEncoders;
using Microsoft.Net.Http.Headers;

namespace Cultivation.Console.Shared;

/// <summary>What every page shares: components, forms that nobody else can send, headers, and pages for what goes wrong.</summary>
internal static class PageSetup
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var services = builder.Services;
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddScoped<Reader>();
        services.AddSingleton<Texts>();
        services.AddSingleton<Assets>();
        services.AddSingleton<Live>();
        services.AddMemoryCache();
        services.AddScoped<WorkingDays>();
        services.AddScoped<Ladders>();
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "cultivation.form";
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            forms.SuppressXFrameOptionsHeader = true;
        });
        // It warns that it forbids caching; so do we.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        // Chinese stands in pages as it is.
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new(UnicodeRanges.All));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
    }

    public static void UsePages(this WebApplication app)
    {
        var policy = Policy(new Uri(app.Configuration["Identity:Authority"]!).GetLeftPart(UriPartial.Authority));
        app.Use((http, next) => AddHeaders(http, next, policy));
        app.UseMiddleware<Failures>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    /// <summary>A page, made on the server. The parameters are those of the component.</summary>
    /// <param name="status">That of the refusal that the page shows; null for none.</param>
    public static RazorComponentResult<TPage> Page<TPage>(object parameters, int? status = null) where TPage : IComponent =>
        new(parameters) { StatusCode = status ?? StatusCodes.Status200OK, PreventStreamingRendering = true };

    /// <summary>Whom an endpoint lets in; others get the page that says so.</summary>
    public static TBuilder For<TBuilder>(this TBuilder endpoint, params string[] roles) where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireRole(roles));

    /// <summary>A path of this console; the start page for anything else, so that no link leads a person elsewhere.</summary>
    public static string Local(string? path) =>
        path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal) && !path.StartsWith("/\\", StringComparison.Ordinal)
            && !path.Any(char.IsControl) ? path : "/";

    // The issuer, too, may be led to by a form: a session that is over is renewed there. Images: Tabler's own, as data in its style sheet.
    private static string Policy(string issuer) =>
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + $"form-action 'self' {issuer}; base-uri 'none'; frame-ancestors 'none'";

    private static Task AddHeaders(HttpContext http, RequestDelegate next, string policy)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers[HeaderNames.XFrameOptions] = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (http.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
        // What a person sees is never kept by somebody else.
        headers.CacheControl = "no-store";
        return next(http);
    }
}
