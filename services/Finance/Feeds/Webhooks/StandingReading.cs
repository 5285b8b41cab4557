using Marten;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>Reads where a bank's webhook stands, in one round trip.</summary>
internal static class StandingReading
{
    private const string MostDue = "32";
    private const string MostComing = "64";

    private const string Retry =
        """
        select r.firm_id as lane, r.position, r.attempts, r.next_at as "nextAt", r.first_failed_at as "firstFailedAt"
        from finance.webhook_retries r where r.tenant_id = w.tenant_id and r.bank_id = w.bank_id
        """;

    private const string Lowest = "(select min(position) from finance.webhook_retries r where r.tenant_id = w.tenant_id and r.bank_id = w.bank_id)";

    /// <summary>Entries that wait, up to the webhook's position.</summary>
    internal const string Undelivered =
        """
        (select count(*) from finance.webhook_retries r
         join finance.entries e on e.tenant_id = r.tenant_id and e.bank_id = r.bank_id and e.firm_id = r.firm_id
         where r.tenant_id = w.tenant_id and r.bank_id = w.bank_id and e.position between r.position and w.position)
        """;

    /// <summary>Last position of the feed.</summary>
    internal const string Head = "coalesce((select max(position) from finance.entries e where e.tenant_id = w.tenant_id and e.bank_id = w.bank_id), 0)";

    private const string Sql =
        $"""
        select json_build_object(
            'address', w.address, 'state', w.state, 'position', w.position, 'highest', w.highest, 'circuitOpen', w.circuit_open, 'probes', w.probes,
            'quietUntil', w.quiet_until, 'revision', w.revision, 'head', {Head}, 'undelivered', {Undelivered},
            'secrets', coalesce((select json_agg(s.sealed order by s.ends_at desc nulls first) from finance.webhook_secrets s
                where s.tenant_id = w.tenant_id and s.bank_id = w.bank_id and (s.ends_at is null or s.ends_at > ?)), '[]'),
            'failing', coalesce((select json_agg(f.position) from (
                select r.position from finance.webhook_retries r where r.tenant_id = w.tenant_id and r.bank_id = w.bank_id
                and r.last_failed_at > coalesce(w.succeeded_at, '-infinity') order by r.position limit ?) f), '[]'),
            'oldest', (select row_to_json(o) from ({Retry} order by r.position limit 1) o),
            'due', coalesce((select json_agg(d order by d."nextAt", d.position) from ({Retry} order by r.next_at, r.position limit {MostDue}) d), '[]'),
            'coming', coalesce((select json_agg(c order by c.position) from (
                select e.position, e.firm_id as lane, exists (select from finance.webhook_retries r
                    where r.tenant_id = w.tenant_id and r.bank_id = w.bank_id and r.firm_id = e.firm_id) as behind
                from finance.entries e where e.tenant_id = w.tenant_id and e.bank_id = w.bank_id and e.position > w.position
                and e.position <= coalesce({Lowest}, w.position) + ? order by e.position limit {MostComing}) c), '[]'),
            'replay', (select row_to_json(p) from (
                select p.replay_id as id, p.position, p.through, p.attempts, p.next_at as "nextAt", p.first_failed_at as "firstFailedAt"
                from finance.webhook_replays p where p.tenant_id = w.tenant_id and p.bank_id = w.bank_id order by p.replay_id limit 1) p))
        from finance.webhooks w where w.tenant_id = ? and w.bank_id = ?
        """;

    /// <summary>The position up to which every entry was delivered; 0 where the bank has no webhook.</summary>
    public static async Task<long> ReadDelivered(this IQuerySession session, string bank, CancellationToken cancellation) => (await session.QueryAsync<long>(
        $"select coalesce({Lowest} - 1, w.position) from finance.webhooks w where w.tenant_id = ? and w.bank_id = ?", cancellation, session.TenantId, bank)).SingleOrDefault();

    /// <returns>Null where the bank has no webhook.</returns>
    public static async Task<Standing?> ReadStanding(
        this IQuerySession session, string bank, WebhookSettings settings, DateTimeOffset now, CancellationToken cancellation) =>
        (await session.QueryAsync<Standing>(Sql, cancellation, now, settings.CircuitAfter, settings.Window, session.TenantId, bank)).SingleOrDefault();
}
