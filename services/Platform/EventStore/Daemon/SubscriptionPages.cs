using System.Diagnostics;
using JasperFx.Events.Projections;
using Marten.Internal;
using Marten.Subscriptions;

namespace Marten.Events.Daemon;

/// <summary>Reads, hands over and saves the pages of one subscription.</summary>
internal sealed class SubscriptionPages(DocumentStore store, Tail tail, SubscriptionRegistration registration)
{
    /// <summary>A position that only passed events of others is not worth a write for each.</summary>
    static readonly TimeSpan SaveSkippedEvery = TimeSpan.FromMilliseconds(200);

    readonly ShardName shard = registration.Shard;
    readonly HashSet<string>? types = registration.IncludedEventTypes.Count == 0
        ? null : registration.IncludedEventTypes.Select(t => store.Types.For(t).Name).ToHashSet(StringComparer.Ordinal);
    long position;
    long savedAt;

    /// <summary>The position that the database has.</summary>
    public long Saved { get; private set; }

    public async Task BeginAsync(CancellationToken token) => Saved = position = await Positions.LoadAsync(store, shard, token);

    /// <summary>Deals with the next page, or waits until there may be one.</summary>
    public async Task NextAsync(CancellationToken token)
    {
        var moved = tail.Moved.Next;
        if (tail.Decided <= position)
        {
            if (position == Saved) await moved.WaitAsync(token);
            else if (await Task.WhenAny(moved, Task.Delay(SaveSkippedEvery, token)) != moved) await SaveSkippedAsync(token);
            return;
        }
        var page = await tail.AfterAsync(position, registration.Options.BatchSize, types, token);
        var wanted = page.Events.Where(e => !e.IsArchived && (types is null || types.Contains(e.Type))).ToArray();
        if (wanted.Length > 0) await HandleAsync(wanted, page.Ceiling, token);
        position = Math.Max(position, page.Ceiling);
        if (position > Saved && Stopwatch.GetElapsedTime(savedAt) > SaveSkippedEvery) await SaveSkippedAsync(token);
    }

    async Task HandleAsync(StoredEvent[] wanted, long ceiling, CancellationToken token)
    {
        using var activity = Telemetry.Source.StartActivity($"{registration.Name} page", ActivityKind.Consumer);
        activity?.SetTag("cultivation.events", wanted.Length).SetTag("cultivation.position", ceiling);
        var range = new EventRange(shard, Saved, ceiling, [.. wanted.Select(e => e.Read(store.Types, store.Serializer))]);
        var controller = new SubscriptionController(shard, registration.Options);
        await using var session = (DocumentSession)store.LightweightSession();
        var listener = await registration.Subscription.ProcessEventsAsync(range, controller, session, token);
        if (controller is { Failure: { } failure, LastProcessed: null }) throw new SubscriptionStoppedException(failure);
        var changes = ChangeSet.Of(session.Work);
        await listener.BeforeCommitAsync(session, changes, token);
        await SaveAsync(session, controller.LastProcessed ?? ceiling, token);
        await listener.AfterCommitAsync(session, changes, token);
        if (controller.Failure is { } after) throw new SubscriptionStoppedException(after);
    }

    async Task SaveSkippedAsync(CancellationToken token)
    {
        await using var session = (DocumentSession)store.LightweightSession();
        await SaveAsync(session, position, token);
    }

    async Task SaveAsync(DocumentSession session, long to, CancellationToken token)
    {
        await new Save(session, new SavePosition(shard, Saved, to)).RunAsync(token);
        Saved = position = to;
        savedAt = Stopwatch.GetTimestamp();
    }
}
