namespace JasperFx.Events
{
    /// <summary>Starting and appending. Nothing is sent before the session saves.</summary>
    public interface IEventOperations
    {
        StreamAction StartStream<TAggregate>(string streamKey, params object[] events) where TAggregate : class;
        StreamAction StartStream<TAggregate>(string streamKey, IEnumerable<object> events) where TAggregate : class;
        StreamAction StartStream(string streamKey, params object[] events);
        StreamAction StartStream(string streamKey, IEnumerable<object> events);

        /// <summary>Appends whatever the stream's version is; writers wait for each other on the stream's row.</summary>
        StreamAction Append(string stream, params object[] events);
        StreamAction Append(string stream, IEnumerable<object> events);

        /// <summary>Appends if the stream has <paramref name="expectedVersion"/> <b>after</b> these events.</summary>
        StreamAction Append(string stream, long expectedVersion, params object[] events);
        StreamAction Append(string stream, long expectedVersion, IEnumerable<object> events);
    }

    public interface IQueryEventStore
    {
        /// <summary>Events in order; empty for an unknown or archived stream. Bounds are inclusive, 0 and null mean none.</summary>
        Task<IReadOnlyList<IEvent>> FetchStreamAsync(string streamKey, long version = 0, DateTimeOffset? timestamp = null,
            long fromVersion = 0, CancellationToken token = default);

        /// <summary>Folds the events up to a version or a time, onto <paramref name="state"/> if given; null when there are none.</summary>
        Task<T?> AggregateStreamAsync<T>(string streamKey, long version = 0, DateTimeOffset? timestamp = null, T? state = null,
            long fromVersion = 0, CancellationToken token = default) where T : class;

        Task<StreamState?> FetchStreamStateAsync(string streamKey, CancellationToken token = default);
    }

    public interface IEventStoreOperations : IEventOperations, IQueryEventStore
    {
        /// <summary>Appends if nobody else does between now and the save. The stream must exist.</summary>
        Task AppendOptimistic(string streamKey, CancellationToken token, params object[] events);
        Task AppendOptimistic(string streamKey, params object[] events);

        Task<IEventStream<T>> FetchForWriting<T>(string key, CancellationToken cancellation = default) where T : class;

        /// <summary>
        /// As the other, and refuses at once when the stream's version is not <paramref name="expectedVersion"/> (before the append).
        /// </summary>
        Task<IEventStream<T>> FetchForWriting<T>(string key, long expectedVersion,
            CancellationToken cancellation = default) where T : class;

        /// <summary>Fetches, calls back and saves.</summary>
        Task WriteToAggregate<T>(string id, Action<IEventStream<T>> writing, CancellationToken cancellation = default) where T : class;
        Task WriteToAggregate<T>(string id, Func<IEventStream<T>, Task> writing, CancellationToken cancellation = default) where T : class;
        Task WriteToAggregate<T>(string id, int expectedVersion, Action<IEventStream<T>> writing, CancellationToken cancellation = default)
            where T : class;
        Task WriteToAggregate<T>(string id, int expectedVersion, Func<IEventStream<T>, Task> writing,
            CancellationToken cancellation = default)
            where T : class;

        /// <summary>The aggregate as it is now, from its snapshot or its events.</summary>
        ValueTask<T?> FetchLatest<T>(string id, CancellationToken cancellation = default) where T : class;

        /// <summary>Takes the stream and its events out of every reading; the rows stay.</summary>
        void ArchiveStream(string streamKey);
    }
}

namespace Marten.Events
{
    public interface IQueryEventStore : JasperFx.Events.IQueryEventStore;

    public interface IEventStoreOperations : JasperFx.Events.IEventStoreOperations, IQueryEventStore;
}
