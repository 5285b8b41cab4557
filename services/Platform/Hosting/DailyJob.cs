using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cultivation.Hosting;

/// <summary>
/// Work that a new day brings: at 00:05 in Shanghai, and at start for a day that was missed. It may run in several processes and is run again
/// after a failure, so it must be one whose repeat does nothing.
/// </summary>
public abstract partial class DailyJob(TimeProvider time, ILogger log) : BackgroundService
{
    private static readonly TimeSpan After = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    /// <summary>Does what the day that has begun calls for.</summary>
    protected abstract Task Run(DateOnly today, CancellationToken cancellation);

    /// <inheritdoc />
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var done = await Tried(Clock.Day(time.GetUtcNow() - After), stoppingToken);
            await Task.Delay(done ? UntilNext(time.GetUtcNow()) : Again, time, stoppingToken);
        }
    }

    /// <summary>Time until the next 00:05 in Shanghai.</summary>
    internal static TimeSpan UntilNext(DateTimeOffset now)
    {
        var next = new DateTimeOffset(Clock.Day(now - After).AddDays(1).ToDateTime(TimeOnly.MinValue), Clock.Offset) + After;
        return next - now;
    }

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
