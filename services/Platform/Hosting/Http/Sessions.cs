using System.Diagnostics;
using Marten;

namespace Cultivation.Hosting;

/// <summary>Sessions of work that goes on after its request: marked as a command's session is.</summary>
public static class Sessions
{
    /// <summary>A session of a district for somebody who need not be there.</summary>
    /// <param name="by">Subject of who caused the work.</param>
    /// <param name="known">The mark of imported history.</param>
    /// <param name="traceParent">What caused the work, where no activity of this process says it.</param>
    public static IDocumentSession OnBehalf(this IDocumentStore store, string tenant, string by, KnownSince? known = null, string? traceParent = null)
    {
        var session = store.LightweightSession(tenant);
        session.Mark(by, Activity.Current?.Id ?? traceParent);
        known?.MarkOn(session);
        return session;
    }
}
