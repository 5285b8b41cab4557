using Cultivation.Hosting.Telemetry;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Cultivation.Hosting;

public static class TelemetrySetup
{
    private static readonly string[] Sources =
        ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "MassTransit", "Yarp.ReverseProxy", "RabbitMQ.Client.*", "Cultivation.*"];

    private static readonly string[] Meters =
        ["Microsoft.AspNetCore.*", "System.Net.Http", "System.Runtime", "Npgsql", "MassTransit", "Cultivation.*"];

    /// <summary>Traces, metrics and logs of this process, and the header <c>Trace-Id</c> (32 hex) on every response.
    /// With <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> all three go out by OTLP, by the standard variables; else, with <c>ConnectionStrings:Traces</c>,
    /// finished spans go to the embedded trace store, bounded by <c>Traces:MaxAge</c> (7 days) and <c>Traces:MaxSpans</c> (1,000,000).
    /// Spans and metrics of <c>Cultivation.*</c> are taken as they are named.</summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder, string serviceName)
    {
        var store = TraceStore(builder.Configuration);

        var telemetry = new TelemetryBuilder(builder.Services)
            .ConfigureResource(resource => resource.AddService(serviceName, serviceNamespace: "cultivation")
                .AddAttributes([new("deployment.environment.name", builder.Environment.EnvironmentName)]))
            .WithMetrics(metrics => metrics.AddMeter(Meters))
            .WithTracing(traces =>
            {
                traces.AddSource(Sources).SetSampler(new Sampling()).AddProcessor(new KeepErrors());
                if (store is not null)
                    traces.AddProcessor(provider => new SpanWriter(
                        new SpanTable(store, serviceName, SpanLimits.From(builder.Configuration)),
                        provider.GetRequiredService<ILogger<SpanWriter>>()));
            });
        if (ByOtlp(builder.Configuration))
            telemetry.WithLogging(configureBuilder: null, configureOptions: logs => logs.IncludeFormattedMessage = true).UseOtlpExporter();

        // First, so that the spans of every later hosted service's start are seen.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService, TelemetryStart>());
        builder.Services.AddSingleton<IStartupFilter, RequestSpans>();
    }

    /// <summary>Connection string of the embedded trace store; null where telemetry goes out by OTLP, or nowhere.</summary>
    internal static string? TraceStore(IConfiguration configuration) =>
        !ByOtlp(configuration) && configuration.GetConnectionString("Traces") is { Length: > 0 } store ? store : null;

    private static bool ByOtlp(IConfiguration configuration) => !string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
}
