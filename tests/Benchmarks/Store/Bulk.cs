using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Cultivation.Benchmarks.Store;

/// <summary>New streams of 1,000 events, one save each, one after the other.</summary>
internal static class Bulk
{
    private const int Each = 1000;
    private static int started;

    public static async Task RunAsync()
    {
        await using var store = await BenchStore.OpenAsync();
        await Figures.RateAsync("bulk", "event/s", () => OursAsync(store, 10), () => ByHandAsync(store, 10));
    }

    public static Task<Measured> OursAsync(BenchStore store, int streams) => Figures.WorkAsync(1, streams, async (_, _) =>
    {
        await using var session = store.Session();
        session.Events.StartStream(NextKey(), Enumerable.Repeat<object>(LineAdded.Example, Each));
        await session.SaveChangesAsync();
    }, Each);

    public static Task<Measured> ByHandAsync(BenchStore store, int streams) => Figures.WorkAsync(1, streams,
        (_, _) => StartByHandAsync(store.Source, NextKey(), [.. Enumerable.Repeat(LineAdded.Example, Each)]), Each);

    private static string NextKey() => $"bulk:{Interlocked.Increment(ref started)}";

    private const string Insert = """
        with s as (insert into bench.mt_streams (tenant_id, id, version, timestamp, created)
            values ($1, $2, cardinality($3), clock_timestamp(), clock_timestamp()) returning timestamp)
        insert into bench.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
            correlation_id, causation_id, headers, user_name, is_archived)
        select nextval('bench.mt_events_sequence'), v.id, $2, v.n, v.data, v.type, s.timestamp, $1, v.class, v.correlation, v.causation,
            v.headers, v.person, false
        from s cross join unnest($3, $4, $5, $6, $7, $8, $9, $10)
            with ordinality as v (id, data, type, class, correlation, causation, headers, person, n)
        """;

    private static async Task StartByHandAsync(NpgsqlDataSource source, string key, LineAdded[] lines)
    {
        var headers = new Dictionary<string, object>(StringComparer.Ordinal) { ["channel"] = "bench" };
        await using var command = source.CreateCommand(Insert);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new NpgsqlParameter<string> { TypedValue = BenchStore.Tenant },
            new NpgsqlParameter<string> { TypedValue = key },
            Column(NpgsqlDbType.Uuid, lines, _ => Guid.CreateVersion7()),
            Column(NpgsqlDbType.Jsonb, lines, line => JsonSerializer.SerializeToUtf8Bytes(line)),
            Column(NpgsqlDbType.Varchar, lines, _ => "line_added"),
            Column(NpgsqlDbType.Varchar, lines, _ => Metadata.EventType),
            Column(NpgsqlDbType.Varchar, lines, _ => Metadata.Correlation),
            Column(NpgsqlDbType.Varchar, lines, _ => Metadata.Causation),
            Column(NpgsqlDbType.Jsonb, lines, _ => JsonSerializer.SerializeToUtf8Bytes(headers)),
            Column(NpgsqlDbType.Varchar, lines, _ => Metadata.User),
        });
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlParameter<T[]> Column<T>(NpgsqlDbType type, LineAdded[] lines, Func<LineAdded, T> value) =>
        new() { TypedValue = Array.ConvertAll(lines, line => value(line)), NpgsqlDbType = NpgsqlDbType.Array | type };
}
