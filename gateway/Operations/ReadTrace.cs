using Cultivation.Hosting;
using Cultivation.Hosting.Telemetry;

namespace Cultivation.Gateway.Operations;

/// <summary>
/// One trace: its spans with their tags in the order in which they began, up to 5,000, to draw them as a waterfall. Each service tells what was appended
/// under it at <c>operations/traces/{traceId}/events</c>, and Finance what was handed over at <c>…/deliveries</c>.
/// </summary>
internal static class ReadTrace
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/traces/{traceId}", Handle).IsQuery(Roles.Operator);

    /// <param name="traceId">32 hexadecimal digits.</param>
    private static async Task<IResult> Handle(string traceId, IServiceProvider services, CancellationToken cancellation)
    {
        var spans = traceId.Length == 32 ? await services.Store().Spans(traceId.ToLowerInvariant(), cancellation) : [];
        if (spans.Count == 0) throw new RuleBroken("trace.unknown", new { traceId });
        var started = spans.Min(span => span.StartedAt);
        return Results.Json(
            new
            {
                traceId = traceId.ToLowerInvariant(),
                startedAt = started,
                durationMs = spans.Max(span => span.OffsetMs + span.DurationMs),
                truncated = spans.Count > SpanReads.MostSpans,
                spans = spans.Take(SpanReads.MostSpans),
            },
            Json.Web);
    }
}
