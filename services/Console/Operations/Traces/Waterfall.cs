using System.Text.Json;

namespace Cultivation.Console.Operations.Traces;

/// <summary>A span of a trace.</summary>
/// <param name="OffsetMs">Since the trace began.</param>
public sealed record TraceSpan(
    string SpanId, string? ParentId, string Service, string Name, string Kind, DateTimeOffset StartedAt, double OffsetMs, double DurationMs, string Status,
    string? StatusText, string[] Subjects, Dictionary<string, JsonElement> Attributes)
{
    public bool Failed => Status == "error";

    /// <summary>A request that changes something, as the service that did it received it.</summary>
    public bool IsCommand => Kind == "server" && Service is not ("gateway" or "console") && Tag("http.request.method") is not (null or "GET" or "HEAD");

    /// <summary>A tag as text; null where there is none.</summary>
    public string? Tag(string name) => Attributes.TryGetValue(name, out var value) ? value.ToString() : null;
}

/// <summary>A trace as the gateway tells it.</summary>
/// <param name="Truncated">It has more spans than are shown.</param>
public sealed record Trace(string TraceId, DateTimeOffset StartedAt, double DurationMs, bool Truncated, TraceSpan[] Spans);

/// <summary>An event that was appended in the trace, under the span that appended it.</summary>
public sealed record TraceEvent(
    string Service, long Position, string Type, string Stream, long Version, string District, DateTimeOffset RecordedAt, string? By, string SpanId);

/// <summary>An entry that was handed over to a bank in the trace, or could not be; or a page of them that it pulled.</summary>
/// <param name="Through">Of a page the last position.</param>
public sealed record TraceDelivery(
    DateTimeOffset At, string District, string Bank, string Channel, string Kind, long? Position, long? Through, string Outcome, int? Status, int TookMs, int Attempt,
    string? Reason);

/// <summary>A row of the waterfall: a span and how deep it lies, with the events that it appended.</summary>
public sealed record WaterfallRow(TraceSpan Span, int Depth, IReadOnlyList<TraceEvent> Events);

/// <summary>Spans in the order of a tree: each below the one that caused it, those that one caused in the order in which they began.</summary>
internal static class Waterfall
{
    /// <summary>A span whose cause is not stored begins a tree of its own. Events of a span that is not stored stand at the first span of their service.</summary>
    public static IReadOnlyList<WaterfallRow> Of(IReadOnlyList<TraceSpan> spans, IReadOnlyList<TraceEvent> events)
    {
        var known = spans.Select(span => span.SpanId).ToHashSet(StringComparer.Ordinal);
        var children = spans.Where(span => span.ParentId is not null && known.Contains(span.ParentId)).ToLookup(span => span.ParentId!, StringComparer.Ordinal);
        var firsts = spans.GroupBy(span => span.Service).ToDictionary(group => group.Key, group => group.First().SpanId);
        var appended = events.ToLookup(happened => known.Contains(happened.SpanId) ? happened.SpanId : firsts.GetValueOrDefault(happened.Service) ?? spans[0].SpanId);
        var rows = new List<WaterfallRow>(spans.Count);
        var open = new Stack<(TraceSpan Span, int Depth)>(spans.Where(span => span.ParentId is null || !known.Contains(span.ParentId)).Reverse().Select(span => (span, 0)));
        while (open.TryPop(out var next))
        {
            rows.Add(new(next.Span, next.Depth, [.. appended[next.Span.SpanId].OrderBy(happened => happened.RecordedAt)]));
            foreach (var child in children[next.Span.SpanId].Reverse())
                open.Push((child, next.Depth + 1));
        }
        return rows;
    }
}
