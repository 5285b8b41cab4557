using Cultivation.Finance.Feeds.Webhooks;
using Cultivation.Hosting;
using Npgsql;

namespace Cultivation.Finance.Feeds;

/// <summary>Deletes what is old of the delivery log, and secrets that have ended.</summary>
internal sealed partial class AttemptKeeper(NpgsqlDataSource database, WebhookSettings settings, TimeProvider time, ILogger<AttemptKeeper> log) : BackgroundService
{
    private const int Page = 5_000;

    // Ids grow with time, so the oldest rows are those with the lowest ids: no scan, and a short transaction each time.
    private const string Oldest =
        """
        with oldest as (select id, at from finance.delivery_attempts order by id limit 5000)
        delete from finance.delivery_attempts a using oldest where a.id = oldest.id and oldest.at < $1
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1), time);
        do
        {
            try
            {
                var now = time.GetUtcNow();
                while (await Delete(Oldest, now - settings.LogKept, stoppingToken) == Page)
                {
                    // there is more
                }
                await Delete("delete from finance.webhook_secrets where ends_at < $1", now, stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                Failed(log, failure);
            }
        }
        while (await hourly.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<int> Delete(string sql, DateTimeOffset before, CancellationToken cancellation)
    {
        await using var delete = database.Ask(sql, before.UtcDateTime);
        return await delete.ExecuteNonQueryAsync(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old deliveries could not be deleted; tried again in an hour")]
    private static partial void Failed(ILogger log, Exception failure);
}
