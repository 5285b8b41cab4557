using System.Diagnostics;
using Cultivation.Hosting.Telemetry;
using OpenTelemetry.Trace;

namespace Cultivation.Gateway.Tests.Telemetry;

public sealed class SamplingTests
{
    private static readonly ActivityTraceId Trace = ActivityTraceId.CreateRandom();

    [Theory]
    [InlineData(ActivityKind.Server, SamplingDecision.RecordAndSample)]
    [InlineData(ActivityKind.Internal, SamplingDecision.RecordAndSample)]
    [InlineData(ActivityKind.Client, SamplingDecision.RecordOnly)]
    public void what_begins_here_is_kept_but_for_lone_calls_of_a_background_loop(ActivityKind kind, SamplingDecision decision) =>
        Assert.Equal(decision, new Sampling().ShouldSample(new(default, Trace, "any", kind)).Decision);

    [Fact]
    public void a_message_without_a_trace_begins_none() =>
        Assert.Equal(SamplingDecision.Drop, new Sampling().ShouldSample(new(default, Trace, "any", ActivityKind.Consumer)).Decision);

    [Theory]
    [InlineData(ActivityTraceFlags.Recorded, ActivityKind.Server, SamplingDecision.RecordAndSample)]
    [InlineData(ActivityTraceFlags.Recorded, ActivityKind.Client, SamplingDecision.RecordAndSample)]
    [InlineData(ActivityTraceFlags.None, ActivityKind.Server, SamplingDecision.RecordOnly)]
    [InlineData(ActivityTraceFlags.None, ActivityKind.Internal, SamplingDecision.RecordOnly)]
    [InlineData(ActivityTraceFlags.None, ActivityKind.Client, SamplingDecision.Drop)]
    [InlineData(ActivityTraceFlags.None, ActivityKind.Producer, SamplingDecision.Drop)]
    public void a_caller_decides_for_what_it_causes(ActivityTraceFlags flags, ActivityKind kind, SamplingDecision decision) =>
        Assert.Equal(decision, new Sampling().ShouldSample(new(Parent(flags), Trace, "any", kind)).Decision);

    [Theory]
    [InlineData("/health/ready", SamplingDecision.Drop)]
    [InlineData("/healthy", SamplingDecision.RecordAndSample)]
    public void a_health_probe_is_no_request(string path, SamplingDecision decision) =>
        Assert.Equal(decision, new Sampling().ShouldSample(new(Parent(ActivityTraceFlags.Recorded), Trace, "any", ActivityKind.Server, [new("url.path", path)])).Decision);

    [Theory]
    [InlineData(ActivityStatusCode.Error, true)]
    [InlineData(ActivityStatusCode.Unset, false)]
    public void a_failure_in_an_unsampled_trace_is_kept(ActivityStatusCode status, bool kept)
    {
        using var span = new Activity("any").Start();
        span.ActivityTraceFlags = ActivityTraceFlags.None;
        span.SetStatus(status).Stop();
        new KeepErrors().OnEnd(span);
        Assert.Equal(kept, span.Recorded);
    }

    private static ActivityContext Parent(ActivityTraceFlags flags) => new(Trace, ActivitySpanId.CreateRandom(), flags, isRemote: true);
}
