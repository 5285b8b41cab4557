using JasperFx;
using JasperFx.Events;
using Marten.Exceptions;
using Marten.Internal;

namespace Marten.Events;

internal sealed class EventStoreOperations(DocumentOperations session) : QueryEventStore(session), IEventStoreOperations
{
    public StreamAction StartStream<TAggregate>(string streamKey, params object[] events) where TAggregate : class =>
        Start(typeof(TAggregate), streamKey, events);
    public StreamAction StartStream<TAggregate>(string streamKey, IEnumerable<object> events) where TAggregate : class =>
        Start(typeof(TAggregate), streamKey, events);
    public StreamAction StartStream(string streamKey, params object[] events) => Start(null, streamKey, events);
    public StreamAction StartStream(string streamKey, IEnumerable<object> events) => Start(null, streamKey, events);
    public StreamAction Append(string stream, params object[] events) => Add(stream, StreamGuard.None, null, events);
    public StreamAction Append(string stream, IEnumerable<object> events) => Add(stream, StreamGuard.None, null, [.. events]);
    public StreamAction Append(string stream, long expectedVersion, IEnumerable<object> events) =>
        Append(stream, expectedVersion, events.ToArray());

    public StreamAction Append(string stream, long expectedVersion, params object[] events)
    {
        var before = expectedVersion - events.Length;
        if (before < 0) throw new EventStreamUnexpectedMaxEventIdException(stream, null, expectedVersion, events.Length);
        return Add(stream, before == 0 ? StreamGuard.Absent : StreamGuard.Version, before, events);
    }

    public Task AppendOptimistic(string streamKey, params object[] events) => AppendOptimistic(streamKey, default, events);

    public async Task AppendOptimistic(string streamKey, CancellationToken token, params object[] events)
    {
        var state = await FetchStreamStateAsync(streamKey, token) ?? throw new NonExistentStreamException(streamKey);
        Add(streamKey, StreamGuard.Version, state.Version, events).AggregateType ??= state.AggregateType;
    }

    public Task<IEventStream<T>> FetchForWriting<T>(string key, CancellationToken cancellation = default) where T : class =>
        FetchForWriting<T>(key, -1, cancellation);

    public async Task<IEventStream<T>> FetchForWriting<T>(string key, long expectedVersion,
        CancellationToken cancellation = default) where T : class
    {
        var found = await session.Owner.Aggregates.LatestAsync<T>(session.TenantId, key, cancellation);
        if (expectedVersion >= 0 && found.Version != expectedVersion)
            throw new ConcurrencyException(
                $"Unexpected version of event stream '{key}', expected {expectedVersion} but was {found.Version}", typeof(T), key);
        return new EventStream<T>(session, key, found);
    }

    public Task WriteToAggregate<T>(string id, Action<IEventStream<T>> writing, CancellationToken cancellation = default) where T : class =>
        Write<T>(id, -1, Sync(writing), cancellation);
    public Task WriteToAggregate<T>(string id, Func<IEventStream<T>, Task> writing,
        CancellationToken cancellation = default) where T : class =>
        Write(id, -1, writing, cancellation);
    public Task WriteToAggregate<T>(string id, int expectedVersion, Action<IEventStream<T>> writing,
        CancellationToken cancellation = default) where T : class =>
        Write<T>(id, expectedVersion, Sync(writing), cancellation);
    public Task WriteToAggregate<T>(string id, int expectedVersion, Func<IEventStream<T>, Task> writing,
        CancellationToken cancellation = default) where T : class =>
        Write(id, expectedVersion, writing, cancellation);

    public async ValueTask<T?> FetchLatest<T>(string id, CancellationToken cancellation = default) where T : class =>
        (await session.Owner.Aggregates.LatestAsync<T>(session.TenantId, id, cancellation)).State;

    public void ArchiveStream(string streamKey)
    {
        var schema = session.Owner.Database.Schema;
        session.Work.AfterStreams.Add(new SqlOperation(
            '?',
            $"""
            with stream as (update {schema}.mt_streams set is_archived = true where tenant_id = ? and id = ? returning tenant_id, id)
            update {schema}.mt_events e set is_archived = true from stream s where e.tenant_id = s.tenant_id and e.stream_id = s.id
            """,
            [session.TenantId, streamKey]));
    }

    async Task Write<T>(string id, long expectedVersion, Func<IEventStream<T>, Task> writing,
        CancellationToken cancellation) where T : class
    {
        await writing(await FetchForWriting<T>(id, expectedVersion, cancellation));
        await session.Session.SaveChangesAsync(cancellation);
    }

    static Func<IEventStream<T>, Task> Sync<T>(Action<IEventStream<T>> writing) where T : class => stream =>
    {
        writing(stream);
        return Task.CompletedTask;
    };

    StreamAction Start(Type? aggregate, string key, IEnumerable<object> events)
    {
        var list = events.ToArray();
        if (list.Length == 0) throw new EmptyEventStreamException(key);
        var stream = session.Work.Stream(session.TenantId, key, StreamGuard.New, 0, aggregate);
        stream.StateKnown = true;
        return Fill(stream, list);
    }

    StreamAction Add(string key, StreamGuard guard, long? expected, object[] events)
    {
        var stream = session.Work.Stream(session.TenantId, key, guard, expected, null);
        return Fill(stream, events);
    }

    StreamAction Fill(StreamAction stream, object[] events)
    {
        foreach (var e in events) stream.Add(session.Owner.Wrap(e, stream));
        return stream;
    }
}
