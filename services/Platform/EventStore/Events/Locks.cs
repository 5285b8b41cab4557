using JasperFx.Events;
using Marten.Events.Aggregation;
using Marten.Exceptions;
using Marten.Internal;
using Npgsql;

namespace Marten.Events;

/// <summary>Streams that a save writes without having read them: their rows are locked, then version and snapshot are read.</summary>
internal sealed class Locks : IDisposable
{
    readonly DocumentStore store;
    readonly Held[] held;

    public Locks(DocumentStore store, IEnumerable<StreamAction> streams)
    {
        this.store = store;
        held = [.. streams.Select(s => new Held(s))];
    }

    /// <summary>The lock is a statement of its own: what is read after it has waited must be seen with fresh eyes.</summary>
    public IEnumerable<Operation> Operations => held.SelectMany(h => (IEnumerable<Operation>)
        [new Take(h), .. store.Options.Projections.Inline.Select(aggregator => new ReadSnapshot(h, aggregator, store.Serializer))]);

    /// <summary>Checks the versions that were expected and brings each state up to its stream.</summary>
    public async Task CatchUpAsync(NpgsqlConnection connection, CancellationToken token)
    {
        foreach (var (stream, found) in held.Select(h => (h.Stream, h)))
        {
            if (found.IsArchived) throw new InvalidStreamOperationException(
                $"Attempted to append event to archived stream with Id '{stream.Key}'.");
            if (stream.ExpectedVersionOnServer is { } expected && expected != found.Version)
                throw new EventStreamUnexpectedMaxEventIdException(stream.Key, stream.AggregateType, expected, found.Version);
            stream.Guard = StreamGuard.Version;
            stream.ExpectedVersionOnServer = found.Version;
            stream.AggregateType ??= found.Type is null ? null : store.Options.Projections.Named(found.Type);
            if (stream.AggregateType is null
                || store.Options.Projections.For(stream.AggregateType) is not { IsInline: true } aggregator) continue;
            var (state, version) = found.Snapshots.GetValueOrDefault(aggregator);
            if (version < found.Version)
            {
                var missing = await store.Streams.EventsAsync(new(stream.TenantId, stream.Key, version + 1), token, connection);
                state = aggregator.Fold(state, stream.Key, missing);
            }
            stream.State = state;
        }
    }

    /// <summary>A lock holds for one transaction: what it told is forgotten, in case the session saves again after a failure.</summary>
    public void Dispose()
    {
        foreach (var one in held) one.Forget();
    }

    sealed class Held(StreamAction stream)
    {
        readonly (StreamGuard, long?) before = (stream.Guard, stream.ExpectedVersionOnServer);

        public void Forget() => (stream.Guard, stream.ExpectedVersionOnServer) = before;

        public StreamAction Stream => stream;
        public long Version { get; set; }
        public string? Type { get; set; }
        public bool IsArchived { get; set; }
        public Dictionary<Aggregator, (object? State, long Version)> Snapshots { get; } = [];
    }

    sealed class Take(Held held) : Operation, ITakesRows
    {
        public string Column => "mt_locked";

        public override NpgsqlBatchCommand Command(DocumentStore store) => new NpgsqlBatchCommand(
            $"insert into {store.Database.Schema}.mt_streams as t (tenant_id, id, version) values ($1, $2, 0) "
            + "on conflict (tenant_id, id) do update set version = t.version returning version as mt_locked, type, is_archived")
            .Text(held.Stream.TenantId).Text(held.Stream.Key);

        public async ValueTask TakeAsync(NpgsqlDataReader rows, CancellationToken token)
        {
            await rows.ReadAsync(token);
            held.Version = rows.GetInt64(0);
            held.Type = rows.IsDBNull(1) ? null : rows.GetString(1);
            held.IsArchived = !rows.IsDBNull(2) && rows.GetBoolean(2);
        }
    }

    sealed class ReadSnapshot(Held held, Aggregator aggregator, Services.Serializer serializer) : Operation, ITakesRows
    {
        public string Column => "mt_snapshot";

        public override NpgsqlBatchCommand Command(DocumentStore store) => new NpgsqlBatchCommand(
            $"select mt_version as mt_snapshot, data from {store.Database.Schema}.{aggregator.Snapshot!.Table} where tenant_id = $1 and id = $2")
            .Text(held.Stream.TenantId).Text(held.Stream.Key);

        public async ValueTask TakeAsync(NpgsqlDataReader rows, CancellationToken token)
        {
            if (await rows.ReadAsync(token)) held.Snapshots[aggregator] = (aggregator.Read(rows.GetFieldValue<byte[]>(1), serializer),
                rows.GetInt64(0));
        }
    }
}
