using System.Diagnostics;
using Marten;

namespace Cultivation.Hosting;

/// <summary>What every event says of its making.</summary>
internal static class SessionMarks
{
    /// <summary>Header that carries the W3C trace context of the request or message that caused an event.</summary>
    public const string TraceParent = "traceparent";

    /// <summary>Marks all events of the session with who caused them and in which trace.</summary>
    /// <param name="trace">Its W3C trace context; null where there is none.</param>
    public static void Mark(this IDocumentSession session, string by, string? trace)
    {
        session.LastModifiedBy = by;
        if (trace is null)
            return;
        session.CorrelationId = trace.Split('-')[1];
        session.SetHeader(TraceParent, trace);
    }

    /// <summary>Marks those waiting events with a trace that have none yet: each change of a page has its own.</summary>
    public static void MarkUnmarked(this IDocumentSession session, Activity? activity)
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
