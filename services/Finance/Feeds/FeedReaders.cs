using Cultivation.Hosting;

namespace Cultivation.Finance.Feeds;

/// <summary>Runs one reader for every bank and district that is listed, apart from each other: one that fails or hangs slows no other.</summary>
internal sealed partial class FeedReaders(
    Func<CancellationToken, Task<List<(string District, string Bank)>>> list, Func<string, string, CancellationToken, Task> read, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);
    private readonly Signal added = new();

    /// <summary>There is one more: it is wanted now.</summary>
    public void Wake() => added.Raise();

    /// <summary>Ends when all readers have ended.</summary>
    public async Task Run(CancellationToken stopping)
    {
        var running = new Dictionary<(string District, string Bank), Task>();
        try
        {
            while (true)
            {
                var next = added.Next;
                try
                {
                    foreach (var place in await list(stopping))
                    {
                        if (!running.ContainsKey(place))
                            running[place] = Task.Run(() => read(place.District, place.Bank, stopping), CancellationToken.None);
                    }
                }
                catch (Exception failure) when (!stopping.IsCancellationRequested)
                {
                    Failed(log, failure);
                }
                await next.Within(Poll, time, stopping);
            }
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            await Task.WhenAll(running.Values);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The list of banks could not be read")]
    private static partial void Failed(ILogger log, Exception failure);
}
