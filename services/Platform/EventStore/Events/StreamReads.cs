using JasperFx.Events;
using Marten.Events.Aggregation;
using Marten.Exceptions;
using Npgsql;

namespace Marten.Events;

/// <summary>Reading streams: their rows, their events.</summary>
internal sealed class StreamReads(DocumentStore store)
{
    readonly string stateSql = "select version, type, timestamp, created, is_archived "
        + $"from {store.Database.Schema}.mt_streams where tenant_id = $1 and id = $2";

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
    public async Task<List<IEvent>> EventsAsync(StreamPart part, CancellationToken token, NpgsqlConnection? inside = null)
    {
        await store.Database.ReadyAsync(token);
        await using var batch = inside is null ? store.Database.Source.CreateBatch() : new NpgsqlBatch(inside);
        batch.BatchCommands.Add(part.Command(StoredEvent.Columns, store.Database.Schema));
        await using var rows = await batch.ExecuteReaderAsync(token);
        var events = new List<IEvent>();
        while (await rows.ReadAsync(token)) events.Add(new StoredEvent(rows).Read(store.Types, store.Serializer));
        return events;
    }

    /// <summary>Folds events by their payloads alone, as they come.</summary>
    public async Task<Folded<T>> FoldAsync<T>(Aggregator<T> aggregator, StreamPart part, Folded<T> onto,
        CancellationToken token) where T : class
    {
        await store.Database.ReadyAsync(token);
        await using var batch = store.Database.Source.CreateBatch();
        batch.BatchCommands.Add(part.Command("version, data, type, seq_id, mt_dotnet_type", store.Database.Schema));
        await using var rows = await batch.ExecuteReaderAsync(token);
        if (!rows.HasRows) return onto;
        while (await rows.ReadAsync(token)) onto = new(aggregator.Step(onto.State, Payload(rows)), rows.GetInt64(0));
        return onto with { State = aggregator.Finished(onto.State, part.Key, onto.Version) };
    }

    object Payload(NpgsqlDataReader row)
    {
        var name = row.GetString(2);
        var mapping = store.Types.Find(name) ?? store.Types.Stored(name, row.IsDBNull(4) ? null : row.GetString(4), row.GetInt64(3));
        try
        {
            return mapping.ReadData(row.GetFieldValue<byte[]>(1), store.Serializer);
        }
        catch (Exception e)
        {
            throw new EventDeserializationFailureException(row.GetInt64(3), name, e);
        }
    }
}
