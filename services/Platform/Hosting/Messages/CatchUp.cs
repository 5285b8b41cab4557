using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cultivation.Hosting;

/// <summary>Reads each source from the cursor at start, and every ten seconds in case the broker lost its last message.</summary>
internal sealed partial class CatchUp(IEnumerable<Reader> readers, TimeProvider time, ILogger<CatchUp> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(readers.Select(reader => Follow(reader, stoppingToken)));

    private async Task Follow(Reader reader, CancellationToken stopping)
    {
        var every = TimeSpan.FromSeconds(10);
        var wait = TimeSpan.FromMilliseconds(200);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await reader.CatchUp(stopping);
                wait = TimeSpan.FromMilliseconds(200);
                await Task.Delay(every, time, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Unreachable(log, reader.Source, wait, failure.Message);
                await Task.Delay(wait, time, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
                wait = Wait.Longer(wait);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Source} could not be read, tried again in {Wait}: {Reason}")]
    private static partial void Unreachable(ILogger log, string source, TimeSpan wait, string reason);
}
