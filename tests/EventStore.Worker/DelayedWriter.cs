using Npgsql;

namespace Cultivation.EventStore.Worker;

/// <summary>Takes numbers, dawdles, then commits or rolls back: what every reader of a sequence must survive.</summary>
/// <param name="committed">Hears of each stream and how many events it has, after the commit.</param>
public sealed class DelayedWriter(Ticks ticks, Random random, Action<string, int> committed)
{
    /// <summary>Of a hundred transactions, so many roll back.</summary>
    public int RolledBack { get; init; } = 20;

    public async Task RunAsync(int transactions)
    {
        await using var connection = new NpgsqlConnection(ticks.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        for (var n = 0; n < transactions; n++)
            await TransactAsync(connection);
    }

    private async Task TransactAsync(NpgsqlConnection connection)
    {
        var (stream, events) = ($"raw:{new Guid(Bytes()):N}", random.Next(1, 4));
        await using var transaction = await connection.BeginTransactionAsync();
        // Now and then the transaction gets its id long before its numbers.
        if (random.Next(2) == 0)
            await Run(connection, "select txid_current()");
        await Run(connection, $"insert into {ticks.Schema}.mt_streams (tenant_id, id, version) values ('{Ticks.Tenant}', '{stream}', {events})");
        for (var version = 1; version <= events; version++)
        {
            await Run(connection, $$"""
                insert into {{ticks.Schema}}.mt_events (seq_id, id, stream_id, version, data, type, tenant_id, mt_dotnet_type, timestamp) values
                (nextval('{{ticks.Schema}}.mt_events_sequence'), gen_random_uuid(), '{{stream}}', {{version}}, '{"n": 0}', 'ticked', '{{Ticks.Tenant}}', '', now())
                """);
            await Task.Delay(random.Next(8));
        }
        if (random.Next(100) < RolledBack)
        {
            await transaction.RollbackAsync();
            return;
        }
        await transaction.CommitAsync();
        committed(stream, events);
    }

    private byte[] Bytes()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return bytes;
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
