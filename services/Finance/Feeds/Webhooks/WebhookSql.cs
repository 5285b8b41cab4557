using System.Text.Json;
using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>What commands change in the webhook's tables, in the transaction of their events.</summary>
internal static class WebhookSql
{
    /// <summary>An address, new or instead of the one before. It begins anew: nothing counts as failed yet.</summary>
    /// <param name="after">Position to go on from; none: from where it stands, a new one from the feed's start.</param>
    public static void SetWebhook(this IDocumentSession session, string bank, string address, long? after, DateTimeOffset now)
    {
        session.QueueSqlCommand(
            "insert into finance.webhooks (tenant_id, bank_id, address, state) values (?, ?, ?, 'active') on conflict (tenant_id, bank_id) do update set address = excluded.address",
            session.TenantId, bank, address);
        session.ActivateWebhook(bank, now);
        if (after is not { } position)
            return;
        session.QueueSqlCommand("update finance.webhooks set position = ? where tenant_id = ? and bank_id = ?", position, session.TenantId, bank);
        session.QueueSqlCommand("delete from finance.webhook_retries where tenant_id = ? and bank_id = ?", session.TenantId, bank);
    }

    /// <summary>Sending goes on, with every wait and count forgotten.</summary>
    public static void ActivateWebhook(this IDocumentSession session, string bank, DateTimeOffset now)
    {
        session.QueueSqlCommand(
            """
            update finance.webhooks set state = 'active', circuit_open = false, probes = 0, quiet_until = null, succeeded_at = ?,
                stopped_at = null, stopped_for = null, stopped_reason = null, revision = revision + 1
            where tenant_id = ? and bank_id = ?
            """, now, session.TenantId, bank);
        session.QueueSqlCommand(
            "update finance.webhook_retries set attempts = 0, next_at = ?, first_failed_at = null, last_failed_at = null where tenant_id = ? and bank_id = ?",
            now, session.TenantId, bank);
        session.QueueSqlCommand(
            "update finance.webhook_replays set attempts = 0, next_at = ?, first_failed_at = null where tenant_id = ? and bank_id = ?",
            now, session.TenantId, bank);
    }

    /// <summary>Nothing is sent any more. Of a person's words the reference is kept, as events keep it.</summary>
    public static void StopWebhook(this IDocumentSession session, string bank, WebhookState state, FreeText reason, DateTimeOffset now) => session.QueueSqlCommand(
        """
        update finance.webhooks set state = ?, stopped_at = ?, stopped_for = ?::jsonb, stopped_reason = null, circuit_open = false, revision = revision + 1
        where tenant_id = ? and bank_id = ?
        """, state == WebhookState.Paused ? "paused" : "disabled", now, JsonSerializer.Serialize(reason, Json.Compared), session.TenantId, bank);

    /// <summary>A new secret, sealed. Those before it end, or have ended.</summary>
    public static void AddWebhookSecret(this IDocumentSession session, string bank, string id, string sealedSecret, DateTimeOffset othersEnd, DateTimeOffset now)
    {
        session.QueueSqlCommand(
            "update finance.webhook_secrets set ends_at = least(ends_at, ?) where tenant_id = ? and bank_id = ?", othersEnd, session.TenantId, bank);
        session.QueueSqlCommand("delete from finance.webhook_secrets where tenant_id = ? and bank_id = ? and ends_at <= ?", session.TenantId, bank, now);
        session.QueueSqlCommand(
            "insert into finance.webhook_secrets (tenant_id, bank_id, secret_id, sealed) values (?, ?, ?, ?)", session.TenantId, bank, id, sealedSecret);
    }
}
