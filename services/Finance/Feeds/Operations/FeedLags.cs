using Cultivation.Hosting;
using Npgsql;

namespace Cultivation.Finance.Feeds.Operations;

/// <summary>How far each bank is behind its feed, by channel; one that pulls keeps its cursor itself.</summary>
/// <param name="Position">Of the last entry that was handed over.</param>
/// <param name="LagEntries">Entries that were not, those too that wait behind one that failed.</param>
/// <param name="LagSeconds">Age of the oldest of them; 0 where there is none.</param>
/// <param name="State">Of a webhook: <c>active</c>, <c>paused</c> or <c>disabled</c>, or <c>probing</c> while nothing gets through; of a queue: <c>active</c>,
/// <c>nearlyFull</c> or <c>full</c>, when it was last looked at.</param>
internal sealed record FeedLag(string District, string Bank, string Channel, long Head, long Position, long LagEntries, double LagSeconds, string State);

internal static class FeedLags
{
    private const string Sql =
        """
        with channels as (
            select d.tenant_id, d.bank_id, 'amqp' as channel, d.position, d.position + 1 as next, 0 as waiting,
                case q.state when 'Full' then 'full' when 'NearlyFull' then 'nearlyFull' else 'active' end as state
            from finance.deliveries d left join finance.queues q using (tenant_id, bank_id)
            union all
            select w.tenant_id, w.bank_id, 'webhook', w.position, coalesce((select min(r.position) from finance.webhook_retries r
                where r.tenant_id = w.tenant_id and r.bank_id = w.bank_id), w.position + 1),
        """ + Webhooks.StandingReading.Undelivered +
        """
            , case when w.state = 'active' and w.circuit_open then 'probing' else w.state end from finance.webhooks w)
        select c.tenant_id, c.bank_id, c.channel, h.head, c.position, h.head - c.position + c.waiting,
            case when h.head < c.next then 0 else coalesce(extract(epoch from $1 - (select e.timestamp from events.mt_events e
                where e.tenant_id = c.tenant_id and e.stream_id = 'feed:' || c.bank_id and e.version = c.next)), 0) end::double precision, c.state
        from channels c cross join lateral (select coalesce(max(e.position), 0) as head from finance.entries e
            where e.tenant_id = c.tenant_id and e.bank_id = c.bank_id) h
        order by 1, 2, 3
        """;

    /// <summary>The member <c>feeds</c> of <c>operations/health</c>.</summary>
    public static HealthPart Part(NpgsqlDataSource database, TimeProvider time) => new("feeds", async cancellation => await database.Rows(
        Sql,
        row => new FeedLag(
            row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetDouble(6), row.GetString(7)),
        cancellation, time.GetUtcNow()));
}
