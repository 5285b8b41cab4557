using Marten.Events.Aggregation;
using Marten.Schema;
using Npgsql;

namespace Marten.Events;

/// <summary>A stream with the state folded from it.</summary>
internal readonly record struct Folded<T>(T? State, long Version) where T : class;

/// <summary>Reading aggregates: from the snapshot in one query, or from the events.</summary>
internal sealed class AggregateReads(DocumentStore store)
{
    public async Task<Folded<T>> LatestAsync<T>(string tenant, string key, CancellationToken token) where T : class
    {
        var aggregator = store.Options.Projections.For<T>();
        if (aggregator.Snapshot is not { } document) return await FoldAsync(aggregator, new(tenant, key), default, token);
        await store.Database.ReadyAsync(document, token);
        await using var command = store.Database.Source.CreateCommand(store.Sql.Aggregate(document));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        Folded<T> found = default;
        await using (var row = await command.ExecuteReaderAsync(token))
        {
            if (!await row.ReadAsync(token)) return default;
            var version = row.GetInt64(0);
            if (!row.IsDBNull(1)) found = new(store.Serializer.Read<T>(row.GetFieldValue<byte[]>(2)), row.GetInt64(1));
            if (found.State is not null) VersionMember<T>.Set?.Invoke(found.State, found.Version);
            if (found.Version == version) return found;
        }
        // A snapshot that was registered after the stream began, or one that the fold removed.
        return await FoldAsync(aggregator, new(tenant, key, found.Version + 1), found, token);
    }

    /// <summary>Folds a part of a stream onto a state.</summary>
    public async Task<Folded<T>> FoldAsync<T>(Aggregator<T> aggregator, StreamPart part, Folded<T> onto,
        CancellationToken token) where T : class
    {
        if (!aggregator.SeesTime) return await store.Streams.FoldAsync(aggregator, part, onto, token);
        var events = await store.Streams.EventsAsync(part, token);
        return events.Count == 0 ? onto : new(aggregator.Fold(onto.State, part.Key, events), events[^1].Version);
    }
}
