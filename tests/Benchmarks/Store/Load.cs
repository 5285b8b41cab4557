using System.Text.Json;
using Npgsql;

namespace Cultivation.Benchmarks.Store;

/// <summary>A document by its key, by one worker.</summary>
internal static class Load
{
    private const int Streams = 1000;

    public static async Task RunAsync()
    {
        await using var store = await BenchStore.OpenAsync();
        var fill = new Fill(store, Streams);
        await fill.AddAsync(10_000);
        await fill.AddSnapshotsAsync();
        await fill.SettleAsync();
        await Figures.RateAsync("load", "load/s", () => OursAsync(store, 4000, Streams), () => ByHandAsync(store, 4000, Streams));
    }

    public static Task<Measured> OursAsync(BenchStore store, int operations, int streams) => Figures.WorkAsync(1, operations, async (_, n) =>
    {
        await using var session = store.Store.QuerySession(BenchStore.Tenant);
        Check(await session.LoadAsync<Order>(Fold.Key(n, streams)));
    });

    public static Task<Measured> ByHandAsync(BenchStore store, int operations, int streams) =>
        Figures.WorkAsync(1, operations, async (_, n) => Check(await LoadByHandAsync(store.Source, Fold.Key(n, streams))));

    private static void Check(Order? order)
    {
        if (order is not { Version: > 0 })
            throw new InvalidOperationException($"Not a stored order: {order}");
    }

    private static async Task<Order?> LoadByHandAsync(NpgsqlDataSource source, string key)
    {
        await using var command = source.CreateCommand("select data from bench.mt_doc_order where tenant_id = $1 and id = $2");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = BenchStore.Tenant });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync() ? JsonSerializer.Deserialize<Order>(row.GetFieldValue<byte[]>(0)) : null;
    }
}
