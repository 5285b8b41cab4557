using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cultivation.Hosting;

/// <summary>
/// Work that a new day brings: at 00:05 in Shanghai, and at start for a day that was missed. Whether a day has begun is looked at every ten seconds, so that one that begins
/// while the last is worked on, or while the machine sleeps, is not passed over. It may run in several processes and is run again after a failure, so it must be
/// one whose repeat does nothing.
/// </summary>
public abstract partial class DailyJob(TimeProvider time, ILogger log) : BackgroundService
{
    private static readonly TimeSpan After = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    /// <summary>Does what the day that has begun calls for.</summary>
    protected abstract Task Run(DateOnly today, CancellationToken cancellation);

    /// <inheritdoc />
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DateOnly? done = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            var today = DayAt(time.GetUtcNow());
            if (today <= done)
                await Task.Delay(Look, time, stoppingToken);
            else if (await Tried(today, stoppingToken))
                done = today;
            else
                await Task.Delay(Again, time, stoppingToken);
        }
    }

    /// <summary>The day whose work is called for: it begins at 00:05 in Shanghai.</summary>
    internal static DateOnly DayAt(DateTimeOffset now) => Clock.Day(now - After);

    private async Task<bool> Tried(DateOnly today, CancellationToken cancellation)
    {
        try
        {
            await Run(today, cancellation);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Failed(log, today, failure);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What {Day} brings could not be done; tried again in a minute")]
    private static partial void Failed(ILogger log, DateOnly day, Exception failure);
}
