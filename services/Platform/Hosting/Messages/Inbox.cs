using System.Text.Json;
using Cultivation.Contracts;
using Npgsql;

namespace Cultivation.Hosting;

/// <summary>A change that failed, or waits behind one of its subject that failed.</summary>
/// <param name="Reason">Why; for one that only waits: behind which position.</param>
public sealed record ParkedChange(Change Change, string Reason, DateTimeOffset ParkedAt);

/// <summary>How far this service has read a source, and what it holds back: tables <c>hosting.cursors</c> and <c>hosting.parked</c>.</summary>
internal sealed class Inbox(NpgsqlDataSource database)
{
    public const string Advance = "call hosting.advance_cursor(?, ?, ?, ?)";
    public const string Park =
        "insert into hosting.parked (source, position, tenant_id, subject, change, reason, parked_at) values (?, ?, ?, ?, ?::jsonb, ?, ?)";
    public const string Unpark = "delete from hosting.parked where source = ? and position = ?";

    /// <summary>SQLSTATE that <c>hosting.advance_cursor</c> raises when another reader moved the cursor.</summary>
    public const string CursorMoved = "CU001";

    /// <summary>Where the cursor of a source stands; null before the first change of it.</summary>
    public async Task<Cursor?> Cursor(string source, CancellationToken cancellation) =>
        await database.Rows("select epoch, position from hosting.cursors where source = $1", row => new Cursor(row.GetInt32(0), row.GetInt64(1)), cancellation, source)
            is [var at] ? at : null;

    /// <summary>Subjects of a source that are held back, with their tenants.</summary>
    public async Task<HashSet<(string Tenant, string Subject)>> HeldBack(string source, CancellationToken cancellation) => [.. await database.Rows(
        "select distinct tenant_id, subject from hosting.parked where source = $1", row => (row.GetString(0), row.GetString(1)), cancellation, source)];

    /// <summary>Parked changes in order, all or of one subject.</summary>
    public Task<List<ParkedChange>> Parked(string? source, string? tenant, string? subject, int most, CancellationToken cancellation) => database.Rows(
        """
        select change::text, reason, parked_at from hosting.parked
        where ($1::varchar is null or source = $1) and ($2::varchar is null or tenant_id = $2) and ($3::varchar is null or subject = $3)
        order by source, position limit $4
        """,
        row => new ParkedChange(
            JsonSerializer.Deserialize<Change>(row.GetString(0), MessageJson.Options)!, row.GetString(1), row.GetFieldValue<DateTimeOffset>(2)),
        cancellation, Any(source), Any(tenant), Any(subject), most);

    /// <summary>Takes the first parked change of its subject away, and keeps it, with who gave it up and why, as an operator's act.</summary>
    /// <returns>The subject and how many remain of it; null where there is no such change, or it waits behind another.</returns>
    public async Task<(string Tenant, string Subject, long Remain)?> Discard(
        string source, long position, string by, string reason, DateTimeOffset now, CancellationToken cancellation)
    {
        var found = await database.Rows(
            """
            with gone as (delete from hosting.parked p where source = $1 and position = $2 and not exists (select from hosting.parked q
                    where q.source = p.source and q.tenant_id = p.tenant_id and q.subject = p.subject and q.position < p.position)
                returning tenant_id, subject, change, reason),
            kept as (insert into hosting.operator_acts (at, by, act, target, reason, detail)
                select $3, $4, 'discard', $1 || ' ' || subject, $5, jsonb_build_object('change', change, 'failure', reason) from gone)
            select g.tenant_id, g.subject, (select count(*) from hosting.parked q
                where q.source = $1 and q.tenant_id = g.tenant_id and q.subject = g.subject and q.position <> $2) from gone g
            """,
            row => (row.GetString(0), row.GetString(1), row.GetInt64(2)), cancellation, source, position, now, by, reason);
        return found is [var one] ? one : null;
    }

    private static object Any(string? filter) => (object?)filter ?? DBNull.Value;
}
