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
        row => new LogRow(
            row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetFieldValue<DateTimeOffset>(5), row.IsDBNull(6) ? null : row.GetString(6)),
        cancellation, position, decided, types, most);
}
