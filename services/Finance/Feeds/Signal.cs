namespace Cultivation.Finance.Feeds;

/// <summary>Wakes one that waits in this process. A signal without a waiter is kept, several count as one.</summary>
internal sealed class Signal(TimeProvider time)
{
    private readonly SemaphoreSlim raised = new(0, 1);

    public void Raise()
    {
        lock (raised)
        {
            if (raised.CurrentCount == 0)
                raised.Release();
        }
    }

    /// <summary>Returns on a signal, or after a while.</summary>
    /// <exception cref="OperationCanceledException">By <paramref name="cancellation"/>.</exception>
    public async Task Wait(TimeSpan most, CancellationToken cancellation)
    {
        using var over = new CancellationTokenSource(most, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellation);
        await raised.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
    }
}
