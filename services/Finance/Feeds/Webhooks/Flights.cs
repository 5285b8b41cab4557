namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>
/// Requests of one webhook that are on their way. One that takes long keeps its own firm waiting and nobody else: the others are saved, and it is looked
/// at again when it ends.
/// </summary>
/// <param name="landed">Called when one that took long has ended.</param>
internal sealed class Flights(Action landed, TimeProvider time, CancellationToken stopping) : IAsyncDisposable
{
    /// <summary>So long all wait for each other, so that quick answers are saved together.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<string, Task<Outcome>> flying = new(StringComparer.Ordinal);
    private CancellationTokenSource recall = CancellationTokenSource.CreateLinkedTokenSource(stopping);

    /// <summary>Keys of what is on its way.</summary>
    public IReadOnlyCollection<string> Busy => flying.Keys;

    /// <summary>Some have ended and were not looked at.</summary>
    public bool HasLanded => flying.Values.Any(one => one.IsCompleted);

    /// <summary>Sends, and waits a moment for the answers.</summary>
    public async Task Start(IReadOnlyList<Sending> sends, Func<Sending, CancellationToken, Task<Outcome>> send)
    {
        foreach (var one in sends)
            flying[one.Key] = send(one, recall.Token);
        using var over = new CancellationTokenSource(Together, time);
        Task mine = Task.WhenAll(sends.Select(one => flying[one.Key]));
        await mine.WaitAsync(over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var slow in sends.Select(one => flying[one.Key]).Where(one => !one.IsCompleted))
            _ = slow.ContinueWith(_ => landed(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Takes those that have ended.</summary>
    public async Task<Outcome[]> Landed()
    {
        var ended = flying.Where(one => one.Value.IsCompleted).ToList();
        foreach (var (key, _) in ended)
            flying.Remove(key);
        return await Task.WhenAll(ended.Select(one => one.Value));
    }

    /// <summary>Breaks off what is on its way, since nobody knows any more what it was decided on. It is sent again.</summary>
    public async Task Recall()
    {
        if (flying.Count == 0)
            return;
        await recall.CancelAsync();
        Task all = Task.WhenAll(flying.Values);
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        flying.Clear();
        recall.Dispose();
        recall = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    }

    public async ValueTask DisposeAsync()
    {
        await Recall();
        recall.Dispose();
    }
}
