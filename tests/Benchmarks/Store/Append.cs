using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Cultivation.Benchmarks.Store;

/// <summary>FetchForWriting, one event, the inline snapshot, saved; by 1, 8 and 32 workers, each on streams of its own.</summary>
internal static class Append
{
    private const int Streams = 1000;

    public static async Task RunAsync()
    {
        await using var store = await BenchStore.OpenAsync();
        var fill = new Fill(store, Streams);
        await fill.AddAsync(10_000);
        await fill.AddSnapshotsAsync();
        await fill.SettleAsync();
        foreach (var (workers, operations) in new[] { (1, 1000), (8, 2500), (32, 3200) })
            await Figures.RateAsync($"append_{workers}", "append/s", () => OursAsync(store, workers, operations, Streams),
                () => ByHandAsync(store, workers, operations, Streams));
    }

    public static Task<Measured> OursAsync(BenchStore store, int workers, int operations, int streams) =>
        Figures.WorkAsync(workers, operations, async (worker, n) =>
        {
            await using var session = store.Session();
            var stream = await session.Events.FetchForWriting<Order>(Key(worker, n, workers, streams));
            stream.AppendOne(LineAdded.Example);
            await session.SaveChangesAsync();
        });

    public static Task<Measured> ByHandAsync(BenchStore store, int workers, int operations, int streams) =>
        Figures.WorkAsync(workers, operations,
            (worker, n) => AppendByHandAsync(store.Source, Key(worker, n, workers, streams), LineAdded.Example));

    /// <summary>No two workers meet in a stream.</summary>
    private static string Key(int worker, int n, int workers, int streams) =>
        Fill.Key(((n / workers * 7919 * workers) + worker) % (streams / workers * workers));

    private const string Load = """
        select s.version, d.data from bench.mt_streams s left join bench.mt_doc_order d on d.tenant_id = s.tenant_id and d.id = s.id
        where s.tenant_id = $1 and s.id = $2 and not s.is_archived
        """;

    private const string Store = """
        with s as (update bench.mt_streams set version = $3 + 1, timestamp = clock_timestamp()
            where tenant_id = $1 and id = $2 and version = $3 and not is_archived returning version, timestamp),
        e as (insert into bench.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
                correlation_id, causation_id, headers, user_name, is_archived)
            select nextval('bench.mt_events_sequence'), $4, $2, version, $5, 'line_added', timestamp, $1, $6, $7, $8, $9, $10, false from s
            returning seq_id),
        d as (insert into bench.mt_doc_order (tenant_id, id, data, mt_dotnet_type, mt_version) select $1, $2, $11, $12, version from s
            on conflict (tenant_id, id) do update set data = excluded.data, mt_dotnet_type = excluded.mt_dotnet_type,
                mt_version = excluded.mt_version, mt_last_modified = transaction_timestamp())
        select seq_id from e
        """;

    /// <summary>Loads the snapshot, then does the rest in one statement.</summary>
    public static async Task AppendByHandAsync(NpgsqlDataSource source, string key, LineAdded line)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var load = new NpgsqlCommand(Load, connection) { Parameters = { Text(BenchStore.Tenant), Text(key) } };
        var (version, order) = (0L, new Order());
        await using (var row = await load.ExecuteReaderAsync())
        {
            if (await row.ReadAsync())
                version = row.GetInt64(0);
            if (version > 0)
                order = JsonSerializer.Deserialize<Order>(row.GetFieldValue<byte[]>(1))!;
        }
        order = order.Evolve(line) with { Id = key, Version = version + 1 };
        await using var store = new NpgsqlCommand(Store, connection)
        {
            Parameters =
            {
                Text(BenchStore.Tenant), Text(key), new NpgsqlParameter<long> { TypedValue = version },
                new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7() }, Json(line), Text(Metadata.EventType),
                Text(Metadata.Correlation), Text(Metadata.Causation),
                Json(new Dictionary<string, object>(StringComparer.Ordinal) { ["channel"] = "bench" }), Text(Metadata.User),
                Json(order), Text(Metadata.OrderType),
            },
        };
        if (await store.ExecuteScalarAsync() is not long)
            throw new InvalidOperationException($"{key} is no longer at {version}");
    }

    private static NpgsqlParameter Text(string value) => new NpgsqlParameter<string> { TypedValue = value };

    private static NpgsqlParameter Json<T>(T value) =>
        new NpgsqlParameter<byte[]> { TypedValue = JsonSerializer.SerializeToUtf8Bytes(value), NpgsqlDbType = NpgsqlDbType.Jsonb };
}
