namespace Cultivation.Gateway.Tests.Telemetry;

public sealed class OtlpTests(House house)
{
    [Fact]
    public async Task traces_metrics_and_logs_leave_by_OTLP_under_the_services_name()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(
            ("Gateway__Services__ladder", house.Ladder.Url),
            ("Logging__LogLevel__Yarp", "Information"),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Url),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "100"),
            ("OTEL_BLRP_SCHEDULE_DELAY", "100"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "200"));
        using var client = await gateway.Client("caseworker");
        // The first request's trace also holds the fetching of the issuer's keys.
        await client.GetStringAsync("api/ladder/v1/firms");
        using var answer = await client.GetAsync("api/ladder/v1/firms");
        var trace = answer.Header("Trace-Id");

        await Eventually.True(() => receiver.Spans.Count(span => span.TraceId == trace) >= 3);
        var spans = receiver.Spans.Where(span => span.TraceId == trace).ToList();
        var request = Assert.Single(spans, span => span.ParentId == "");
        Assert.Equal(("GET /api/ladder/{**rest}", "Microsoft.AspNetCore"), (request.Name, request.Scope));
        Assert.Equal("200", request.Attributes["http.response.status_code"]);
        Assert.Equal("/api/ladder/{**rest}", request.Attributes["http.route"]);
        Assert.Equal(("GET", "/api/ladder/v1/firms"), (request.Attributes["http.request.method"], request.Attributes["url.path"]));
        Assert.Contains(spans, span => span.Scope == "Yarp.ReverseProxy");
        Assert.Contains(spans, span => span.Scope == "System.Net.Http");

        await Eventually.True(() => receiver.Metrics.Any(metric => metric.Name == "http.server.request.duration"));
        await Eventually.True(() => receiver.Metrics.Any(metric => metric.Meter == "System.Runtime"));
        await Eventually.True(() => receiver.Logs.Any(log => log.TraceId == trace && log.Category.StartsWith("Yarp.", StringComparison.Ordinal)));
        string[] services = [.. receiver.Spans.Select(s => s.Service), .. receiver.Metrics.Select(m => m.Service), .. receiver.Logs.Select(l => l.Service)];
        Assert.All(services, service => Assert.Equal("gateway", service));
    }

    [Fact]
    public async Task health_probes_leave_no_span()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(
            ("Gateway__Services__ladder", house.Ladder.Url),
            ("Cluster__HealthCheck__Active__Interval", "00:00:00.1"),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Url),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "100"));
        using var client = await gateway.Client("caseworker");
        for (var i = 0; i < 10; i++)
        {
            await client.GetStringAsync("health/ready");
            await client.GetStringAsync($"api/ladder/v1/probed/{i}");
        }

        await Eventually.True(() => receiver.Spans.Count(span => span.Scope == "Microsoft.AspNetCore" && span.Name.Contains("ladder", StringComparison.Ordinal)) == 10);
        Assert.DoesNotContain(receiver.Spans, span => span.Name.Contains("health", StringComparison.Ordinal)
            || span.Attributes.Values.Any(value => value.Contains("/health/", StringComparison.Ordinal)));
    }
}
