using JasperFx.Events.Projections;
using Marten.Subscriptions;
using Microsoft.Extensions.Logging;

namespace Marten.Events.Daemon;

/// <summary>Keeps one subscription going. An error stops it and only it.</summary>
internal sealed class SubscriptionRunner(DocumentStore store, Tail tail, SubscriptionRegistration registration, ILogger log)
{
    readonly ShardName shard = registration.Shard;
    readonly SubscriptionPages pages = new(store, tail, registration);
    readonly Attempts attempts = new();
    bool stopped;

    /// <summary>Runs until cancelled, or until the subscription fails for good.</summary>
    public async Task RunAsync(CancellationToken token)
    {
        while (!stopped && !token.IsCancellationRequested)
        {
            try
            {
                await pages.BeginAsync(token);
                store.Health.Set(shard, "Running");
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
                log.LogWarning("{Reason}: another process runs it too; going on from its position", e.Message);
            }
            catch (Exception e) when (attempts.Again(e) is { } pause)
            {
                store.Health.Set(shard, "Retrying", e);
                log.LogWarning(e, "{Shard} failed after {Position} and tries again in {Pause}", shard.Identity, pages.Saved, pause);
                await Task.WhenAny(Task.Delay(pause, token));
            }
            catch (Exception e)
            {
                Stop(e is SubscriptionStoppedException { InnerException: { } own } ? own : e);
            }
        }
    }

    void Stop(Exception reason)
    {
        stopped = true;
        store.Health.Set(shard, "Stopped", reason);
        Telemetry.Stopped.Add(1, new KeyValuePair<string, object?>("subscription", shard.Identity));
        log.LogError(reason, "{Shard} is stopped after {Position}; the others go on", shard.Identity, pages.Saved);
    }
}
