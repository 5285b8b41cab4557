using Cultivation.Hosting;
using Npgsql;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>
/// Saves what attempts changed: tables <c>finance.webhooks</c>, <c>webhook_retries</c>, <c>webhook_replays</c> and the delivery log, in one transaction.
/// It holds only if the webhook is as it was read; else only the log is written, and what was sent comes again.
/// </summary>
internal sealed class WebhookTable(NpgsqlDataSource database)
{
    public Task<List<(string District, string Bank)>> All(CancellationToken cancellation) => Deliveries.All(database, "finance.webhooks", cancellation);

    /// <returns>False when somebody else changed the webhook since it was read.</returns>
    public async Task<bool> Save(
        string district, string bank, Standing standing, long position, Changes changes, IReadOnlyCollection<Attempt> attempts, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var stand = new NpgsqlCommand(
            """
            update finance.webhooks set position = $4, highest = greatest(highest, $4), circuit_open = $5, probes = $6, quiet_until = $7,
                succeeded_at = case when $8 then $9 else succeeded_at end, revision = revision + 1
            where tenant_id = $1 and bank_id = $2 and revision = $3
            """, connection, transaction);
        stand.Parameters.Fill(district, bank, standing.Revision, position, changes.CircuitOpen, changes.Probes, At(changes.QuietUntil), changes.Succeeded, At(now));
        var held = await stand.ExecuteNonQueryAsync(cancellation) == 1;
        await using var rest = new NpgsqlBatch(connection, transaction);
        if (held)
        {
            Retries(rest, district, bank, position, changes, now);
            Replays(rest, district, bank, changes, now);
            if (standing.CircuitOpen && !changes.CircuitOpen)
                Add(rest, "update finance.webhook_retries set next_at = least(next_at, $3) where tenant_id = $1 and bank_id = $2", district, bank, At(now));
        }
        if (attempts.Count > 0)
            rest.BatchCommands.Add(Attempts.Insert(district, bank, attempts));
        if (rest.BatchCommands.Count > 0)
            await rest.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return held;
    }

    private static void Retries(NpgsqlBatch batch, string district, string bank, long position, Changes changes, DateTimeOffset now)
    {
        foreach (var begun in changes.Begun.Where(b => b.Replay is null))
            Add(batch,
                """
                insert into finance.webhook_retries (tenant_id, bank_id, firm_id, position, attempts, next_at) values ($1, $2, $3, $4, 0, $5)
                on conflict do nothing
                """, district, bank, begun.Lane, begun.Position, At(now));
        foreach (var failed in changes.Failed.Where(f => f.Sent.Replay is null))
            Add(batch,
                """
                insert into finance.webhook_retries (tenant_id, bank_id, firm_id, position, attempts, next_at, first_failed_at, last_failed_at, reason)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                on conflict (tenant_id, bank_id, firm_id) do update set position = excluded.position, attempts = excluded.attempts,
                    next_at = excluded.next_at, first_failed_at = excluded.first_failed_at, last_failed_at = excluded.last_failed_at, reason = excluded.reason
                """,
                district, bank, failed.Sent.Lane, failed.Sent.Position, failed.Attempts, At(failed.NextAt), At(failed.FirstFailedAt), At(now), failed.Reason);
        foreach (var delivered in changes.Delivered.Where(d => d.Replay is null))
        {
            // The firm's next entry takes the place; where there is none, the firm is no longer behind.
            Add(batch,
                """
                update finance.webhook_retries r set position = n.position, attempts = 0, next_at = $6, first_failed_at = null, last_failed_at = null, reason = null
                from (select min(position) as position from finance.entries
                      where tenant_id = $1 and bank_id = $2 and firm_id = $3 and position > $4 and position <= $5) n
                where r.tenant_id = $1 and r.bank_id = $2 and r.firm_id = $3 and r.position = $4 and n.position is not null
                """, district, bank, delivered.Lane, delivered.Position, position, At(now));
            Add(batch, "delete from finance.webhook_retries where tenant_id = $1 and bank_id = $2 and firm_id = $3 and position = $4",
                district, bank, delivered.Lane, delivered.Position);
        }
    }

    private static void Replays(NpgsqlBatch batch, string district, string bank, Changes changes, DateTimeOffset now)
    {
        foreach (var failed in changes.Failed.Where(f => f.Sent.Replay is not null))
            Add(batch,
                "update finance.webhook_replays set attempts = $4, next_at = $5, first_failed_at = $6 where tenant_id = $1 and bank_id = $2 and replay_id = $3",
                district, bank, failed.Sent.Replay!, failed.Attempts, At(failed.NextAt), At(failed.FirstFailedAt));
        foreach (var delivered in changes.Delivered.Where(d => d.Replay is not null))
        {
            Add(batch,
                """
                update finance.webhook_replays set position = $4, attempts = 0, next_at = $5, first_failed_at = null
                where tenant_id = $1 and bank_id = $2 and replay_id = $3
                """, district, bank, delivered.Replay!, delivered.Position, At(now));
            Add(batch, "delete from finance.webhook_replays where tenant_id = $1 and bank_id = $2 and replay_id = $3 and position >= through",
                district, bank, delivered.Replay!);
        }
    }

    private static void Add(NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Fill(values);
        batch.BatchCommands.Add(command);
    }

    private static object At(DateTimeOffset? instant) => instant is { } at ? at.UtcDateTime : DBNull.Value;
}
