using JasperFx.Events;
using Marten.Events.Aggregation;
using Npgsql;

namespace Marten.Events;

/// <summary>Reading streams: their rows, their events.</summary>
internal sealed class StreamReads(DocumentStore store)
{
    readonly StreamSql sql = new(store.Database.Schema);
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
        batch.BatchCommands.Add(part.Command(sql, whole: true));
        await using var rows = await batch.ExecuteReaderAsync(token);
        var events = new List<IEvent>();
        while (await rows.ReadAsync(token)) events.Add(new StoredEvent(rows, store.Types).Read(store.Serializer));
        return events;
    }

    /// <summary>
    /// Folds events by their payloads alone, as they come. One whose class is not known yet, or that cannot be read, needs more columns:
    /// from there on they are read as whole events, which finds the class or says what is wrong.
    /// </summary>
    public async Task<Folded<T>> FoldAsync<T>(Aggregator<T> aggregator, StreamPart part, Folded<T> onto,
        CancellationToken token) where T : class
    {
        await store.Database.ReadyAsync(token);
        var (reached, isWhole) = await FoldPayloadsAsync(aggregator, part, onto, token);
        if (isWhole) return reached;
        var rest = await EventsAsync(part with { From = Math.Max(part.From, reached.Version + 1) }, token);
        return rest.Count == 0 ? reached : new(aggregator.Fold(reached.State, part.Key, rest), rest[^1].Version);
    }

    async Task<(Folded<T> Reached, bool IsWhole)> FoldPayloadsAsync<T>(Aggregator<T> aggregator, StreamPart part, Folded<T> onto,
        CancellationToken token) where T : class
    {
        await using var batch = store.Database.Source.CreateBatch();
        batch.BatchCommands.Add(part.Command(sql, whole: false));
        await using var rows = await batch.ExecuteReaderAsync(token);
        if (!rows.HasRows) return (onto, true);
        var (state, version) = onto;
        while (await rows.ReadAsync(token))
        {
            if (Payload(rows) is not { } data) return (new(state, version), false);
            state = aggregator.Step(state, data);
            version = rows.GetInt64(0);
        }
        return (new(aggregator.Finished(state, part.Key, version), version), true);
    }

    object? Payload(NpgsqlDataReader row)
    {
        try
        {
            return store.Types.Find(row.GetString(1))?.ReadData(row.GetFieldValue<byte[]>(2), store.Serializer);
        }
        catch (Exception e) when (e is not NpgsqlException)
        {
            return null;
        }
    }
}
