using Cultivation.Finance.Feeds.Webhooks;
using Cultivation.Hosting;
using Npgsql;

namespace Cultivation.Finance.Feeds;

/// <summary>
/// Deletes what is old of the delivery log, and secrets that have ended. How often an entry was handed over stays, as a count: a firm may always know what banks were told.
/// </summary>
internal sealed partial class AttemptKeeper(NpgsqlDataSource database, WebhookSettings settings, TimeProvider time, ILogger<AttemptKeeper> log) : BackgroundService
{
    private const int Page = 1_000;

    // Ids grow with time, so the oldest rows are those with the lowest ids: no scan, and a short transaction each time.
    private const string Oldest =
        """
        with oldest as (select id, at from finance.delivery_attempts order by id limit 1000),
        gone as (delete from finance.delivery_attempts a using oldest where a.id = oldest.id and oldest.at < $1 returning a.*),
        counted as (
            insert into finance.handed_over as h (tenant_id, bank_id, position, channel, kind, times, first_at, last_at)
            select g.tenant_id, g.bank_id, p.position, g.channel, g.kind, count(*), min(g.at), max(g.at)
            from gone g, unnest(coalesce(g.positions, int8multirange(int8range(g.position, g.position, '[]')))) run, generate_series(lower(run), upper(run) - 1) p (position)
            where g.outcome = 'delivered' and g.kind <> 'test'
            group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
            on conflict (tenant_id, bank_id, position, channel, kind) do update
                set times = h.times + excluded.times, first_at = least(h.first_at, excluded.first_at), last_at = greatest(h.last_at, excluded.last_at))
        select count(*) from gone
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1), time);
        do
        {
            try
            {
                var now = time.GetUtcNow();
                while (await Forget(now - settings.LogKept, stoppingToken) == Page)
                {
                    // there is more
                }
                await using var ended = database.Ask("delete from finance.webhook_secrets where ends_at < $1", now.UtcDateTime);
                await ended.ExecuteNonQueryAsync(stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                Failed(log, failure);
            }
        }
        while (await hourly.WaitForNextTickAsync(stoppingToken));
    }

    /// <returns>How many rows were deleted.</returns>
    private async Task<long> Forget(DateTimeOffset before, CancellationToken cancellation)
    {
        await using var oldest = database.Ask(Oldest, before.UtcDateTime);
        return (long)(await oldest.ExecuteScalarAsync(cancellation))!;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old deliveries could not be deleted; tried again in an hour")]
    private static partial void Failed(ILogger log, Exception failure);
}
