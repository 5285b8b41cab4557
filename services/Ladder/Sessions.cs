using System.Diagnostics;
using Marten;

namespace Cultivation.Ladder;

/// <summary>Sessions of work that goes on after its request: marked as a command's session is.</summary>
internal static class Sessions
{
    public static IDocumentSession OnBehalf(this IDocumentStore store, string tenant, string by, KnownSince? known)
    {
        var session = store.LightweightSession(tenant);
        session.LastModifiedBy = by;
        if (Activity.Current is { } activity)
        {
            session.CorrelationId = activity.TraceId.ToHexString();
            session.SetHeader("traceparent", activity.Id!);
        }
        known?.MarkOn(session);
        return session;
    }
}
