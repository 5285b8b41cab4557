using System.Text.Json;
using Cultivation.Criteria;
using Cultivation.Ladder.Firms;
using Marten;

namespace Cultivation.Ladder.Cases;

public enum Verdict { Equal, Differs }

/// <summary>What a difference is about.</summary>
public enum DifferenceKind
{
    /// <summary>A criterion answers otherwise, or with other numbers.</summary>
    Criterion,

    /// <summary>The stage as a whole answers otherwise.</summary>
    Result,

    /// <summary>Other figures are confirmed.</summary>
    Confirmations,

    /// <summary>The text of a published version does not have its hash.</summary>
    Rules,

    /// <summary>An event is not as it was when it was added to the ledger.</summary>
    Event,

    /// <summary>A stored state is not what the events of its stream make.</summary>
    Snapshot,

    /// <summary>The tree of the ledger does not have the root that was signed.</summary>
    Checkpoint,
}

/// <param name="Ref">The criterion's id, the rules' hash, the event <c>stream@version</c>, or the member of a stored state.</param>
/// <param name="Recorded">What was recorded; null where nothing is to be shown.</param>
/// <param name="Found">What is found now.</param>
internal sealed record Difference(DifferenceKind Kind, string Ref, string Detail, JsonElement? Recorded = null, JsonElement? Found = null);

/// <summary>A decision checked again: its streams against the ledger, its rules against their hashes, its criteria calculated anew.</summary>
/// <param name="Events">How many events were compared with their leaves.</param>
/// <param name="Again">Null where what differs makes it impossible.</param>
internal sealed record Verification(string Number, int Decision, Verdict Verdict, int Events, Difference[] Differences, Recomputation? Again);

internal sealed class VerifyDecision(IDocumentStore store, Shelf shelf, StreamCheck streams)
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/cases/{number}/decisions/{id}/verify", Handle).IsQuery(Readers.Office);

    private static async Task<Verification> Handle(string number, string id, QueryContext context, VerifyDecision verify, CancellationToken cancellation)
    {
        var (@case, decision) = await Deciding.Find(context, number, id, cancellation);
        return await verify.Of(context.Session, @case, decision, cancellation);
    }

    private async Task<Verification> Of(IQuerySession session, Case @case, Deciding decision, CancellationToken cancellation)
    {
        var was = decision.Evaluation;
        List<Difference> found = [];
        var events = await streams.Compare(session, decision, found, cancellation);
        await SnapshotCheck.Compare<Case>(session, @case.Id, (c, e) => c.Evolve(e), (c, version) => c with { Version = version }, found, cancellation);
        await SnapshotCheck.Compare<Firm>(
            session, Firm.Key(@case.FirmId), (f, e) => f.Evolve(e)!, (f, version) => f with { Version = version }, found, cancellation);
        Recomputation? again = null;
        try
        {
            await Rules(await shelf.Look(session.TenantId, cancellation), was, found, cancellation);
            again = await RecomputeDecision.Run(session, shelf, @case, was, cancellation);
            found.AddRange(Differences(again, was));
        }
        catch (Exception fault) when (fault is not OperationCanceledException && found.Count > 0)
        {
            found.Add(new(DifferenceKind.Result, "recomputation", fault.Message));
        }
        return new(@case.Number, decision.Number, found.Count == 0 ? Verdict.Equal : Verdict.Differs, events, [.. found], again);
    }

    internal static IEnumerable<Difference> Differences(Recomputation again, EligibilityEvaluated was)
    {
        foreach (var criterion in again.Criteria.Where(c => !c.Same))
            yield return new(DifferenceKind.Criterion, criterion.Id, "", criterion.Recorded, criterion.Recomputed);
        if (again.Recorded != again.Recomputed)
            yield return new(DifferenceKind.Result, was.StageId, $"{again.Recorded} → {again.Recomputed}");
        if (!again.Same && again.Recorded == again.Recomputed && again.Criteria.All(c => c.Same))
            yield return new(DifferenceKind.Confirmations, was.ProgrammeId, string.Join(' ', was.Confirmed));
    }

    // As the text stands in the database now: what this process has read before does not count.
    private async Task Rules(Published published, EligibilityEvaluated was, List<Difference> found, CancellationToken cancellation)
    {
        if (published.Programmes.SelectMany(p => p.Programme.Versions).FirstOrDefault(v => v.Hash == was.RulesHash) is not { } version)
        {
            found.Add(new(DifferenceKind.Rules, was.RulesHash, "no such version is published"));
            return;
        }
        foreach (var hash in version.Imports.Select(i => i.RulesHash).Prepend(version.Hash))
        {
            var (owner, programme) = published.Owning(hash);
            await using var session = store.QuerySession(owner);
            var name = $"{programme.ProgrammeId}/{programme.Versions.Single(v => v.Hash == hash).Version}";
            var text = await session.LoadAsync<ProgrammeText>(hash, cancellation);
            if (Hash(text?.Json) is var now && now != hash)
                found.Add(new(DifferenceKind.Rules, hash, $"{name}: {now ?? "no programme"}"));
        }
    }

    /// <returns>Null for what is no programme.</returns>
    private static string? Hash(string? json)
    {
        try
        {
            return json is null ? null : ProgrammeFile.Parse(json).Hash;
        }
        catch (ProgrammeInvalid)
        {
            return null;
        }
    }
}
