using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cultivation.Hosting;

/// <summary>Every failure of a process answers with problem details.</summary>
public static class ProblemSetup
{
    /// <summary>Reads the embedded <c>problems.json</c> of the assemblies and maps failures to problems.</summary>
    public static IServiceCollection AddProblems(this IServiceCollection services, params Assembly[] assemblies)
    {
        services.AddSingleton(new ProblemTexts(assemblies));
        services.AddSingleton<Problems>();
        services.AddSingleton<IExceptionHandler>(provider => provider.GetRequiredService<Problems>());
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(options => Json.Strict(options.SerializerOptions));
        return services;
    }

    /// <summary>Catches what endpoints throw, and gives bare 404, 405, 413 and 415 a body.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(_ => { });
        return app.UseStatusCodePages(context => Named(context.HttpContext.Response.StatusCode) is { } code
            ? context.HttpContext.RequestServices.GetRequiredService<Problems>().Write(context.HttpContext, code)
            : Task.CompletedTask);
    }

    private static string? Named(int status) => status switch
    {
        StatusCodes.Status404NotFound => "route.unknown",
        StatusCodes.Status405MethodNotAllowed => "method.not-allowed",
        StatusCodes.Status413PayloadTooLarge => "request.too-large",
        StatusCodes.Status415UnsupportedMediaType => "request.media-type",
        _ => null,
    };
}
