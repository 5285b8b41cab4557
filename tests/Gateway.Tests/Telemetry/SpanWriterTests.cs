using System.Diagnostics;
using System.Diagnostics.Metrics;
using Cultivation.Hosting.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cultivation.Gateway.Tests.Telemetry;

public sealed class SpanWriterTests
{
    private static readonly SpanLimits Limits = new(TimeSpan.FromDays(1), 1_000, TimeSpan.FromMinutes(1));

    [Fact]
    public async Task every_part_of_a_span_is_stored_with_characters_that_PostgreSQL_does_not_take()
    {
        await using var traces = await TraceDatabase.CreateAsync();
        var other = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        using var span = new Activity("replay\0ed").SetStartTime(new DateTime(2026, 1, 31, 8, 0, 0, DateTimeKind.Utc)).Start();
        span.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        span.SetTag("firm", "上海\0某某\ud800").SetTag("number", 7).SetTag("share", 0.5).SetTag("never", double.NaN).SetTag("yes", true).SetTag("stages", new[] { "a", "b" });
        span.AddLink(new(other)).AddEvent(new("retried", tags: new() { ["attempt"] = 2 })).SetStatus(ActivityStatusCode.Error, "zero\0");
        span.SetEndTime(span.StartTimeUtc.AddMilliseconds(1.5)).Stop();

        var writer = new SpanWriter(new SpanTable(traces.ConnectionString, "ladder", Limits), NullLogger<SpanWriter>.Instance);
        writer.OnEnd(span);
        Assert.True(writer.ForceFlush(10_000));
        writer.Dispose();

        var row = Assert.Single(await traces.Ask<string>("select to_jsonb(spans) #>> '{}' from spans"));
        using var json = System.Text.Json.JsonDocument.Parse(row);
        string Column(string name) => json.RootElement.GetProperty(name).ToString();
        Assert.Equal((span.TraceId.ToHexString(), span.SpanId.ToHexString(), "ladder"), (Column("trace_id"), Column("span_id"), Column("service")));
        Assert.Equal(("replay\ufffded", "error", "zero\ufffd"), (Column("name"), Column("status"), Column("status_text")));
        Assert.Equal([1.5], await traces.Ask<double>("select extract(epoch from ended_at - started_at)::float8 * 1000 from spans"));
        Assert.Equal(
            ["""{"yes": true, "firm": "上海�某某�", "never": "NaN", "share": 0.5, "number": 7, "stages": ["a", "b"]}"""], await traces.Ask<string>("select attributes::text from spans"));
        Assert.Equal([other.TraceId.ToHexString()], await traces.Ask<string>("select links->0->>'traceId' from spans"));
        Assert.Equal(["retried 2"], await traces.Ask<string>("select (events->0->>'name') || ' ' || (events->0->'attributes'->>'attempt') from spans"));
    }

    [Fact]
    public async Task what_does_not_fit_or_cannot_be_written_is_counted()
    {
        var dropped = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) => { if (instrument.Name == "cultivation.traces.dropped") self.EnableMeasurementEvents(instrument); },
        };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref dropped, count));
        listener.Start();

        using var span = new Activity("lost").Start();
        span.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        span.Stop();
        var nowhere = new SpanTable($"Host=127.0.0.1;Port={Servers.Ports.Free()};Database=none;Username=none", "ladder", Limits);
        using var writer = new SpanWriter(nowhere, NullLogger<SpanWriter>.Instance);
        for (var i = 0; i < 100_000; i++) writer.OnEnd(span);
        writer.ForceFlush(10_000);
        await Eventually.True(() => Volatile.Read(ref dropped) == 100_000);
    }
}
