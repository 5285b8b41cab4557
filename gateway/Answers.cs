using Cultivation.Hosting;
using Microsoft.Net.Http.Headers;

namespace Cultivation.Gateway;

/// <summary>What the gateway itself says: problems for its own refusals and failures, and headers that hold for every answer.</summary>
internal static class Answers
{
    public static void AddAnswers(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddProblems(typeof(Answers).Assembly);
        builder.Services.AddHealthChecks();
    }

    public static void UseAnswers(this WebApplication app)
    {
        app.Use(AddHeaders);
        app.UseProblems();
    }

    public static void MapAnswers(this WebApplication app)
    {
        app.MapHealthChecks("/health/live").AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
    }

    public static Task Refuse(this HttpContext http, string code, object? details = null) =>
        http.RequestServices.GetRequiredService<Problems>().Write(http, code, details);

    private static Task AddHeaders(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(static state =>
        {
            var response = (HttpResponse)state;
            var headers = response.Headers;
            if (response.HttpContext.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
            headers.XContentTypeOptions = "nosniff";
            headers[HeaderNames.XFrameOptions] = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            if (string.IsNullOrEmpty(headers.ContentSecurityPolicy)) headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
            if (string.IsNullOrEmpty(headers.CacheControl)) headers.CacheControl = "no-store";
            headers.Remove(HeaderNames.Server);
            return Task.CompletedTask;
        }, http.Response);
        return next(http);
    }
}
