using System.Collections.Concurrent;

namespace Cultivation.Finance.Feeds;

/// <summary>
/// Wakes all who wait for a bank's feed in this process. Who asks for the next signal before it reads, and waits for it after it has read,
/// misses none.
/// </summary>
internal sealed class FeedSignals
{
    private readonly ConcurrentDictionary<(string District, string Bank), TaskCompletionSource> signals = new();

    public void Wake(string district, string bank)
    {
        if (signals.TryRemove((district, bank), out var signal))
            signal.SetResult();
    }

    /// <summary>Ends with the next signal.</summary>
    public Task Next(string district, string bank) =>
        signals.GetOrAdd((district, bank), _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}

/// <summary>Waiting for a signal that need not come.</summary>
internal static class Signalled
{
    /// <summary>Returns on the signal, or after a while: another process may have written.</summary>
    public static async Task Within(this Task signal, TimeSpan most, TimeProvider time, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(signal, Task.Delay(most, time, limit.Token));
        await limit.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }
}

/// <summary>The ways that a feed is handed over, as the delivery log and the figures name them.</summary>
internal static class Channels
{
    public const string Amqp = "amqp";
    public const string Webhook = "webhook";
    public const string Pull = "pull";
}
