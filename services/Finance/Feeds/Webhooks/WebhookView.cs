using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>A webhook as its bank and the operator see it. A secret is in none of it.</summary>
/// <param name="Delivered">Every entry up to it was delivered.</param>
/// <param name="Lag">Entries of the feed that were not delivered yet.</param>
/// <param name="Behind">Firms whose next entry failed, or waits for its turn.</param>
/// <param name="FailingSince">When the first attempt of the entry that fails for longest failed.</param>
/// <param name="Reason">Of that entry's last failure.</param>
/// <param name="NextAttemptAt">When the next entry is tried again; none where nothing failed, or nothing is sent.</param>
/// <param name="CircuitOpen">Nothing gets through: one entry at a time finds out whether the receiver is back.</param>
/// <param name="Secrets">Ends of the secrets that are valid; the newest has none.</param>
/// <param name="StoppedAt">When it was paused or disabled; none while it is active.</param>
/// <param name="StoppedReason">Why: a person's words, or a word as <c>gone</c> or <c>timeout</c>.</param>
/// <param name="Replays">Ranges that are not sent again yet.</param>
internal sealed record WebhookView(
    string BankId, string Address, WebhookState State, long Delivered, long Head, long Lag, int Behind, DateTimeOffset? FailingSince, string? Reason,
    DateTimeOffset? NextAttemptAt, bool CircuitOpen, DateTimeOffset? StoppedAt, FreeText? StoppedReason, DateTimeOffset?[] Secrets, int Replays)
{
    private const string Sql =
        $$"""
        select json_build_object(
            'bankId', w.bank_id, 'address', w.address, 'state', w.state, 'delivered', coalesce(r.lowest - 1, w.position), 'head', {{StandingReading.Head}},
            'lag', {{StandingReading.Head}} - w.position + {{StandingReading.Undelivered}}, 'behind', r.behind, 'failingSince', r.failing_since, 'reason', r.reason,
            'nextAttemptAt', case when w.state = 'active' then case when w.quiet_until > r.next_at then w.quiet_until else r.next_at end end,
            'circuitOpen', w.circuit_open, 'stoppedAt', w.stopped_at, 'stoppedReason', coalesce(w.stopped_for, to_jsonb(w.stopped_reason)),
            'secrets', coalesce((select json_agg(s.ends_at order by s.ends_at nulls last) from finance.webhook_secrets s
                where s.tenant_id = w.tenant_id and s.bank_id = w.bank_id), '[]'),
            'replays', (select count(*) from finance.webhook_replays p where p.tenant_id = w.tenant_id and p.bank_id = w.bank_id))
        from finance.webhooks w cross join lateral (
            select min(r.position) as lowest, count(*) as behind, min(r.first_failed_at) as failing_since, min(r.next_at) as next_at,
                (array_agg(r.reason order by r.first_failed_at, r.position))[1] as reason
            from finance.webhook_retries r where r.tenant_id = w.tenant_id and r.bank_id = w.bank_id) r
        where w.tenant_id = ?
        """;

    /// <param name="bank">None: all of the district.</param>
    /// <param name="state">None: every state.</param>
    public static async Task<IReadOnlyList<WebhookView>> Read(IQuerySession session, string? bank, WebhookState? state, CancellationToken cancellation)
    {
        var where = new Conditions(Sql, session.TenantId).Also("w.bank_id = ?", bank).Also("w.state = ?", state?.ToString().ToLowerInvariant());
        var found = await session.QueryAsync<WebhookView>($"{where.Sql} order by w.bank_id", cancellation, where.Values);
        await session.ShowTexts(found, cancellation);
        return found;
    }

    /// <summary>The JSON of an answer.</summary>
    public object Shown(int epoch, DateTimeOffset now) => new
    {
        BankId, Address, State, StoppedAt, StoppedReason, position = new Cursor(epoch, Delivered).ToString(), head = new Cursor(epoch, Head).ToString(), Lag,
        Behind, FailingSince, Reason, CircuitOpen, NextAttemptAt,
        secrets = Secrets.Where(endsAt => endsAt is null || endsAt > now).Select(endsAt => new { endsAt }), Replays,
    };
}
