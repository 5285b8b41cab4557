using System.Collections.Concurrent;
using JasperFx.Events.Projections;

namespace Marten.Events.Daemon;

/// <summary>What this process knows of those it runs beyond what it told the database: passing failures, and exceptions.</summary>
internal sealed class SubscriptionHealth
{
    readonly ConcurrentDictionary<string, (string Status, Exception? Reason)> shards = new(StringComparer.Ordinal);

    public void Set(ShardName shard, string status, Exception? reason = null) => shards[shard.Identity] = (status, reason);

    public ShardState Tell(ShardState state)
    {
        if (!shards.TryGetValue(state.ShardName, out var known)) return state;
        if (known.Status == ShardStatus.Retrying) (state.AgentStatus, state.PauseReason) = (known.Status, known.Reason?.Message);
        if (known.Status == state.AgentStatus) state.Exception = known.Reason;
        return state;
    }
}
