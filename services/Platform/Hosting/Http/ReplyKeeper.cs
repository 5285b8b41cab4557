using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Cultivation.Hosting;

/// <summary>Deletes kept answers after seven days.</summary>
internal sealed partial class ReplyKeeper(NpgsqlDataSource database, TimeProvider time, ILogger<ReplyKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1), time);
        do
        {
            try
            {
                await using var delete = database.CreateCommand("delete from hosting.replies where kept_at < $1");
                delete.Parameters.Add(new() { Value = time.GetUtcNow() - Kept });
                await delete.ExecuteNonQueryAsync(stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                Failed(log, failure);
            }
        }
        while (await hourly.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old answers could not be deleted; tried again in an hour")]
    private static partial void Failed(ILogger log, Exception failure);
}
