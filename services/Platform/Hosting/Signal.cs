namespace Cultivation.Hosting;

/// <summary>
/// Wakes all who wait for it in this process. Who asks for the next one before it looks, and waits for it after it has looked, misses none.
/// </summary>
public sealed class Signal
{
    private TaskCompletionSource raised = New();

    /// <summary>Ends when it is raised the next time.</summary>
    public Task Next => Volatile.Read(ref raised).Task;

    public void Raise() => Interlocked.Exchange(ref raised, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Waiting for a signal that need not come.</summary>
public static class Signalled
{
    /// <summary>Returns on the signal, or after a while: another process may have written.</summary>
    /// <exception cref="OperationCanceledException">By <paramref name="cancellation"/>.</exception>
    public static async Task Within(this Task signal, TimeSpan most, TimeProvider time, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(signal, Task.Delay(most, time, limit.Token));
        await limit.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }
}
