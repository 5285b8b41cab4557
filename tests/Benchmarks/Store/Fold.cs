using System.Text.Json;
using Npgsql;

namespace Cultivation.Benchmarks.Store;

/// <summary>The state of a stream of 50 events, folded from its events, by one worker.</summary>
internal static class Fold
{
    private const int Streams = 200;

    public static async Task RunAsync()
    {
        await using var store = await BenchStore.OpenAsync();
        var fill = new Fill(store, Streams);
        await fill.AddAsync(50 * Streams);
        await fill.SettleAsync();
        await Figures.RateAsync("fold_50", "fold/s", () => OursAsync(store, 1500, Streams), () => ByHandAsync(store, 1500, Streams));
    }

    public static Task<Measured> OursAsync(BenchStore store, int operations, int streams) => Figures.WorkAsync(1, operations, async (_, n) =>
    {
        await using var session = store.Store.QuerySession(BenchStore.Tenant);
        Check(await session.Events.AggregateStreamAsync<Order>(Key(n, streams)));
    });

    public static Task<Measured> ByHandAsync(BenchStore store, int operations, int streams) =>
        Figures.WorkAsync(1, operations, async (_, n) => Check(await FoldByHandAsync(store.Source, Key(n, streams))));

    /// <summary>Spread over all.</summary>
    public static string Key(int n, int streams) => Fill.Key((int)(n * 7919L % streams));

    private static void Check(Order? order)
    {
        if (order is not { Lines: 50, Version: 50 })
            throw new InvalidOperationException($"Not the fold of 50 events: {order}");
    }

    private static async Task<Order> FoldByHandAsync(NpgsqlDataSource source, string key)
    {
        await using var command = source.CreateCommand(
            "select version, type, data from bench.mt_events where tenant_id = $1 and stream_id = $2 and not is_archived order by version");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = BenchStore.Tenant });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        await using var rows = await command.ExecuteReaderAsync();
        var (order, version) = (new Order(), 0L);
        while (await rows.ReadAsync())
        {
            version = rows.GetInt64(0);
            order = order.Evolve(rows.GetString(1) switch
            {
                "line_added" => JsonSerializer.Deserialize<LineAdded>(rows.GetFieldValue<byte[]>(2))!,
                var unknown => throw new InvalidOperationException($"Unknown event {unknown}"),
            });
        }
        return order with { Id = key, Version = version };
    }
}
