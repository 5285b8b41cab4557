using Microsoft.AspNetCore.Http.Features;

namespace Cultivation.Gateway;

/// <summary>Refuses a body above <c>Limits:BodyBytes</c> with 413 before a byte of it reaches a service. A body that does not say its length is therefore read
/// whole, into memory and from 64 KiB on into a temporary file, before it is forwarded.</summary>
internal static class BodyLimit
{
    public static void UseBodyLimit(this WebApplication app)
    {
        var limit = app.Configuration.GetValue<long>("Limits:BodyBytes");
        app.Use((http, next) => Check(http, next, limit));
    }

    private static async Task Check(HttpContext http, RequestDelegate next, long limit)
    {
        var request = http.Request;
        var fits = request.ContentLength is { } length ? length <= limit : await Read(http, limit);
        await (fits ? next(http) : http.Refuse("request.too-large", new { limit }));
    }

    private static async Task<bool> Read(HttpContext http, long limit)
    {
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true }) return true;
        http.Request.EnableBuffering(bufferThreshold: 65_536);
        var body = http.Request.Body;
        var page = new byte[16_384];
        while (await body.ReadAsync(page, http.RequestAborted) > 0)
            if (body.Position > limit) return false;
        body.Position = 0;
        return true;
    }
}
