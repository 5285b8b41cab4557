using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Cultivation.Hosting.Telemetry;

/// <summary>Follows the caller's decision, and samples what begins here, but not a lone query or call of a background loop: its polls would drown the rest.
/// A bulk load sends traceparents of which it marks only some as sampled; the broker's library tells a consumer of the sampled ones only, so a message that
/// comes without a trace begins none: whoever handles it follows the trace in its envelope. Health probes, asked and answered, leave no span.</summary>
internal sealed class Sampling : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters span)
    {
        var begins = span.ParentContext.TraceId == default;
        if (IsProbe(span) || ParentIsDropped(span.ParentContext) || begins && span.Kind == ActivityKind.Consumer)
            return new(SamplingDecision.Drop);
        if (begins ? span.Kind != ActivityKind.Client : span.ParentContext.TraceFlags.HasFlag(ActivityTraceFlags.Recorded))
            return new(SamplingDecision.RecordAndSample);
        // An unsampled span is still recorded, since whether it fails is known only at its end: see KeepErrors. But not its calls and
        // queries: what fails in them shows on the span that made them, and recording each would cost a bulk load more than its work.
        return new(!begins && span.Kind is (ActivityKind.Client or ActivityKind.Producer)
            ? SamplingDecision.Drop : SamplingDecision.RecordOnly);
    }

    private static bool IsProbe(in SamplingParameters span)
    {
        if (span.Name == "proxy.cluster_health_checks") return true;
        if (span.Kind != ActivityKind.Server) return false;
        foreach (var (key, value) in span.Tags ?? [])
            if (key == "url.path") return value is string path && path.StartsWith("/health/", StringComparison.Ordinal);
        return false;
    }

    private static bool ParentIsDropped(in ActivityContext parent) =>
        Activity.Current is { IsAllDataRequested: false } current && current.SpanId == parent.SpanId;
}

/// <summary>A span that ends with an error is kept even where its trace is not sampled. Stands before the exporters.</summary>
internal sealed class KeepErrors : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.Status == ActivityStatusCode.Error) data.ActivityTraceFlags |= ActivityTraceFlags.Recorded;
    }
}
