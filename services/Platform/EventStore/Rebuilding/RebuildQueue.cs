using Marten.Events.Daemon;
using Marten.Subscriptions;
using Microsoft.Extensions.Logging;

namespace Marten.Rebuilding;

/// <summary>The leader runs the rebuilds that the operator wants, one after the other; one that another process left unfinished begins again.</summary>
internal sealed class RebuildQueue(DocumentStore store, Controls controls, ILogger log)
{
    public async Task RunAsync(CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            var read = controls.Read.Next;
            var wanted = store.Options.Projections.Declared.FirstOrDefault(s => controls.Of(s.Shard).Control.WantsRebuild);
            if (wanted is not null) await RunAsync(wanted, token);
            else await Task.WhenAny(read, Task.Delay(Timeout.InfiniteTimeSpan, token));
        }
    }

    async Task RunAsync(SubscriptionRegistration wanted, CancellationToken token)
    {
        try
        {
            await new Rebuild(store, wanted, log).TryRunAsync(token);
        }
        catch (Exception e) when (!token.IsCancellationRequested)
        {
            log.LogError(e, "The rebuild of {Shard} failed; the live tables are as they were", wanted.Shard.Identity);
        }
        catch (Exception e)
        {
            log.LogDebug(e, "The rebuild of {Shard} ends", wanted.Shard.Identity);
        }
        // The outcome is in the database; what was read before is not looked at again. After a lost connection this is a pause, too.
        await Task.WhenAny(controls.Read.Next, Task.Delay(TimeSpan.FromSeconds(1), token));
        await Task.WhenAny(controls.Read.Next, Task.Delay(TimeSpan.FromSeconds(1), token));
    }
}
