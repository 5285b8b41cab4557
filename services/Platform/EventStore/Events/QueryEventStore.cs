using JasperFx.Events;
using Marten.Internal;

namespace Marten.Events;

internal class QueryEventStore(QuerySession session) : IQueryEventStore
{
    public async Task<IReadOnlyList<IEvent>> FetchStreamAsync(
        string streamKey, long version = 0, DateTimeOffset? timestamp = null, long fromVersion = 0, CancellationToken token = default) =>
        await session.Owner.Streams.EventsAsync(new(session.TenantId, streamKey, fromVersion, version, timestamp), token);

    public async Task<T?> AggregateStreamAsync<T>(
        string streamKey, long version = 0, DateTimeOffset? timestamp = null, T? state = null, long fromVersion = 0, CancellationToken token = default)
        where T : class
    {
        var part = new StreamPart(session.TenantId, streamKey, fromVersion, version, timestamp);
        return (await session.Owner.Aggregates.FoldAsync(session.Owner.Options.Projections.For<T>(), part, new(state, 0), token)).State;
    }

    public Task<StreamState?> FetchStreamStateAsync(string streamKey, CancellationToken token = default) =>
        session.Owner.Streams.StateAsync(session.TenantId, streamKey, token);
}
