using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Cultivation.Hosting.Telemetry;

/// <summary>Stands in, with <see cref="TelemetryStart"/>, for the package OpenTelemetry.Extensions.Hosting, which does not restore from every package source.</summary>
internal sealed record TelemetryBuilder(IServiceCollection Services) : IOpenTelemetryBuilder;

/// <summary>A provider listens from when it is resolved.</summary>
internal sealed class TelemetryStart(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetService<MeterProvider>();
        services.GetService<TracerProvider>();
        services.GetService<LoggerProvider>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
