using System.Collections.Concurrent;

namespace Cultivation.Benchmarks.Store;

/// <summary>When a handler was given the event of a stream, by the machine's monotonic clock, which is one for all its processes.</summary>
internal sealed class Arrivals
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> streams = new(StringComparer.Ordinal);

    public void Add(string stream, long timestamp) => Stream(stream).TrySetResult(timestamp);

    public Task<long> OfAsync(string stream) => Stream(stream).Task.WaitAsync(TimeSpan.FromSeconds(10));

    private TaskCompletionSource<long> Stream(string stream) =>
        streams.GetOrAdd(stream, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
