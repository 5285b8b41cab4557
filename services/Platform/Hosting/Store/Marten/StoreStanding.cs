using Marten;

namespace Cultivation.Hosting;

/// <summary>The store's part of <c>operations/health</c>, as far as the package Marten tells it.</summary>
internal static class StoreStanding
{
    public static async Task<Dictionary<string, object?>> Read(IDocumentStore store, CancellationToken cancellation)
    {
        var states = await store.Advanced.AllProjectionProgress(token: cancellation);
        var head = (await store.Advanced.FetchEventStoreStatistics(token: cancellation)).EventSequenceNumber;
        return new(StringComparer.Ordinal)
        {
            ["projections"] = states.Select(s => new { name = s.ShardName, state = s.AgentStatus, position = s.Sequence, lagEvents = head - s.Sequence, reason = s.PauseReason }),
        };
    }
}
