using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Pools;

namespace Cultivation.Ladder.Recognitions;

/// <summary>
/// Takes back a grant that the district recorded by mistake, such as by a wrong list: the title was never given. What an authority takes
/// back is a revocation (<see cref="RevokeRecognition"/>), not this.
/// </summary>
/// <param name="Reason">Why, for the record.</param>
public sealed record AnnulRecognition(FreeText Reason)
{
    internal const string Cause = "recognitionAnnulled";

    /// <summary>The annulment and the stages without the title; annulled already: no event.</summary>
    /// <exception cref="RuleBroken"><c>recognition.changed-since</c> when the authority has changed the title after its grant.</exception>
    internal static List<object> Decide(string recognitionId, FreeText reason, Firm firm, Rungs rungs, DateOnly known)
    {
        var title = firm.Recognitions.SingleOrDefault(r => r.Id == recognitionId);
        if (title is null or { Annulled: true })
            return [];
        if (title.WasRevoked)
            throw new RuleBroken("recognition.changed-since", new { recognitionId });
        var annulled = new RecognitionAnnulled(
            title.Id, firm.CreditCode, firm.LegalName(), title.CredentialType, title.ValidFrom, known, reason);
        List<object> happened = [annulled, .. SettleRecognitions.Decide(firm.Fold(annulled), rungs, known.AddDays(-1), known)];
        return [.. happened, .. Followed(firm.Fold(happened), rungs, title.Id, known)];
    }

    // The stages that the firm left for the title, or came to by its end, without the title.
    private static IEnumerable<object> Followed(Firm firm, Rungs rungs, string recognitionId, DateOnly known)
    {
        var spans = StageHistory.Spans(firm.Stages).ToList();
        foreach (var left in spans.Where(s => s.ReasonRef == recognitionId && s.Reason == StageChanges.Graduated))
        {
            if (firm.PoolTimes.Any(t => t.PoolId == left.StageId && t.Exit is { Reason: PoolExitReason.Graduated } exit && exit.EffectiveOn == left.To))
                yield return new PoolExitAnnulled(left.StageId, firm.CreditCode, left.To!.Value, known, Cause);
            yield return new StageEntered(
                firm.CreditCode, firm.LegalName(), left.StageId, StageHistory.Basis(left.Basis), left.BasisRef, left.To!.Value,
                rungs.Find(left.StageId, left.To.Value)?.Rule ?? "");
        }
        foreach (var fallen in spans.Where(s => s.BasisRef == recognitionId && s.Basis == StageHistory.Word(StageBasis.Derived)))
            yield return new StageLeft(firm.CreditCode, firm.LegalName(), fallen.StageId, Cause, recognitionId, fallen.From, fallen.From < known, null);
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/recognitions/{recognitionId}/annulment", Handle).IsEdit(Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(
        AnnulRecognition command, string id, string recognitionId, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        Require.Text(command.Reason, nameof(Reason));
        var stream = await Firm.Fetch(context, id, cancellation);
        RestoreRecognition.Find(stream.Aggregate!, recognitionId);
        return FirmVersion.Reply(
            stream, Decide(recognitionId, command.Reason, stream.Aggregate!, (await shelf.Look(context.Tenant, cancellation)).Rungs, context.Today));
    }
}
