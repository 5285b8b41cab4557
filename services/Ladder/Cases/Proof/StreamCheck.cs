using Cultivation.Ladder.Ledger;
using Cultivation.Ladder.Moves;
using Cultivation.Merkle;
using Marten;
using Npgsql;

namespace Cultivation.Ladder.Cases;

/// <summary>Compares the events of the streams that a decision read with the leaves that the ledger has of them.</summary>
internal sealed class StreamCheck(Shelf shelf, LedgerTree tree, NpgsqlDataSource database)
{
    private const string Nation = "000000";

    /// <returns>How many events were compared.</returns>
    public async Task<int> Compare(IQuerySession session, Deciding decision, List<Difference> found, CancellationToken cancellation)
    {
        var published = await shelf.Look(session.TenantId, cancellation);
        var compared = 0;
        foreach (var (stream, version) in decision.Evaluation.Streams.Append(new(decision.Event.StreamKey!, decision.Event.Version)))
        {
            var owner = stream == Divisions.Key ? Nation
                : published.Programmes.FirstOrDefault(p => p.Programme.Id == stream) is { } programme ? programme.Tenant
                : session.TenantId;
            compared += await Stream(owner, stream, version, found, cancellation);
        }
        await Signed(session, decision, found, cancellation);
        return compared;
    }

    private async Task<int> Stream(string tenant, string stream, long upTo, List<Difference> found, CancellationToken cancellation)
    {
        var head = await tree.Head(tenant, cancellation);
        var leaves = (await tree.OfStream(tenant, stream, upTo, cancellation)).ToDictionary(l => l.Version);
        var logged = (await LoggedEvent.OfStream(database, tenant, stream, upTo, cancellation)).ToDictionary(e => e.Version);
        foreach (var version in Enumerable.Range(1, (int)upTo).Select(v => (long)v))
        {
            var (leaf, e) = (leaves.GetValueOrDefault(version), logged.GetValueOrDefault(version));
            var name = $"{stream}@{version}";
            if (e is null)
                found.Add(new(DifferenceKind.Event, name, leaf is null ? "missing" : $"removed: {leaf.Type}, position {leaf.Position}"));
            else if (leaf is null && e.Position <= head.Position)
                found.Add(new(DifferenceKind.Event, name, $"inserted: {e.Type}, position {e.Position}"));
            else if (leaf is not null && !leaf.Leaf.AsSpan().SequenceEqual(e.Leaf()))
                found.Add(new(DifferenceKind.Event, name, $"altered: {leaf.Type}, position {leaf.Position}"));
        }
        return leaves.Count;
    }

    // Who rewrites a leaf with its event cannot sign the root that comes out.
    private async Task Signed(IQuerySession session, Deciding decision, List<Difference> found, CancellationToken cancellation)
    {
        if (await tree.Find(session.TenantId, decision.Event.Sequence, cancellation) is not { } leaf
            || await InclusionProof.Of(session, tree, database, leaf, cancellation) is not { } proof)
            return;
        var key = (await session.LoadAsync<SignedLedger>(SignedLedger.Key(session.TenantId), cancellation))?.Keys.FirstOrDefault(k => k.KeyId == proof.Checkpoint.KeyId);
        var included = Proofs.Root(leaf.Index, proof.Checkpoint.Size, leaf.Leaf, [.. proof.Path.Select(Tree.Hash)]) is { } root
            && Tree.Hex(root) == proof.Checkpoint.Root;
        if (!included || key is null || !new PublicKey(key.X, key.Y).Signed(proof.Checkpoint.Body(), proof.Checkpoint.Signature))
            found.Add(new(DifferenceKind.Checkpoint, $"{proof.Checkpoint.Size}", included ? "signature" : "root"));
    }
}
