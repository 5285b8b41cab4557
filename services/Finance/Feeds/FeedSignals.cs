using System.Collections.Concurrent;

namespace Cultivation.Finance.Feeds;

/// <summary>Wakes whoever waits for a bank's feed in this process. A signal without a waiter is kept, several count as one.</summary>
internal sealed class FeedSignals
{
    private readonly ConcurrentDictionary<(string District, string Bank), SemaphoreSlim> signals = new();

    public void Wake(string district, string bank)
    {
        var signal = Of(district, bank);
        lock (signal)
        {
            if (signal.CurrentCount == 0)
                signal.Release();
        }
    }

    /// <summary>Returns on a signal, or after a while: another process may have written.</summary>
    public Task Wait(string district, string bank, TimeSpan most, CancellationToken cancellation) => Of(district, bank).WaitAsync(most, cancellation);

    private SemaphoreSlim Of(string district, string bank) => signals.GetOrAdd((district, bank), _ => new SemaphoreSlim(0, 1));
}
