using System.Diagnostics;
using System.Text.Json;
using Cultivation.Contracts;

namespace Cultivation.Hosting.Tests;

/// <summary>Of which trace the effect of a change is, while the message of another is being handled.</summary>
public sealed class ReceivedSpecs : IDisposable
{
    private readonly ActivityListener listener = new()
    {
        ShouldListenTo = _ => true, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    private readonly Activity message = new Activity("message").SetIdFormat(ActivityIdFormat.W3C);

    public ReceivedSpecs()
    {
        ActivitySource.AddActivityListener(listener);
        message.IsAllDataRequested = true;
        message.Start();
    }

    public void Dispose()
    {
        message.Dispose();
        listener.Dispose();
    }

    [Fact]
    public void a_change_of_the_messages_trace_is_a_child_of_its_span()
    {
        using var other = new Activity("cause").SetIdFormat(ActivityIdFormat.W3C).SetParentId(message.TraceId, ActivitySpanId.CreateRandom()).Start();
        Assert.Equal((message.TraceId, message.SpanId), Of(other.Id));
    }

    [Fact]
    public void a_change_of_another_trace_stays_in_that() =>
        Assert.Equal(
            (ActivityTraceId.CreateFromString("0123456789abcdef0123456789abcdef"), ActivitySpanId.CreateFromString("0123456789abcdef")),
            Of("00-0123456789abcdef0123456789abcdef-0123456789abcdef-01"));

    [Fact]
    public void a_change_of_no_trace_begins_its_own()
    {
        var (trace, parent) = Of(null);
        Assert.NotEqual(message.TraceId, trace);
        Assert.Equal(default, parent);
    }

    private (ActivityTraceId Trace, ActivitySpanId Parent) Of(string? traceParent)
    {
        var change = new Change("ladder", 1, 1, 0, "310114", "firm:1", "t", DateTimeOffset.UnixEpoch, traceParent, JsonElement.Parse("{}"));
        using var span = MessageTelemetry.Received(change, message);
        return (span!.TraceId, span.ParentSpanId);
    }
}
