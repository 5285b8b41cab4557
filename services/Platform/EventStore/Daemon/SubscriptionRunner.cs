using System.Diagnostics;
using JasperFx.Events.Projections;
using Marten.Internal;
using Marten.Subscriptions;
using Microsoft.Extensions.Logging;

namespace Marten.Events.Daemon;

/// <summary>Feeds one subscription page by page. An error stops it and only it.</summary>
internal sealed class SubscriptionRunner
{
    static readonly TimeSpan SaveSkippedEvery = TimeSpan.FromMilliseconds(200);

    readonly DocumentStore store;
    readonly Tail tail;
    readonly SubscriptionRegistration registration;
    readonly ShardName shard;
    readonly string[]? types;
    readonly ILogger log;
    long saved;
    long position;
    long savedAt;
    bool stopped;

    public SubscriptionRunner(DocumentStore store, Tail tail, SubscriptionRegistration registration, ILogger log)
    {
        (this.store, this.tail, this.registration, this.log) = (store, tail, registration, log);
        shard = registration.Shard;
        types = registration.IncludedEventTypes.Count == 0 ? null : [.. registration.IncludedEventTypes.Select(t => store.Types.For(t).Name)];
    }

    /// <summary>Runs until cancelled, or until the subscription fails for good.</summary>
    public async Task RunAsync(CancellationToken token)
    {
        var attempts = new Attempts();
        while (!stopped && !token.IsCancellationRequested)
        {
            try
            {
                saved = position = await Positions.LoadAsync(store, shard, token);
                store.Health.Set(shard, "Running");
                while (!stopped)
                {
                    await NextAsync(token);
                    attempts.Succeeded();
                }
            }
            catch (Exception e) when (token.IsCancellationRequested)
            {
                log.LogDebug(e, "{Shard} ends", shard.Identity);
            }
            catch (PositionMovedException e)
            {
                log.LogWarning("{Reason}: another process runs it too; going on from its position", e.Message);
            }
            catch (Exception e) when (attempts.Again(e) is { } pause)
            {
                store.Health.Set(shard, "Retrying", e);
                log.LogWarning(e, "{Shard} failed after {Position} and tries again in {Pause}", shard.Identity, saved, pause);
                await Task.Delay(pause, token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
            catch (Exception e)
            {
                Stop(e);
            }
        }
    }

    async Task NextAsync(CancellationToken token)
    {
        var moved = tail.Moved.Next;
        if (tail.Decided <= position)
        {
            if (position == saved) await moved.WaitAsync(token);
            else if (await Task.WhenAny(moved, Task.Delay(SaveSkippedEvery, token)) != moved) await SaveSkippedAsync(token);
            return;
        }
        var page = await tail.AfterAsync(position, registration.Options.BatchSize, types, token);
        var wanted = page.Events.Where(e => !e.IsArchived && (types is null || types.Contains(e.Type, StringComparer.Ordinal))).ToArray();
        if (wanted.Length > 0) await HandleAsync(wanted, page.Ceiling, token);
        position = Math.Max(position, page.Ceiling);
        if (position > saved && Stopwatch.GetElapsedTime(savedAt) > SaveSkippedEvery) await SaveSkippedAsync(token);
    }

    async Task HandleAsync(StoredEvent[] wanted, long ceiling, CancellationToken token)
    {
        using var activity = Telemetry.Source.StartActivity($"{registration.Name} page", ActivityKind.Consumer);
        activity?.SetTag("cultivation.events", wanted.Length).SetTag("cultivation.position", ceiling);
        var range = new EventRange(shard, saved, ceiling, [.. wanted.Select(e => e.Read(store.Types, store.Serializer))]);
        var controller = new SubscriptionController(shard, registration.Options);
        await using var session = (DocumentSession)store.LightweightSession();
        var listener = await registration.Subscription.ProcessEventsAsync(range, controller, session, token);
        if (controller.Failure is { } failure && controller.LastProcessed is null) throw new SubscriptionStoppedException(failure);
        ceiling = controller.LastProcessed ?? ceiling;
        var changes = ChangeSet.Of(session.Work);
        await listener.BeforeCommitAsync(session, changes, token);
        await SaveAsync(session, ceiling, token);
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
        await new Save(session, new SavePosition(shard, saved, to)).RunAsync(token);
        saved = position = to;
        savedAt = Stopwatch.GetTimestamp();
    }

    void Stop(Exception reason)
    {
        stopped = true;
        reason = reason is SubscriptionStoppedException { InnerException: { } own } ? own : reason;
        store.Health.Set(shard, "Stopped", reason);
        Telemetry.Stopped.Add(1, new KeyValuePair<string, object?>("subscription", shard.Identity));
        log.LogError(reason, "{Shard} is stopped after {Position}; the others go on", shard.Identity, saved);
    }
}
