using System.Collections.Concurrent;
using JasperFx.Events.Projections;

namespace Marten.Events.Daemon;

/// <summary>Whether the subscriptions of this process run, and why not.</summary>
internal sealed class SubscriptionHealth
{
    readonly ConcurrentDictionary<string, (string Status, Exception? Reason)> shards = new(StringComparer.Ordinal);

    public void Set(ShardName shard, string status, Exception? reason = null) => shards[shard.Identity] = (status, reason);

    public ShardState Tell(ShardState state)
    {
        if (!shards.TryGetValue(state.ShardName, out var known)) return state;
        state.AgentStatus = known.Status;
        state.Exception = known.Reason;
        state.PauseReason = known.Reason?.Message;
        return state;
    }
}
