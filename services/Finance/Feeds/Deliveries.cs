using Cultivation.Finance.Feeds.Amqp;
using Cultivation.Hosting;
using Npgsql;

namespace Cultivation.Finance.Feeds;

/// <summary>The places of the banks' queues: table <c>finance.deliveries</c>, one row per bank and district.</summary>
internal sealed class Deliveries(NpgsqlDataSource database)
{
    public Task<List<(string District, string Bank)>> All(CancellationToken cancellation) => All(database, "finance.deliveries", cancellation);

    /// <summary>The banks and districts of a table.</summary>
    public static Task<List<(string District, string Bank)>> All(NpgsqlDataSource database, string table, CancellationToken cancellation) =>
        database.Rows($"select tenant_id, bank_id from {table} order by 1, 2", row => (row.GetString(0), row.GetString(1)), cancellation);

    /// <summary>Moves a place by compare-and-set, and logs what was handed over on the way, in one round trip.</summary>
    /// <returns>False when somebody else moved it: another process, or a refill. What was handed over is logged all the same.</returns>
    public Task<bool> Move(string district, string bank, long from, long to, IReadOnlyCollection<Attempt> handedOver, CancellationToken cancellation) => Move(
        "update finance.deliveries set position = $4, highest = greatest(highest, $4) where tenant_id = $1 and bank_id = $2 and position = $3", [district, bank, from, to],
        Attempts.Insert(district, bank, handedOver), cancellation);

    /// <summary>Moves a replay on, which ends with its last entry, and logs what was handed over on the way, in one round trip.</summary>
    public Task Move(string district, string bank, QueueReplay replay, long to, IReadOnlyCollection<Attempt> handedOver, CancellationToken cancellation) => Move(
        to < replay.Through
            ? "update finance.queue_replays set position = $4 where tenant_id = $1 and bank_id = $2 and replay_id = $3"
            : "delete from finance.queue_replays where tenant_id = $1 and bank_id = $2 and replay_id = $3 and through <= $4",
        [district, bank, replay.Id, to], Attempts.Insert(district, bank, handedOver), cancellation);

    private async Task<bool> Move(string sql, object[] values, NpgsqlBatchCommand log, CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        var move = new NpgsqlBatchCommand(sql);
        move.Parameters.Fill(values);
        batch.BatchCommands.Add(move);
        batch.BatchCommands.Add(log);
        await batch.ExecuteNonQueryAsync(cancellation);
        return move.RecordsAffected == 1;
    }
}
