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
    public static async Task<Position> LoadAsync(DocumentStore store, ShardName shard, CancellationToken token)
    {
        var schema = store.Database.Schema;
        await using var batch = store.Database.Source.CreateBatch();
        foreach (var sql in new[]
        {
            $"insert into {schema}.mt_event_progression (name, last_seq_id) values ($1, 0) on conflict do nothing",
            $"insert into {schema}.projection_controls (name) values ($1) on conflict do nothing",
            $"select last_seq_id, generation from {schema}.mt_event_progression join {schema}.projection_controls using (name) where name = $1",
        }) batch.BatchCommands.Add(new NpgsqlBatchCommand(sql).Text(shard.Identity));
        await using var row = await batch.ExecuteReaderAsync(token);
        await row.ReadAsync(token);
        return new(row.GetInt64(0), row.GetInt64(1));
    }
}

/// <param name="Generation">Raised when a rebuild put other tables in place.</param>
internal readonly record struct Position(long At, long Generation);

/// <summary>
/// Moves a subscription's position if nobody else did, and nobody rebuilt meanwhile. It is the first statement of the page, so two leaders
/// meet here. The control row is locked, not only read: a rebuild that is just being committed is waited for and then seen.
/// </summary>
internal sealed class SavePosition(ShardName shard, Position from, long to) : Operation
{
    public override NpgsqlBatchCommand Command(DocumentStore store) => new NpgsqlBatchCommand(
        $"with c as (select name from {store.Database.Schema}.projection_controls where name = $1 and generation = $4 for share), "
        + $"p as (update {store.Database.Schema}.mt_event_progression p set last_seq_id = $3, last_updated = transaction_timestamp() "
        + "from c where p.name = c.name and last_seq_id = $2 returning 1) select 1 / count(*) from p")
        .Text(shard.Identity).Number(from.At).Number(to).Number(from.Generation);

    public override ValueTask<Exception> ExplainAsync(PostgresException refusal, string sql, DocumentStore store,
        CancellationToken token) =>
        refusal.SqlState == PostgresErrorCodes.DivisionByZero
            ? new(new PositionMovedException(shard, from.At)) : base.ExplainAsync(refusal, sql, store, token);
}

/// <summary>Another process handled the page first.</summary>
internal sealed class PositionMovedException(ShardName shard, long from) : Exception($"The position of {shard} is no longer {from}");
