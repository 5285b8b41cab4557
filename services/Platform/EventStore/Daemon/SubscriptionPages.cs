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
    readonly Wanted wanted = Wanted.Of(registration, store.Types);
    StoredEvent[] handling = [];
    Position saved;
    long position;
    long savedAt;
    long narrowUntil;
    (long After, Task<Page> Page)? ahead;

    /// <summary>The position that the database has.</summary>
    public long Saved => saved.At;

    /// <summary>The event at which it failed; null when it is not known.</summary>
    public long? Culprit => handling is [var one] ? one.Sequence : null;

    public long LagEvents => Math.Max(0, tail.Decided - Volatile.Read(ref position));

    public double LagSeconds => LagEvents > 0 && handling is [var first, ..]
        ? Math.Max(0, (TimeProvider.System.GetUtcNow() - first.Timestamp).TotalSeconds) : 0;

    public async Task BeginAsync(CancellationToken token)
    {
        (handling, ahead) = ([], null);
        saved = await Positions.LoadAsync(store, shard, token);
        position = saved.At;
    }

    /// <summary>After a page of several events failed: deals with them one by one, so that the event that fails is known.</summary>
    public bool Narrow()
    {
        if (handling.Length < 2) return false;
        narrowUntil = handling[^1].Sequence;
        return true;
    }

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
        var page = await PageAsync(token);
        var events = page.Events.Where(e => !e.IsArchived && (wanted.Types is null || wanted.Types.Contains(e.Type))).ToArray();
        if (events.Length > 0) await HandleAsync(events, page.Ceiling, token);
        position = Math.Max(position, page.Ceiling);
        if (position > Saved && Stopwatch.GetElapsedTime(savedAt) > SaveSkippedEvery) await SaveSkippedAsync(token);
    }

    /// <summary>While a full page is dealt with, the next one is read.</summary>
    async Task<Page> PageAsync(CancellationToken token)
    {
        var most = position < narrowUntil ? 1 : registration.Options.BatchSize;
        var page = await (ahead is { } next && next.After == position ? next.Page : tail.AfterAsync(position, most, wanted, token));
        ahead = most > 1 && page.Events.Count == most ? (page.Ceiling, tail.AfterAsync(page.Ceiling, most, wanted, token)) : null;
        return page;
    }

    async Task HandleAsync(StoredEvent[] events, long ceiling, CancellationToken token)
    {
        handling = events;
        using var activity = Telemetry.Source.StartActivity($"{registration.Name} page", ActivityKind.Consumer);
        activity?.SetTag("cultivation.events", events.Length).SetTag("cultivation.position", ceiling);
        var range = new EventRange(shard, Saved, ceiling, [.. events.Select(e => e.Read(store.Serializer))]);
        var controller = new SubscriptionController(shard, registration.Options);
        await using var session = (DocumentSession)store.LightweightSession();
        var listener = await registration.Subscription.ProcessEventsAsync(range, controller, session, token);
        if (controller is { Failure: { } failure, LastProcessed: null }) throw new SubscriptionStoppedException(failure);
        var changes = ChangeSet.Of(session.Work);
        await listener.BeforeCommitAsync(session, changes, token);
        await SaveAsync(session, controller.LastProcessed ?? ceiling, token);
        await listener.AfterCommitAsync(session, changes, token);
        handling = [.. events.SkipWhile(e => e.Sequence <= position).Take(1)];
        if (controller.Failure is { } after) throw new SubscriptionStoppedException(after);
    }

    async Task SaveSkippedAsync(CancellationToken token)
    {
        await using var session = (DocumentSession)store.LightweightSession();
        await SaveAsync(session, position, token);
    }

    async Task SaveAsync(DocumentSession session, long to, CancellationToken token)
    {
        await new Save(session, new SavePosition(shard, saved, to)).RunAsync(token);
        saved = saved with { At = to };
        position = to;
        savedAt = Stopwatch.GetTimestamp();
    }
}
