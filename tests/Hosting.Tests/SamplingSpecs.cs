using System.Diagnostics;
using Cultivation.Hosting.Telemetry;
using OpenTelemetry.Trace;

namespace Cultivation.Hosting.Tests;

public sealed class SamplingSpecs
{
    private static readonly ActivityContext Nothing = default;

    [Theory]
    [InlineData(ActivityKind.Server, SamplingDecision.RecordAndSample)]
    [InlineData(ActivityKind.Internal, SamplingDecision.RecordAndSample)]
    [InlineData(ActivityKind.Client, SamplingDecision.RecordOnly)]
    public void what_begins_here_is_sampled_but_not_a_lone_query(ActivityKind kind, SamplingDecision decision) =>
        Assert.Equal(decision, Decide(Nothing, kind));

    [Fact]
    public void a_message_without_a_trace_of_its_own_begins_none() =>
        Assert.Equal(SamplingDecision.Drop, Decide(Nothing, ActivityKind.Consumer));

    [Theory]
    [InlineData(ActivityKind.Consumer, ActivityTraceFlags.Recorded, SamplingDecision.RecordAndSample)]
    [InlineData(ActivityKind.Client, ActivityTraceFlags.Recorded, SamplingDecision.RecordAndSample)]
    [InlineData(ActivityKind.Consumer, ActivityTraceFlags.None, SamplingDecision.RecordOnly)]
    [InlineData(ActivityKind.Producer, ActivityTraceFlags.None, SamplingDecision.Drop)]
    [InlineData(ActivityKind.Client, ActivityTraceFlags.None, SamplingDecision.Drop)]
    public void the_caller_decides(ActivityKind kind, ActivityTraceFlags flags, SamplingDecision decision) =>
        Assert.Equal(decision, Decide(new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), flags, isRemote: true), kind));

    [Fact]
    public void health_probes_leave_no_span()
    {
        KeyValuePair<string, object?>[] path = [new("url.path", "/health/ready")];
        Assert.Equal(SamplingDecision.Drop, Decide(Nothing, ActivityKind.Server, path));
    }

    private static SamplingDecision Decide(ActivityContext parent, ActivityKind kind, KeyValuePair<string, object?>[]? tags = null) =>
        new Sampling().ShouldSample(new(parent, ActivityTraceId.CreateRandom(), "span", kind, tags)).Decision;
}
