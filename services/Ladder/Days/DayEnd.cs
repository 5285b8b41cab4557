using Marten;
using Npgsql;

namespace Cultivation.Ladder.Days;

/// <summary>Closes yesterday in every district at 00:05 in Shanghai, and at start where it is not closed yet.</summary>
internal sealed partial class DayEnd(
    DueOfDay due, IDocumentStore store, NpgsqlDataSource database, TimeProvider time, ILogger<DayEnd> log) : BackgroundService
{
    private static readonly TimeSpan After = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var done = await CloseYesterday(stoppingToken);
            await Task.Delay(done ? UntilNext(time.GetUtcNow()) : Again, time, stoppingToken);
        }
    }

    /// <summary>Time until the next 00:05 in Shanghai.</summary>
    internal static TimeSpan UntilNext(DateTimeOffset now)
    {
        var next = new DateTimeOffset(Clock.Day(now - After).AddDays(1).ToDateTime(TimeOnly.MinValue), Clock.Offset) + After;
        return next - now;
    }

    private async Task<bool> CloseYesterday(CancellationToken cancellation)
    {
        var day = Clock.Day(time.GetUtcNow() - After).AddDays(-1);
        try
        {
            foreach (var tenant in await Districts(cancellation))
                await Close(tenant, day, cancellation);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Failed(log, day, failure);
            return false;
        }
    }

    private async Task Close(string tenant, DateOnly day, CancellationToken cancellation)
    {
        await using var session = store.OnBehalf(tenant, "service:ladder", null);
        var stream = await session.Events.FetchForWriting<ClosedDay>(ClosedDay.Key(day), cancellation);
        if (stream.Aggregate is not null)
            return;
        stream.AppendOne(await due.Run(tenant, day, "service:ladder", null, cancellation));
        await session.SaveChangesAsync(cancellation);
    }

    private async Task<List<string>> Districts(CancellationToken cancellation)
    {
        await using var read = database.CreateCommand($"select distinct tenant_id from {Database.Lists}.firm_list order by 1");
        await using var rows = await read.ExecuteReaderAsync(cancellation);
        List<string> found = [];
        while (await rows.ReadAsync(cancellation))
            found.Add(rows.GetString(0));
        return found;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Day} could not be closed; tried again in a minute")]
    private static partial void Failed(ILogger log, DateOnly day, Exception failure);
}
