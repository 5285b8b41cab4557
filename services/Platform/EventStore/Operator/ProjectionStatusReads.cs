using Marten;
using Marten.Events.Daemon;
using Marten.Subscriptions;
using Npgsql;

namespace Cultivation.EventStore;

/// <summary>One query for all that a store declares.</summary>
internal sealed class ProjectionStatusReads(DocumentStore store)
{
    readonly string sql = $"""
        select n.name, coalesce(c.state, 'Running'), {Leadership.IsTaken(store.Database.Schema)}, coalesce(p.last_seq_id, 0), head.at,
          coalesce(extract(epoch from clock_timestamp() - (select e.timestamp from {store.Database.Schema}.mt_events e
            where e.seq_id > coalesce(p.last_seq_id, 0) order by e.seq_id limit 1)), 0)::double precision,
          c.reason, c.changed, c.rebuild, coalesce(c.rebuild_position, 0), c.rebuild_target,
          f.seq_id, f.tenant_id, f.stream_id, f.version, f.type, c.rebuild_reason, coalesce(c.paused, false)
        from unnest($1) with ordinality as n (name, i)
        cross join (select case when is_called then last_value else 0 end as at from {store.Database.Schema}.mt_events_sequence) as head
        left join {store.Database.Schema}.mt_event_progression p on p.name = n.name
        left join {store.Database.Schema}.projection_controls c on c.name = n.name
        left join {store.Database.Schema}.mt_events f on f.seq_id = c.failed_sequence
        order by n.i
        """;

    public async Task<IReadOnlyList<ProjectionStatus>> ListAsync(CancellationToken token)
    {
        await store.Database.ReadyAsync(token);
        var declared = store.Options.Projections.Declared.OrderBy(s => s.Name, StringComparer.Ordinal).ToArray();
        await using var command = store.Database.Source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. declared.Select(s => s.Shard.Identity)] });
        await using var rows = await command.ExecuteReaderAsync(token);
        var found = new List<ProjectionStatus>();
        while (await rows.ReadAsync(token)) found.Add(Read(rows, declared[found.Count]));
        return found;
    }

    static ProjectionStatus Read(NpgsqlDataReader row, SubscriptionRegistration declared)
    {
        var head = row.GetInt64(4);
        // An inline projection is never behind.
        var (position, age) = declared.IsInline ? (head, 0) : (row.GetInt64(3), row.GetDouble(5));
        var kind = declared.IsInline ? "inline" : declared.Projection is null ? "subscription" : "projection";
        var failed = row.IsDBNull(11) ? null
            : new FailedEvent(row.GetInt64(11), row.GetString(12), row.GetString(13), row.GetInt64(14), row.GetString(15));
        var rebuild = row.IsDBNull(8) ? null
            : new RebuildProgress(row.GetString(8), row.GetInt64(9), row.IsDBNull(10) ? null : row.GetInt64(10), row.IsDBNull(16) ? null : row.GetString(16));
        return new(row.GetString(0), kind, row.GetBoolean(17) ? ShardStatus.Paused : row.GetString(1), row.GetBoolean(2), position,
            Math.Max(0, head - position), age, row.IsDBNull(6) ? null : row.GetString(6), failed,
            row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7), rebuild);
    }
}
