using System.Diagnostics;
using JasperFx.Events;
using Marten;

namespace Cultivation.Hosting;

/// <summary>What every event says of its making.</summary>
public static class SessionMarks
{
    /// <summary>Header that carries the W3C trace context of the request or message that caused an event.</summary>
    internal const string TraceParent = "traceparent";

    /// <summary>The W3C trace id in the header <c>traceparent</c>; null where there is none.</summary>
    public static string? TraceId(this IEvent happened) =>
        happened.Headers is { } headers && headers.TryGetValue(TraceParent, out var value) && value?.ToString()?.Split('-') is [_, var trace, _, _] ? trace : null;

    /// <summary>Marks all events of the session with who caused them and in which trace.</summary>
    /// <param name="trace">Its W3C trace context; null where there is none.</param>
    internal static void Mark(this IDocumentSession session, string by, string? trace)
    {
        session.LastModifiedBy = by;
        if (trace is null)
            return;
        session.CorrelationId = trace.Split('-')[1];
        session.SetHeader(TraceParent, trace);
    }

    /// <summary>Marks those waiting events with a trace that have none yet: each change of a page has its own.</summary>
    internal static void MarkUnmarked(this IDocumentSession session, Activity? activity)
    {
        if (activity is null)
            return;
        foreach (var happened in session.PendingChanges.Streams().SelectMany(stream => stream.Events).Where(e => e.GetHeader(TraceParent) is null))
        {
            happened.CorrelationId = activity.TraceId.ToHexString();
            happened.SetHeader(TraceParent, activity.Id!);
        }
    }
}
