using System.Text.Json;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Cultivation.Benchmarks.Store;

/// <summary>
/// A running projection follows: from the commit of 100,000 events, of 5,000 streams, until the position says that their documents are stored.
/// A page of 1,000 events touches 200 documents. The last event comes by the store, as events do.
/// </summary>
internal static class Projection
{
    // Long enough that what each start costs does not count.
    private const int Count = 100_000;
    public const int Streams = 5_000;

    public static async Task RunAsync()
    {
        await using var store = await BenchStore.OpenAsync(SnapshotLifecycle.Async);
        var fill = new Fill(store, Streams);
        using var host = await HostAsync(store);
        var loop = await HandWrittenLoop.OpenAsync(store);
        await Figures.RateAsync("projection", "event/s", () => OursAsync(store, host, fill), () => loop.MeasureAsync(Count));
        await host.StopAsync();
    }

    private static async Task<Measured> OursAsync(BenchStore store, IHost host, Fill fill)
    {
        await fill.AddAsync(Count);
        return await Figures.TimeAsync(Count, async () =>
        {
            await using (var session = host.Services.GetRequiredService<IDocumentStore>().LightweightSession(BenchStore.Tenant))
            {
                session.Events.StartStream<Order>($"last:{Guid.NewGuid()}", LineAdded.Example);
                await session.SaveChangesAsync();
            }
            var head = await store.NumberAsync("select max(seq_id) from bench.mt_events");
            while (await store.NumberAsync("select max(last_seq_id) from bench.mt_event_progression where name = 'Order:All'") < head)
                await Task.Delay(5);
        });
    }

    private static async Task<IHost> HostAsync(BenchStore store)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddMarten(options => BenchStore.Configure(options, store.Connection, SnapshotLifecycle.Async))
            .UseLightweightSessions().AddAsyncDaemon(DaemonMode.Solo);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}

/// <summary>A loop as one writes it: a page of 1,000 events, the documents that they touch, the fold, one upsert with the position.</summary>
internal sealed class HandWrittenLoop
{
    private const string Next = """
        select seq_id, stream_id, version, type, data from bench.mt_events where seq_id > $1 and tenant_id = $2 order by seq_id limit 1000
        """;

    private readonly BenchStore store;
    private long position;

    private HandWrittenLoop(BenchStore store) => this.store = store;

    public static async Task<HandWrittenLoop> OpenAsync(BenchStore store)
    {
        await store.ExecuteAsync("create table bench.by_hand (like bench.mt_doc_order including all)");
        await store.ExecuteAsync("create table bench.by_hand_position as select 0::bigint as at");
        return new(store);
    }

    /// <summary>Until no event is left.</summary>
    public Task<Measured> MeasureAsync(int count) => Figures.TimeAsync(count, async () =>
    {
        await using var connection = await store.Source.OpenConnectionAsync();
        while (await PageAsync(connection) is { Count: > 0 } page)
        {
            var known = await LoadAsync(connection, [.. page.Select(e => e.Stream).Distinct()]);
            await SaveAsync(connection, Folded(known, page), page[^1].At);
        }
    });

    public Task BeginAsync()
    {
        position = 0;
        return store.ExecuteAsync("truncate bench.by_hand; update bench.by_hand_position set at = 0");
    }

    private async Task<List<(long At, string Stream, long Version, LineAdded Data)>> PageAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Next, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = position });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = BenchStore.Tenant });
        await using var rows = await command.ExecuteReaderAsync();
        var page = new List<(long, string, long, LineAdded)>(1000);
        while (await rows.ReadAsync())
        {
            page.Add((rows.GetInt64(0), rows.GetString(1), rows.GetInt64(2), rows.GetString(3) switch
            {
                "line_added" => JsonSerializer.Deserialize<LineAdded>(rows.GetFieldValue<byte[]>(4))!,
                var unknown => throw new InvalidOperationException($"Unknown event {unknown}"),
            }));
        }
        return page;
    }

    private async Task<Dictionary<string, Order>> LoadAsync(NpgsqlConnection connection, string[] ids)
    {
        await using var command = new NpgsqlCommand("select id, data from bench.by_hand where tenant_id = $1 and id = any($2)", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = BenchStore.Tenant });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = ids });
        await using var rows = await command.ExecuteReaderAsync();
        var orders = new Dictionary<string, Order>(StringComparer.Ordinal);
        while (await rows.ReadAsync())
            orders[rows.GetString(0)] = JsonSerializer.Deserialize<Order>(rows.GetFieldValue<byte[]>(1))!;
        return orders;
    }

    private static Order[] Folded(Dictionary<string, Order> known, List<(long At, string Stream, long Version, LineAdded Data)> page)
    {
        var changed = new Dictionary<string, Order>(StringComparer.Ordinal);
        foreach (var (_, stream, version, data) in page)
        {
            var order = changed.GetValueOrDefault(stream) ?? known.GetValueOrDefault(stream) ?? new Order();
            changed[stream] = order.Evolve(data) with { Id = stream, Version = version };
        }
        return [.. changed.Values];
    }

    private async Task SaveAsync(NpgsqlConnection connection, Order[] orders, long to)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new("update bench.by_hand_position set at = $2 where at = $1")
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = position }, new NpgsqlParameter<long> { TypedValue = to } },
        });
        batch.BatchCommands.Add(new("""
            insert into bench.by_hand (tenant_id, id, data, mt_version, mt_dotnet_type) select $1, v.id, v.data, v.version, $5
            from unnest($2, $3, $4) as v (id, data, version) on conflict (tenant_id, id) do update set data = excluded.data,
                mt_dotnet_type = excluded.mt_dotnet_type, mt_version = excluded.mt_version, mt_last_modified = transaction_timestamp()
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = BenchStore.Tenant },
                new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(orders, o => o.Id) },
                new NpgsqlParameter<byte[][]>
                {
                    TypedValue = Array.ConvertAll(orders, o => JsonSerializer.SerializeToUtf8Bytes(o)),
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb,
                },
                new NpgsqlParameter<long[]> { TypedValue = Array.ConvertAll(orders, o => o.Version) },
                new NpgsqlParameter<string> { TypedValue = Metadata.OrderType },
            },
        });
        await batch.ExecuteNonQueryAsync();
        position = to;
    }
}
