using System.Globalization;

namespace Cultivation.Launcher;

/// <param name="HttpStatus">Empty where the span is no HTTP exchange.</param>
/// <param name="Target">What a call was made to: URL, SQL or queue; empty for others.</param>
/// <param name="Links">Ids of traces that this span refers to without continuing them, as a replay does.</param>
internal sealed record TraceSpan(
    string Id, string? Parent, string Service, string Name, string Kind, DateTimeOffset Start, DateTimeOffset End,
    bool Failed, string Reason, string HttpStatus, string Target, string[] Links);

/// <summary>Draws a trace: a line per span, below the span that caused it, with milliseconds since the trace began and milliseconds that it took.</summary>
internal static class TraceTree
{
    private const int TargetWidth = 70;

    public static void Print(TextWriter output, string id, IReadOnlyList<TraceSpan> spans)
    {
        var start = spans.Min(span => span.Start);
        var services = spans.Select(span => span.Service).Distinct().Count();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"trace {id}  {Local(start):yyyy-MM-dd HH:mm:ss.fff zzz}  {spans.Count} spans, {services} services, {(spans.Max(span => span.End) - start).TotalMilliseconds:0.0} ms"));
        output.WriteLine($"{"after ms",10} {"took ms",10}");
        var known = spans.Select(span => span.Id).ToHashSet(StringComparer.Ordinal);
        var children = spans.Where(span => span.Parent is not null).ToLookup(span => span.Parent!, StringComparer.Ordinal);
        // A span whose parent is not stored begins a tree of its own: the caller keeps its spans elsewhere, or they were not sampled.
        foreach (var root in spans.Where(span => span.Parent is null || !known.Contains(span.Parent)))
            Print(output, root, "", "", children, start);
    }

    /// <summary>The commission's clock.</summary>
    public static DateTimeOffset Local(DateTimeOffset instant) => instant.ToOffset(TimeSpan.FromHours(8));

    private static void Print(TextWriter output, TraceSpan span, string branch, string below, ILookup<string, TraceSpan> children, DateTimeOffset start)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{(span.Start - start).TotalMilliseconds,10:0.0} {(span.End - span.Start).TotalMilliseconds,10:0.0}  {branch}{Describe(span)}"));
        var next = children[span.Id].ToList();
        foreach (var child in next)
        {
            var last = child == next[^1];
            Print(output, child, below + (last ? "└─ " : "├─ "), below + (last ? "   " : "│  "), children, start);
        }
    }

    private static string Describe(TraceSpan span)
    {
        var target = string.Join(' ', span.Target.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        if (target.Length > TargetWidth) target = target[..TargetWidth] + "…";
        string[] parts =
        [
            $"{span.Service}: {span.Name}",
            span.Name.Contains(target, StringComparison.Ordinal) ? "" : target,
            span.HttpStatus,
            span.Failed ? $"FAILED {span.Reason}".TrimEnd() : "",
            .. span.Links.Select(link => $"→ trace {link}"),
        ];
        return string.Join("  ", parts.Where(part => part.Length > 0));
    }
}
