using Cultivation.Merkle;
using Marten;

namespace Cultivation.Ladder.Ledger;

/// <summary>The checkpoints that were signed, and the keys by which others check them.</summary>
internal static class GetCheckpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ledger/checkpoints", Many).IsQuery(LedgerReaders.All);
        routes.MapGet("/ledger/keys", Keys).IsQuery(LedgerReaders.OfKeys);
    }

    /// <summary>Checkpoints of more than so many events, the smallest first.</summary>
    public static async Task<List<Checkpoint>> After(IQuerySession session, long size, int most, CancellationToken cancellation)
    {
        var found = await session.QueryAsync<LedgerCheckpointSigned>(
            $"""
            select data from {Database.Events}.mt_events
            where tenant_id = ? and stream_id = ? and type = 'ledger_checkpoint_signed' and (data ->> 'size')::bigint > ? order by version limit ?
            """,
            cancellation, session.TenantId, SignedLedger.Key(session.TenantId), size, most);
        return [.. found.Select(c => c.Signed())];
    }

    /// <summary>The checkpoint of exactly so many events.</summary>
    /// <exception cref="RuleBroken"><c>ledger.checkpoint-unknown</c>.</exception>
    public static async Task<Checkpoint> Of(IQuerySession session, long size, CancellationToken cancellation) =>
        (await After(session, size - 1, 1, cancellation)).Find(c => c.Size == size) ?? throw new RuleBroken("ledger.checkpoint-unknown", new { size });

    /// <param name="after">Size of the last checkpoint that was read.</param>
    private static async Task<Page<Checkpoint>> Many(long? after, int? limit, QueryContext context, CancellationToken cancellation)
    {
        var most = Paging.Most(limit);
        return Paging.Page(
            await After(context.Session, after ?? 0, most + 1, cancellation), most, c => c.Size.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task<KeySet> Keys(QueryContext context, SigningKeys keys, CancellationToken cancellation)
    {
        var known = (await context.Session.LoadAsync<SignedLedger>(SignedLedger.Key(context.Tenant), cancellation))?.PublicKeys() ?? [];
        using var current = keys.Of(context.Tenant);
        return new([.. known.Append(Jwk.Of(current.Public)).Distinct()]);
    }
}

/// <summary>A set of keys as RFC 7517 writes it; the one in use is the last.</summary>
internal sealed record KeySet(Jwk[] Keys);
