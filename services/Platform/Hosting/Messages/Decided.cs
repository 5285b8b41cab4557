using Marten;

namespace Cultivation.Hosting;

/// <summary>How far the log can no longer change.</summary>
public static class Decided
{
    /// <summary>Up to here no open transaction can still fill a position.</summary>
    public static async Task<long> Position(IDocumentStore store, CancellationToken cancellation)
    {
        var progress = await store.Advanced.AllProjectionProgress(token: cancellation);
        // The high-water mark is written once a second; whatever a subscription has passed is decided, too.
        return progress.Select(p => p.Sequence).DefaultIfEmpty(0).Max();
    }
}
