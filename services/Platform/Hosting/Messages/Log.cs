using Npgsql;

namespace Cultivation.Hosting;

/// <summary>A published event as it stands in the log.</summary>
internal sealed record LogRow(long Position, string Type, string Data, string StreamKey, string Tenant, DateTimeOffset Time, string? TraceParent);

/// <summary>Reads published events straight from the log, by type, in order.</summary>
internal sealed class Log(NpgsqlDataSource database)
{
    /// <summary>Schema of the event store in every service's database.</summary>
    public const string Schema = "events";

    /// <summary>Position of the last event of these types before one; 0 for none.</summary>
    public async Task<long> Before(long position, string[] types, CancellationToken cancellation)
    {
        await using var read = database.CreateCommand(
            $"select seq_id from {Schema}.mt_events where seq_id < $1 and type = any($2) order by seq_id desc limit 1");
        read.Parameters.Add(new() { Value = position });
        read.Parameters.Add(new() { Value = types });
        return (long?)await read.ExecuteScalarAsync(cancellation) ?? 0;
    }

    /// <summary>Events of these types after one position, up to one that is decided, at most so many.</summary>
    public Task<List<LogRow>> After(long position, long decided, string[] types, int most, CancellationToken cancellation) => database.Rows(
        $"""
        select seq_id, type, data::text, stream_id, tenant_id, timestamp, headers ->> '{SessionMarks.TraceParent}'
        from {Schema}.mt_events where seq_id > $1 and seq_id <= $2 and type = any($3) order by seq_id limit $4
        """,
        Row, cancellation, position, decided, types, most);

    /// <summary>Streams of a kind after one, by tenant and key.</summary>
    public Task<List<(string Tenant, string Key)>> Streams(string kind, string tenant, string key, int most, CancellationToken cancellation) => database.Rows(
        $"""
        select tenant_id, id from {Schema}.mt_streams where (tenant_id, id) > ($1, $2) and starts_with(id, $3) order by tenant_id, id limit $4
        """, row => (row.GetString(0), row.GetString(1)), cancellation, tenant, key, $"{kind}:", most);

    /// <summary>How many streams of a kind there are.</summary>
    public async Task<long> Count(string kind, CancellationToken cancellation) =>
        (await database.Rows($"select count(*) from {Schema}.mt_streams where starts_with(id, $1)", row => row.GetInt64(0), cancellation, $"{kind}:"))[0];

    /// <summary>Events of these types of some streams, up to a position that is decided, in order.</summary>
    public Task<List<LogRow>> Of(IReadOnlyCollection<(string Tenant, string Key)> streams, long decided, string[] types, CancellationToken cancellation) => database.Rows(
        $"""
        select e.seq_id, e.type, e.data::text, e.stream_id, e.tenant_id, e.timestamp, e.headers ->> '{SessionMarks.TraceParent}'
        from unnest($1, $2) as s (tenant, key) join {Schema}.mt_events e on e.tenant_id = s.tenant and e.stream_id = s.key
        where e.seq_id <= $3 and e.type = any($4) order by e.seq_id
        """,
        Row, cancellation, streams.Select(s => s.Tenant).ToArray(), streams.Select(s => s.Key).ToArray(), decided, types);

    private static LogRow Row(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetFieldValue<DateTimeOffset>(5), row.IsDBNull(6) ? null : row.GetString(6));
}
