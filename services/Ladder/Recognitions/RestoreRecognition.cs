using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Recognitions;

/// <summary>
/// The authority gives a revoked title back after a review or a court's decision. The district only records it; the revocation stays on
/// record, and stages follow.
/// </summary>
/// <param name="RestoredOn">Day of the decision.</param>
/// <param name="EffectiveFrom">First day on which it counts as held again; the day of the revocation undoes it in full.</param>
/// <param name="Cause">Code of the cause: <c>review</c>, <c>court</c>.</param>
/// <param name="NoticeRef">The authority's or the court's paper.</param>
public sealed record RestoreRecognition(DateOnly RestoredOn, DateOnly EffectiveFrom, string Cause, string NoticeRef)
{
    public const string Reason = "recognitionRestored";

    internal static List<object> Decide(RestoreRecognition command, string recognitionId, Firm firm, Rungs rungs, DateOnly known)
    {
        var title = Find(firm, recognitionId);
        Require.Text(command.Cause, nameof(Cause));
        Require.Text(command.NoticeRef, nameof(NoticeRef));
        if (title.RevokedFrom is not { } revokedFrom)
            throw new RuleBroken("recognition.not-revoked", new { recognitionId });
        if (command.RestoredOn > known)
            throw new RuleBroken("recognition.restored-in-future", new { command.RestoredOn });
        if (command.EffectiveFrom > command.RestoredOn)
            throw new RuleBroken("recognition.restored-after-decision", new { command.EffectiveFrom, command.RestoredOn });
        if (command.EffectiveFrom < revokedFrom)
            throw new RuleBroken("recognition.restored-before-revocation", new { command.EffectiveFrom, revokedFrom });
        if (command.EffectiveFrom > title.ValidTo)
            throw new RuleBroken("recognition.effective-after-validity", new { command.EffectiveFrom, title.ValidTo });
        var restored = new RecognitionRestored(
            title.Id, firm.CreditCode, firm.LegalName(), title.CredentialType, command.RestoredOn, command.EffectiveFrom, title.ValidTo, command.Cause,
            command.NoticeRef);
        List<object> happened = [restored, .. SettleRecognitions.Decide(firm.Fold(restored), rungs, known.AddDays(-1), known)];
        return [.. happened, .. WithoutFall(firm.Fold(happened), title.Id, command.EffectiveFrom, known)];
    }

    /// <exception cref="RuleBroken"><c>recognition.unknown</c>.</exception>
    internal static Recognition Find(Firm firm, string recognitionId) =>
        firm.Recognitions.SingleOrDefault(r => r.Id == recognitionId && !r.Annulled) ?? throw new RuleBroken("recognition.unknown", new { recognitionId });

    // The stage to which the firm fell by the revocation rests on that alone.
    private static IEnumerable<object> WithoutFall(Firm firm, string recognitionId, DateOnly from, DateOnly known) =>
        StageHistory.Spans(firm.Stages)
            .Where(s => s.Basis == StageHistory.Word(StageBasis.Derived) && s.BasisRef == recognitionId && s.From <= from && (s.To is null || from < s.To))
            .Select(s => new StageLeft(firm.CreditCode, firm.LegalName(), s.StageId, Reason, recognitionId, from, from < known, null));

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/recognitions/{recognitionId}/restorations", Handle).IsEdit(Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(
        RestoreRecognition command, string id, string recognitionId, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        var happened = Decide(command, recognitionId, stream.Aggregate!, (await shelf.Look(context.Tenant, cancellation)).Rungs, context.KnownDay());
        var followUps = await context.Session.Events.FetchForWriting<FollowUps>(FollowUps.Key(recognitionId), cancellation);
        if (followUps.Aggregate is { } drafted)
            followUps.AppendMany(FollowUps.Moot(drafted, command.NoticeRef, context.Person.Subject, context.Today));
        return FirmVersion.Reply(stream, happened);
    }
}
