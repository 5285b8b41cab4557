using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Recognitions;

/// <summary>The authority cancels a title, usually backwards (国科发火〔2016〕32号 article 19). The district only records it.</summary>
/// <param name="EffectiveFrom">First day on which the title counts as not held.</param>
/// <param name="Cause">Code of the cause.</param>
/// <param name="NoticeRef">The authority's notice.</param>
/// <param name="RecoveryFromTaxYear">Tax is taken back from this year on; marked, never decided here.</param>
public sealed record RevokeRecognition(DateOnly DecidedOn, DateOnly EffectiveFrom, string Cause, string NoticeRef, int? RecoveryFromTaxYear = null)
{
    internal static List<object> Decide(RevokeRecognition command, string recognitionId, Firm firm, Rungs rungs, DateOnly known)
    {
        var title = RestoreRecognition.Find(firm, recognitionId);
        Require.Text(command.Cause, nameof(Cause));
        Require.Text(command.NoticeRef, nameof(NoticeRef));
        if (title.RevokedFrom is { } revokedFrom)
            throw new RuleBroken("recognition.already-revoked", new { recognitionId, effectiveFrom = revokedFrom });
        if (command.DecidedOn > known)
            throw new RuleBroken("recognition.decided-in-future", new { command.DecidedOn });
        if (command.EffectiveFrom > command.DecidedOn)
            throw new RuleBroken("recognition.effective-after-decision", new { command.EffectiveFrom, command.DecidedOn });
        if (command.EffectiveFrom < title.ValidFrom)
            throw new RuleBroken("recognition.effective-before-validity", new { command.EffectiveFrom, title.ValidFrom });
        if (command.EffectiveFrom > title.ValidTo)
            throw new RuleBroken("recognition.effective-after-validity", new { command.EffectiveFrom, title.ValidTo });
        var revoked = new RecognitionRevoked(
            title.Id, firm.CreditCode, firm.LegalName(), title.CredentialType, command.DecidedOn, command.EffectiveFrom, command.Cause,
            command.RecoveryFromTaxYear, command.NoticeRef, title.Id);
        return [revoked, .. SettleRecognitions.Decide(firm.Fold(revoked), rungs, known.AddDays(-1), known)];
    }

    // With the revocation the software marks what rested on the title and proposes what to do about each.
    private static async Task Draft(
        Firm firm, string id, string recognitionId, DateOnly from, Rungs rungs, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var history = await context.Session.Events.FetchStreamAsync(firm.Id, token: cancellation);
        var cases = await Reliances.Cases(context.Session, context.Tenant, id, history, shelf, cancellation);
        var rested = Reliances.Of(firm, RestoreRecognition.Find(firm, recognitionId), from, cases, rungs);
        var followUps = await context.Session.Events.FetchForWriting<FollowUps>(FollowUps.Key(recognitionId), cancellation);
        followUps.AppendMany(FollowUps.Drafts(followUps.Aggregate, id, firm.CreditCode, recognitionId, rested, context.NewId));
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/recognitions/{recognitionId}/revocations", Handle).IsEdit(Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(
        RevokeRecognition command, string id, string recognitionId, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        var (firm, rungs) = (stream.Aggregate!, (await shelf.Look(context.Tenant, cancellation)).Rungs);
        var happened = Decide(command, recognitionId, firm, rungs, context.KnownDay());
        await Draft(firm, id, recognitionId, command.EffectiveFrom, rungs, context, shelf, cancellation);
        return FirmVersion.Reply(stream, happened);
    }
}
