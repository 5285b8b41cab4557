using System.Text;
using JasperFx.Events;
using Marten.Internal;
using Npgsql;

namespace Marten.Events;

/// <summary>Reading streams: their rows, their events.</summary>
internal sealed class StreamReads(DocumentStore store)
{
    readonly string stateSql = $"select version, type, timestamp, created, is_archived from {store.Database.Schema}.mt_streams where tenant_id = $1 and id = $2";
    readonly string eventsSql = $"select {StoredEvent.Columns} from {store.Database.Schema}.mt_events where tenant_id = $1 and stream_id = $2 and not coalesce(is_archived, false)";

    public async Task<StreamState?> StateAsync(string tenant, string key, CancellationToken token)
    {
        await store.Database.ReadyAsync(token);
        await using var command = store.Database.Source.CreateCommand(stateSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        await using var row = await command.ExecuteReaderAsync(token);
        if (!await row.ReadAsync(token)) return null;
        return new()
        {
            Key = key,
            Version = row.GetInt64(0),
            AggregateType = row.IsDBNull(1) ? null : store.Options.Projections.Named(row.GetString(1)),
            LastTimestamp = row.GetFieldValue<DateTimeOffset>(2),
            Created = row.GetFieldValue<DateTimeOffset>(3),
            IsArchived = !row.IsDBNull(4) && row.GetBoolean(4),
        };
    }

    /// <summary>Events in order. The connection is given when they are read inside a transaction.</summary>
    public async Task<List<IEvent>> EventsAsync(string tenant, string key, long from, long to, DateTimeOffset? until, CancellationToken token, NpgsqlConnection? inside = null)
    {
        await store.Database.ReadyAsync(token);
        var sql = new StringBuilder(eventsSql);
        var command = new NpgsqlBatchCommand().Text(tenant).Text(key);
        if (from > 0) command.Number(Next(" and version >= ", from));
        if (to > 0) command.Number(Next(" and version <= ", to));
        if (until is not null) command.Time(Next(" and timestamp <= ", until));
        command.CommandText = sql.Append(" order by version").ToString();

        var connection = inside ?? await store.Database.Source.OpenConnectionAsync(token);
        try
        {
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { command } };
            await using var rows = await batch.ExecuteReaderAsync(token);
            var events = new List<IEvent>();
            while (await rows.ReadAsync(token)) events.Add(new StoredEvent(rows).Read(store.Types, store.Serializer));
            return events;
        }
        finally
        {
            if (inside is null) await connection.DisposeAsync();
        }

        T Next<T>(string condition, T value)
        {
            sql.Append(condition).Append('$').Append(command.Parameters.Count + 1);
            return value;
        }
    }
}
