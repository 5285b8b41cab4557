using JasperFx.Events.Projections;
using Marten.Events;
using Marten.Schema;
using Npgsql;

namespace Marten;

/// <summary>What an operator asks of a store.</summary>
public class AdvancedOperations
{
    readonly DocumentStore store;

    internal AdvancedOperations(DocumentStore store) => this.store = store;

    /// <summary>
    /// The rows of mt_event_progression: HighWaterMark and one per subscription and asynchronous projection, with what their leader told last.
    /// </summary>
    public async Task<IReadOnlyList<ShardState>> AllProjectionProgress(string? tenantId = null, CancellationToken token = default)
    {
        Whole(tenantId);
        return await store.Database.RowsAsync(
            $"select name, last_seq_id, state, reason from {store.Database.Schema}.mt_event_progression "
            + $"left join {store.Database.Schema}.projection_controls using (name) order by name",
            row => store.Health.Tell(new(row.GetString(0), row.IsDBNull(1) ? 0 : row.GetInt64(1))
            {
                AgentStatus = row.IsDBNull(2) ? null : row.GetString(2), PauseReason = row.IsDBNull(3) ? null : row.GetString(3),
            }), token);
    }

    public async Task<EventStoreStatistics> FetchEventStoreStatistics(string? tenantId = null, CancellationToken token = default)
    {
        Whole(tenantId);
        await store.Database.ReadyAsync(token);
        var schema = store.Database.Schema;
        await using var command = store.Database.Source.CreateCommand(
            $"select (select count(*) from {schema}.mt_events), (select count(*) from {schema}.mt_streams), "
            + $"(select case when is_called then last_value else 0 end from {schema}.mt_events_sequence)");
        await using var row = await command.ExecuteReaderAsync(token);
        await row.ReadAsync(token);
        return new() { EventCount = row.GetInt64(0), StreamCount = row.GetInt64(1), EventSequenceNumber = row.GetInt64(2) };
    }

    // All tenants share one log and its positions.
    static void Whole(string? tenantId)
    {
        if (tenantId is not null) throw new NotSupportedException("Positions belong to the whole store, not to a tenant");
    }
}
