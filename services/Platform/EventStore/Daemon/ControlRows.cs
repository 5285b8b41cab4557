using JasperFx.Events.Projections;
using Marten.Internal;
using Npgsql;

namespace Marten.Events.Daemon;

/// <summary>The rows of projection_controls.</summary>
internal sealed class ControlRows(DocumentStore store)
{
    readonly string table = $"{store.Database.Schema}.projection_controls";

    public async Task<List<(string Name, Control Control)>> AllAsync(CancellationToken token)
    {
        await using var command = store.Database.Source.CreateCommand($"select name, paused, revision, rebuild from {table}");
        await using var rows = await command.ExecuteReaderAsync(token);
        var all = new List<(string, Control)>();
        while (await rows.ReadAsync(token))
            all.Add((rows.GetString(0), new(rows.GetBoolean(1), rows.GetInt64(2), rows.IsDBNull(3) ? null : rows.GetString(3))));
        return all;
    }

    /// <summary>What the leader tells about one.</summary>
    public Task TellAsync(ShardName shard, string state, string? reason, long? failed, CancellationToken token) => ExecuteAsync(
        $"insert into {table} as c (name, state, reason, failed_sequence) values ($1, $2, $3, nullif($4, 0)) on conflict (name) do update "
        + "set state = excluded.state, reason = excluded.reason, failed_sequence = excluded.failed_sequence, changed = now() "
        + "where (c.state, c.reason, c.failed_sequence) is distinct from (excluded.state, excluded.reason, excluded.failed_sequence)",
        command => command.Text(shard.Identity).Text(state).Text(reason).Number(failed ?? 0), token);

    public Task TellRebuildAsync(string name, string state, long target, string? reason, CancellationToken token) => ExecuteAsync(
        $"insert into {table} (name, rebuild, rebuild_position, rebuild_target, rebuild_reason) values ($1, $2, 0, $3, $4) on conflict (name) "
        + "do update set rebuild = excluded.rebuild, rebuild_target = coalesce(nullif(excluded.rebuild_target, 0), projection_controls.rebuild_target), rebuild_reason = excluded.rebuild_reason, "
        + "rebuild_position = case when excluded.rebuild = 'Running' then 0 else projection_controls.rebuild_position end, changed = now()",
        command => command.Text(name).Text(state).Number(target).Text(reason), token);

    async Task ExecuteAsync(string sql, Action<NpgsqlBatchCommand> bind, CancellationToken token)
    {
        await using var batch = store.Database.Source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(sql));
        bind(batch.BatchCommands[0]);
        await batch.ExecuteNonQueryAsync(token);
    }
}
