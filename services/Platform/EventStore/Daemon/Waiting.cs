using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Marten.Events;

/// <summary>For tests and loaders: waits for the subscriptions to catch up.</summary>
public static class AsyncProjectionTestingExtensions
{
    public static Task WaitForNonStaleProjectionDataAsync(this IHost host, TimeSpan timeout) =>
        host.Services.GetRequiredService<IDocumentStore>().WaitForNonStaleProjectionDataAsync(timeout);

    /// <summary>Returns when every subscription has dealt with all that is stored now.</summary>
    /// <exception cref="TimeoutException">One did not; the message tells where each stands and why.</exception>
    public static async Task WaitForNonStaleProjectionDataAsync(this IDocumentStore store, TimeSpan timeout)
    {
        var since = Stopwatch.GetTimestamp();
        var names = ((DocumentStore)store).Options.Projections.Subscriptions.Select(s => s.Shard.Identity).ToArray();
        var head = (await store.Advanced.FetchEventStoreStatistics()).EventSequenceNumber;
        while (true)
        {
            var states = await store.Advanced.AllProjectionProgress();
            if (names.All(name => states.Any(s => s.ShardName == name && s.Sequence >= head))) return;
            if (Stopwatch.GetElapsedTime(since) > timeout)
            {
                var standing = states.Select(s => $"{s.ShardName} {s.Sequence} {s.AgentStatus} {s.PauseReason}");
                throw new TimeoutException($"Not all have reached {head}: {string.Join("; ", standing)}");
            }
            await Task.Delay(10);
        }
    }
}
