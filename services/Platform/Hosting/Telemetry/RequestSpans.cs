using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Cultivation.Hosting.Telemetry;

/// <summary>Completes ASP.NET Core's own span, by the semantic conventions for HTTP servers, and names the trace in the response.
/// A startup filter, so that it stands outside whatever a service adds.</summary>
internal sealed class RequestSpans : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(Describe);
        next(app);
    };

    private static async Task Describe(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { } span)
        {
            await next(context);
            return;
        }

        context.Response.OnStarting(() =>
        {
            context.Response.Headers["Trace-Id"] = span.TraceId.ToHexString();
            return Task.CompletedTask;
        });
        try
        {
            await next(context);
            if (span.IsAllDataRequested) Finish(span, context, context.Features.Get<IExceptionHandlerFeature>());
        }
        catch (Exception error)
        {
            span.AddException(error).SetStatus(ActivityStatusCode.Error, error.Message);
            throw;
        }
    }

    private static void Finish(Activity span, HttpContext context, IExceptionHandlerFeature? failure)
    {
        var status = context.Response.StatusCode;
        span.SetTag("http.response.status_code", status);
        if ((failure?.Endpoint ?? context.GetEndpoint()) is RouteEndpoint { RoutePattern.RawText: { } route })
        {
            span.SetTag("http.route", route);
            span.DisplayName = $"{context.Request.Method} {route}";
        }

        if (status < 500) return;
        span.SetTag("error.type", failure?.Error.GetType().FullName ?? status.ToString(null as IFormatProvider));
        span.SetStatus(ActivityStatusCode.Error, failure?.Error.Message);
        if (failure is not null) span.AddException(failure.Error);
    }
}
