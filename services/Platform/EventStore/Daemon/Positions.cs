using JasperFx.Events.Projections;
using Marten.Internal;
using Npgsql;

namespace Marten.Events.Daemon;

/// <summary>The rows of mt_event_progression.</summary>
internal static class Positions
{
    public static async Task MarkAsync(NpgsqlConnection connection, string schema, long position, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(
            $"insert into {schema}.mt_event_progression as p (name, last_seq_id) values ('{ShardState.HighWaterMark}', $1) "
            + "on conflict (name) do update set last_seq_id = excluded.last_seq_id, last_updated = transaction_timestamp() "
            + "where p.last_seq_id is distinct from excluded.last_seq_id", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = position });
        await command.ExecuteNonQueryAsync(token);
    }

    public static async Task<long> MarkedAsync(NpgsqlConnection connection, string schema, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(
            $"select coalesce(max(last_seq_id), 0) from {schema}.mt_event_progression where name = '{ShardState.HighWaterMark}'", connection);
        return (long)(await command.ExecuteScalarAsync(token))!;
    }

    /// <summary>Where a subscription stands; one that is new stands at 0.</summary>
    public static async Task<long> LoadAsync(DocumentStore store, ShardName shard, CancellationToken token)
    {
        var table = $"{store.Database.Schema}.mt_event_progression";
        await using var batch = store.Database.Source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"insert into {table} (name, last_seq_id) values ($1, 0) on conflict do nothing")
            .Text(shard.Identity));
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"select last_seq_id from {table} where name = $1").Text(shard.Identity));
        return (long)(await batch.ExecuteScalarAsync(token))!;
    }
}

/// <summary>Moves a subscription's position if nobody else did. It is the first statement of the page, so two leaders meet here.</summary>
internal sealed class SavePosition(ShardName shard, long from, long to) : Operation
{
    public override NpgsqlBatchCommand Command(DocumentStore store) => new NpgsqlBatchCommand(
        $"with p as (update {store.Database.Schema}.mt_event_progression set last_seq_id = $3, last_updated = transaction_timestamp() "
        + "where name = $1 and last_seq_id = $2 returning 1) select 1 / count(*) from p").Text(shard.Identity).Number(from).Number(to);

    public override ValueTask<Exception> ExplainAsync(PostgresException refusal, string sql, DocumentStore store,
        CancellationToken token) =>
        refusal.SqlState == PostgresErrorCodes.DivisionByZero
            ? new(new PositionMovedException(shard, from)) : base.ExplainAsync(refusal, sql, store, token);
}

/// <summary>Another process handled the page first.</summary>
internal sealed class PositionMovedException(ShardName shard, long from) : Exception($"The position of {shard} is no longer {from}");
