using Cultivation.Merkle;
using Marten;
using Npgsql;

namespace Cultivation.Ladder.Ledger;

/// <summary>Proves that an event was in the log when a checkpoint was signed: hash the event, then with each hash of the path, and the root comes out.</summary>
/// <param name="Event">The content of the leaf: canonical JSON of the event as it stands in the log now; null where it is not shown, or gone.</param>
/// <param name="Leaf">Hash of the leaf, 64 hex digits.</param>
/// <param name="Path">Hashes beside the way from the leaf to the root, the nearest first.</param>
internal sealed record InclusionProof(
    long Position, long Index, string Stream, long Version, string Type, string? Event, string Leaf, string[] Path, Checkpoint Checkpoint)
{
    /// <summary>Null while no checkpoint covers it.</summary>
    public static async Task<InclusionProof?> Of(
        IQuerySession session, LedgerTree tree, NpgsqlDataSource database, LeafRow row, CancellationToken cancellation)
    {
        if ((await GetCheckpoints.After(session, row.Index, 1, cancellation)) is not [var checkpoint])
            return null;
        var path = await tree.Roots(session.TenantId, Proofs.Inclusion(row.Index, checkpoint.Size), cancellation);
        var logged = await LoggedEvent.At(database, session.TenantId, row.Position, cancellation);
        return new(row.Position, row.Index, row.Stream, row.Version, row.Type, logged?.Canonical(), Tree.Hex(row.Leaf), path, checkpoint);
    }
}

/// <summary>Proves that what an earlier checkpoint covers is the beginning of what a later one covers.</summary>
internal sealed record ConsistencyProof(Checkpoint From, Checkpoint To, string[] Path);

internal static class GetProofs
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ledger/inclusion/{position:long}", Inclusion).IsQuery(LedgerReaders.All);
        routes.MapGet("/ledger/consistency", Consistency).IsQuery(LedgerReaders.All);
    }

    private static async Task<InclusionProof> Inclusion(
        long position, QueryContext context, LedgerTree tree, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var row = await tree.Find(context.Tenant, position, cancellation) ?? throw new RuleBroken("ledger.event-unknown", new { position });
        return await InclusionProof.Of(context.Session, tree, database, row, cancellation) ?? throw new RuleBroken("ledger.not-covered", new { position });
    }

    /// <param name="from">Size of the earlier checkpoint.</param>
    /// <param name="to">Size of the later one.</param>
    private static async Task<ConsistencyProof> Consistency(long from, long to, QueryContext context, LedgerTree tree, CancellationToken cancellation)
    {
        if (from > to)
            throw new RuleBroken("ledger.sizes-reversed", new { from, to });
        return new(
            await GetCheckpoints.Of(context.Session, from, cancellation), await GetCheckpoints.Of(context.Session, to, cancellation),
            await tree.Roots(context.Tenant, Proofs.Consistency(from, to), cancellation));
    }
}
