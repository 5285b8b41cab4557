using System.Text;
using System.Text.Json;
using Cultivation.Merkle;
using Npgsql;

namespace Cultivation.Ladder.Ledger;

/// <summary>An event as it stands in the log, not as it is read: nothing is upcast, and a decimal keeps its digits.</summary>
/// <param name="Time">UTC with microseconds.</param>
/// <param name="Data">The stored JSON.</param>
internal sealed record LoggedEvent(
    long Position, string Stream, long Version, string Type, string Id, string Time, string Tenant, string Data, string? Headers, string? Correlation,
    string? Causation, string? User)
{
    /// <summary>In the order that <see cref="Read"/> expects, of <c>mt_events</c> named e.</summary>
    public const string Columns = """
        e.seq_id, e.stream_id, e.version, e.type, e.id::text, to_char(e.timestamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.tenant_id,
        e.data::text, e.headers::text, e.correlation_id, e.causation_id, e.user_name
        """;

    /// <param name="first">The column with which it begins.</param>
    public static LoggedEvent Read(NpgsqlDataReader row, int first = 0)
    {
        string? Text(int column) => row.IsDBNull(first + column) ? null : row.GetString(first + column);
        return new(
            row.GetInt64(first), row.GetString(first + 1), row.GetInt64(first + 2), row.GetString(first + 3), row.GetString(first + 4), row.GetString(first + 5),
            row.GetString(first + 6), row.GetString(first + 7), Text(8), Text(9), Text(10), Text(11));
    }

    /// <summary>Null where there is none.</summary>
    public static async Task<LoggedEvent?> At(NpgsqlDataSource database, string tenant, long position, CancellationToken cancellation) =>
        (await Where(database, "e.tenant_id = $1 and e.seq_id = $2", cancellation, tenant, position)).FirstOrDefault();

    /// <summary>The first events of a stream.</summary>
    public static Task<List<LoggedEvent>> OfStream(NpgsqlDataSource database, string tenant, string stream, long upTo, CancellationToken cancellation) =>
        Where(database, "e.tenant_id = $1 and e.stream_id = $2 and e.version <= $3", cancellation, tenant, stream, upTo);

    /// <summary>Events that a condition selects, in the order of the log.</summary>
    public static async Task<List<LoggedEvent>> Where(NpgsqlDataSource database, string condition, CancellationToken cancellation, params object[] values)
    {
        await using var read = database.CreateCommand($"select {Columns} from {Database.Events}.mt_events e where {condition} order by e.seq_id");
        foreach (var value in values)
            read.Parameters.Add(new() { Value = value });
        await using var rows = await read.ExecuteReaderAsync(cancellation);
        List<LoggedEvent> found = [];
        while (await rows.ReadAsync(cancellation))
            found.Add(Read(rows));
        return found;
    }

    /// <summary>The content of its leaf.</summary>
    public string Canonical()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("position", Position);
            json.WriteString("stream", Stream);
            json.WriteNumber("version", Version);
            json.WriteString("type", Type);
            json.WriteString("id", Id);
            json.WriteString("timestamp", Time);
            json.WriteString("tenant", Tenant);
            Raw("data", Data);
            Raw("headers", Headers);
            Named("correlation", Correlation);
            Named("causation", Causation);
            Named("user", User);
            json.WriteEndObject();

            void Raw(string name, string? stored)
            {
                if (stored is null)
                    return;
                json.WritePropertyName(name);
                json.WriteRawValue(stored, skipInputValidation: true); // read just below, to any depth
            }

            void Named(string name, string? stored)
            {
                if (stored is not null)
                    json.WriteString(name, stored);
            }
        }
        return CanonicalJson.Text(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    public byte[] Leaf() => Tree.Leaf(Encoding.UTF8.GetBytes(Canonical()));
}
