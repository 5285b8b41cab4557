namespace Marten.Events.Daemon;

/// <summary>Wakes those who wait; a set before the wait is not lost.</summary>
internal sealed class Signal
{
    TaskCompletionSource next = New();

    /// <summary>Completes with the next <see cref="Set"/>. Take it before looking at what it announces.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Set() => Interlocked.Exchange(ref next, New()).TrySetResult();

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
