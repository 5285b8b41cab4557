using JasperFx.Events.Projections;
using Marten.Subscriptions;
using Microsoft.Extensions.Logging;

namespace Marten.Events.Daemon;

/// <summary>
/// Keeps one subscription or projection going as the operator wants it. An error stops it and only it; it begins again when the operator
/// retries, or when another process takes the lead.
/// </summary>
internal sealed class SubscriptionRunner(DocumentStore store, Tail tail, Controls controls, SubscriptionRegistration registration, ILogger log)
{
    readonly ShardName shard = registration.Shard;
    readonly SubscriptionPages pages = new(store, tail, registration);
    readonly ControlRows rows = new(store);
    readonly Attempts attempts = new();

    public async Task RunAsync(CancellationToken token)
    {
        Lags.Add(pages, store.Database.Schema, shard.Identity);
        while (!token.IsCancellationRequested)
        {
            var watched = controls.Of(shard);
            using var until = CancellationTokenSource.CreateLinkedTokenSource(token, watched.Gone.Token);
            if (watched.Control.Paused) await TellAsync(ShardStatus.Paused, null, until.Token);
            else await WorkAsync(until.Token);
            await Task.WhenAny(Task.Delay(Timeout.InfiniteTimeSpan, until.Token));
        }
        Lags.Remove(pages);
    }

    /// <summary>Runs until cancelled, or until the subscription fails for good.</summary>
    async Task WorkAsync(CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            try
            {
                await pages.BeginAsync(token);
                await TellAsync(ShardStatus.Running, null, token);
                while (true)
                {
                    await pages.NextAsync(token);
                    attempts.Succeeded();
                }
            }
            catch (Exception e) when (token.IsCancellationRequested)
            {
                log.LogDebug(e, "{Shard} ends", shard.Identity);
            }
            catch (PositionMovedException e)
            {
                log.LogWarning("{Reason}: going on from where it is now", e.Message);
            }
            catch (Exception e) when (attempts.Again(e) is { } pause)
            {
                store.Health.Set(shard, ShardStatus.Retrying, e);
                log.LogWarning(e, "{Shard} failed after {Position} and tries again in {Pause}", shard.Identity, pages.Saved, pause);
                await Task.WhenAny(Task.Delay(pause, token));
            }
            catch (Exception e) when (pages.Narrow())
            {
                log.LogWarning(e, "{Shard} failed after {Position} and goes on event by event, to find which", shard.Identity, pages.Saved);
            }
            catch (Exception e)
            {
                await StopAsync(e is SubscriptionStoppedException { InnerException: { } own } ? own : e, token);
                return;
            }
        }
    }

    async Task StopAsync(Exception reason, CancellationToken token)
    {
        Telemetry.Stopped.Add(1, new KeyValuePair<string, object?>("subscription", shard.Identity));
        log.LogError(reason, "{Shard} is stopped after {Position} at {Event}; the others go on", shard.Identity, pages.Saved, pages.Culprit);
        await TellAsync(ShardStatus.Stopped, reason, token);
    }

    /// <summary>Tells the database, for as long as it takes.</summary>
    async Task TellAsync(string state, Exception? reason, CancellationToken token)
    {
        store.Health.Set(shard, state, reason);
        for (var told = false; !told && !token.IsCancellationRequested;)
        {
            try
            {
                await rows.TellAsync(shard, state, reason?.Message, reason is null ? null : pages.Culprit, token);
                told = true;
            }
            catch (Exception e)
            {
                log.LogDebug(e, "{Shard} cannot tell that it is {State}", shard.Identity, state);
                await Task.WhenAny(Task.Delay(500, token));
            }
        }
    }
}

/// <summary>The words of <see cref="ShardState.AgentStatus"/>.</summary>
internal static class ShardStatus
{
    public const string Running = nameof(Running);
    public const string Retrying = nameof(Retrying);
    public const string Stopped = nameof(Stopped);
    public const string Paused = nameof(Paused);
}
