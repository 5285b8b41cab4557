using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Cases;

/// <summary>
/// A supervisor approves what somebody else proposed, and the district has decided. Where others grant the stage this is a recommendation and changes no
/// stage. The criteria are asked again: a proposal that rests on other answers is refused. Where the stage asks for a public notice, a positive decision
/// changes nothing at the firm before that is over.
/// </summary>
public sealed record DecideCase
{
    /// <summary>What goes to the case and what goes to the firm.</summary>
    /// <param name="meetingId">The meeting that decided it; null for none.</param>
    internal static (object[] ToCase, object[] ToFirm) Decide(Case @case, Firm firm, Assessment found, string by, DateOnly today, string? meetingId = null)
    {
        var proposal = ReturnProposal.ToJudge(@case, by);
        ProposeDecision.RequireReady(@case);
        if (@case.Evaluation!.Differing(found.Result).Union(found.NotAsked).ToArray() is { Length: > 0 } ids)
            throw new RuleBroken("case.proposal-outdated", new { @case.Number, ids });
        ProposeDecision.RequireDecidable(proposal.Decision, proposal.Note is not null, found.Result, firm);

        var notice = proposal.Decision == CaseDecision.NotRecommend ? null : found.Notice;
        var decided = new CaseDecided(
            @case.Number, firm.CreditCode, proposal.Decision, today, by, proposal.Batch, proposal.Note, proposal.By, meetingId, notice);
        var effect = DecisionEffect.Of(decided, @case, firm, found.Stage, found.Confirmed, today);
        return ([found.Evaluated, decided], notice is null ? effect : []);
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/cases/{number}/decision", Handle).IsEdit(Roles.Supervisor).Produces<CasePage>();

    private static async Task<Reply> Handle(DecideCase command, string number, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await CasePage.Fetch(context, number, cancellation);
        return CasePage.Reply(stream, await Approve(context, await shelf.Look(context.Tenant, cancellation), stream.Aggregate!, null, cancellation), context);
    }

    /// <summary>Changes the firm, and gives what goes to the case.</summary>
    internal static async Task<object[]> Approve(CommandContext context, Published published, Case @case, string? meetingId, CancellationToken cancellation)
    {
        _ = ReturnProposal.ToJudge(@case, context.Person.Subject);
        var firmStream = await context.Session.Events.FetchForWriting<Firm>(Firm.Key(@case.FirmId), cancellation);
        var firm = firmStream.Aggregate!;
        var found = await Assessment.Of(context, published, @case, firm, firmStream.StartingVersion ?? 0, @case.Evaluation!.Judgements, cancellation);
        var (toCase, toFirm) = Decide(@case, firm, found, context.Person.Subject, context.Today, meetingId);
        if (toFirm.Length > 0)
            firmStream.AppendMany(toFirm);
        // A case that waits for its notice is not over: the firm does not file for the stage again.
        if (toCase.OfType<CaseDecided>().Single().Notice is null)
            context.Session.Delete<OpenCase>(OpenCase.For(@case.FirmId, @case.ProgrammeId, @case.StageId));
        return toCase;
    }
}
