using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cultivation.Gateway.Tests.Telemetry;

internal sealed record OtlpSpan(string Service, string Scope, string TraceId, string SpanId, string ParentId, string Name, IReadOnlyDictionary<string, string> Attributes);

internal sealed record OtlpLog(string Service, string Category, string Body, string TraceId);

internal sealed record OtlpMetric(string Service, string Meter, string Name);

/// <summary>An OTLP/HTTP endpoint that decodes what it is sent. Field numbers are those of opentelemetry-proto 1.x.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private OtlpReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/v1/traces", request => Read(request, (service, scope, span) =>
            Spans.Enqueue(new(service, scope, span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5), Attributes(span, 9)))));
        app.MapPost("/v1/metrics", request => Read(request, (service, scope, metric) => Metrics.Enqueue(new(service, scope, metric.Text(1)))));
        app.MapPost("/v1/logs", request => Read(request, (service, scope, log) =>
            Logs.Enqueue(new(service, scope, log.One(5).Text(1), log.Hex(9)))));
    }

    public ConcurrentQueue<OtlpSpan> Spans { get; } = new();

    public ConcurrentQueue<OtlpMetric> Metrics { get; } = new();

    public ConcurrentQueue<OtlpLog> Logs { get; } = new();

    public string Url => app.Urls.First();

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver.app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static async Task Read(HttpContext http, Action<string, string, Protobuf> take)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        foreach (var resource in new Protobuf(body.ToArray()).All(1))
            foreach (var scope in resource.All(2))
                foreach (var item in scope.All(2))
                    take(Attributes(resource.One(1), 1)["service.name"], scope.One(1).Text(1), item);
    }

    /// <summary>KeyValue pairs; a whole number is given in decimal.</summary>
    private static Dictionary<string, string> Attributes(Protobuf message, int number) => message.All(number).ToDictionary(
        pair => pair.Text(1),
        pair => pair.One(2) is var value && value.Text(1) is { Length: > 0 } text ? text : $"{value.Number(3)}");
}
