using JasperFx.Events.Projections;
using Marten;
using Marten.Internal;
using Npgsql;

namespace Cultivation.EventStore;

/// <summary>Moves a stopped projection past the event it stopped at, and keeps that event as a dead letter, in one statement.</summary>
internal sealed class SkipEvent(ShardName shard, long sequence, string by) : Operation
{
    public override NpgsqlBatchCommand Command(DocumentStore store)
    {
        var schema = store.Database.Schema;
        return new NpgsqlBatchCommand($"""
            with c as (update {schema}.projection_controls set state = 'Running', failed_sequence = null, reason = null, revision = revision + 1, changed = now()
                from (select name, reason as said from {schema}.projection_controls where name = $1 for update) as before
                where projection_controls.name = before.name and state = 'Stopped' and failed_sequence = $2 returning before.said),
              p as (update {schema}.mt_event_progression set last_seq_id = $2, last_updated = now() from c where name = $1 and last_seq_id < $2 returning 1),
              d as (insert into {schema}.projection_dead_letters (name, sequence, tenant_id, stream_id, version, type, reason, skipped_by)
                select $1, e.seq_id, e.tenant_id, e.stream_id, e.version, e.type, c.said, $3 from {schema}.mt_events e, c, p where e.seq_id = $2
                on conflict (name, sequence) do update set reason = excluded.reason, skipped_by = excluded.skipped_by, skipped_at = now() returning 1)
            select 1 / count(*) from d
            """).Text(shard.Identity).Number(sequence).Text(by);
    }

    public override ValueTask<Exception> ExplainAsync(PostgresException refusal, string sql, DocumentStore store, CancellationToken token) =>
        refusal.SqlState == PostgresErrorCodes.DivisionByZero
            ? new(new InvalidOperationException($"{shard} is not stopped at event {sequence}")) : base.ExplainAsync(refusal, sql, store, token);
}
