using System.Diagnostics;
using Marten;

namespace Cultivation.Ladder;

/// <summary>Sessions of work that goes on after its request: marked as a command's session is.</summary>
internal static class Sessions
{
    /// <param name="traceParent">What caused the work, where no activity of this process says it.</param>
    public static IDocumentSession OnBehalf(this IDocumentStore store, string tenant, string by, KnownSince? known, string? traceParent = null)
    {
        var session = store.LightweightSession(tenant);
        session.LastModifiedBy = by;
        if ((Activity.Current?.Id ?? traceParent) is { } trace)
        {
            session.CorrelationId = trace.Split('-')[1];
            session.SetHeader("traceparent", trace);
        }
        known?.MarkOn(session);
        return session;
    }
}
