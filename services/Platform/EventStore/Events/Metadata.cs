using JasperFx.Events;
using Marten.Internal;

namespace Marten.Events;

/// <summary>What the session knows about its events beside their data.</summary>
internal static class Metadata
{
    /// <summary>Fills it in, and answers with the time of recording, or null when the database is to take its own.</summary>
    public static async ValueTask<DateTimeOffset?> ApplyAsync(DocumentStore store, UnitOfWork work, IReadOnlyList<StreamAction> streams,
        CancellationToken token)
    {
        if (streams.Count == 0) return null;
        DateTimeOffset? time = null;
        if (store.Options.EventGraph.Clock is { } clock) time = Microseconds(clock.GetUtcNow());
        else if (store.Options.Projections.SeesTime) time = Microseconds(await store.Clock.NowAsync(token));
        foreach (var stream in streams)
        {
            foreach (var e in stream.Events)
            {
                if (e.Id == Guid.Empty) e.Id = Guid.CreateVersion7();
                e.CorrelationId ??= work.CorrelationId;
                e.CausationId ??= work.CausationId;
                e.UserName ??= work.LastModifiedBy;
                if (e.Timestamp == default && time is not null) e.Timestamp = time.Value;
                if (work.Headers is null) continue;
                if (e.Headers is null) e.Headers = work.Headers;
                else foreach (var header in work.Headers) e.Headers.TryAdd(header.Key, header.Value);
            }
        }
        return time;
    }

    /// <summary>PostgreSQL keeps microseconds; a fold must not see more than is stored.</summary>
    static DateTimeOffset Microseconds(DateTimeOffset time) => new(time.UtcTicks / 10 * 10, TimeSpan.Zero);
}
