using Cultivation.Criteria;
using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Cases;

/// <summary>
/// A supervisor approves what somebody else proposed, and the district has decided. Where others grant the stage this is a recommendation and changes no
/// stage. The criteria are asked again: a proposal that rests on other answers is refused.
/// </summary>
public sealed record DecideCase
{
    /// <summary>What goes to the case and what goes to the firm.</summary>
    /// <param name="rule">Programme and version that the case stays on.</param>
    /// <param name="meetingId">The meeting that decided it; null for none.</param>
    internal static (object[] ToCase, object[] ToFirm) Decide(
        Case @case, Firm firm, Assessment found, string rule, string by, DateOnly today, string? meetingId = null)
    {
        var proposal = ReturnProposal.ToJudge(@case, by);
        ProposeDecision.RequireReady(@case);
        if (@case.Evaluation!.Differing(found.Result).Union(found.NotAsked).ToArray() is { Length: > 0 } ids)
            throw new RuleBroken("case.proposal-outdated", new { @case.Number, ids });
        ProposeDecision.RequireDecidable(proposal.Decision, proposal.Note, found.Result);

        object[] toCase =
        [
            found.Evaluated,
            new CaseDecided(@case.Number, firm.CreditCode, proposal.Decision, today, by, proposal.Batch, proposal.Note, proposal.By, meetingId),
        ];
        if (found.Stage.Entry.Kind != EntryKind.DistrictDecision)
        {
            return (toCase, [new DistrictRecommended(
                @case.Number, firm.CreditCode, @case.ProgrammeId, found.Stage.Id, found.Stage.DecidedBy, proposal.Batch, proposal.Decision, today, by)]);
        }
        return (toCase, proposal.Decision != CaseDecision.NotRecommend ? Admission(proposal, @case, firm, found, rule, by, today) : []);
    }

    private static object[] Admission(ProposedDecision proposal, Case @case, Firm firm, Assessment found, string rule, string by, DateOnly today)
    {
        var stage = found.Stage;
        if (StageHistory.Held(firm.Stages, stage.Id, today))
            throw new RuleBroken("case.stage-held", new { stageId = stage.Id });
        var entered = new StageEntered(firm.CreditCode, firm.LegalName(), stage.Id, StageBasis.DistrictDecision, @case.Number, today, rule);
        return stage.Nature == "pool"
            ? [new PoolAdmitted(stage.Id, firm.CreditCode, today, LastDay(stage.Validity, found.Confirmed, today), proposal.Batch, @case.Number, by), entered]
            : [entered];
    }

    // The last day of a term of whole years or months is the day before its anniversary.
    private static DateOnly? LastDay(Validity? validity, IReadOnlySet<string> confirmed, DateOnly from) =>
        validity is not null && validity.Standing.MayDecide(confirmed) && (validity.Years is not null || validity.Months is not null)
            ? from.AddYears(validity.Years ?? 0).AddMonths(validity.Months ?? 0).AddDays(-1)
            : null;

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/cases/{number}/decision", Handle).IsEdit(Roles.Supervisor).Produces<CasePage>();

    private static async Task<Reply> Handle(DecideCase command, string number, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await CasePage.Fetch(context, number, cancellation);
        return CasePage.Reply(stream, await Approve(context, shelf, stream.Aggregate!, null, cancellation), context);
    }

    /// <summary>Changes the firm, and gives what goes to the case.</summary>
    internal static async Task<object[]> Approve(CommandContext context, Shelf shelf, Case @case, string? meetingId, CancellationToken cancellation)
    {
        _ = ReturnProposal.ToJudge(@case, context.Person.Subject);
        var firmStream = await context.Session.Events.FetchForWriting<Firm>(Firm.Key(@case.FirmId), cancellation);
        var firm = firmStream.Aggregate!;
        var found = await Assessment.Of(context, shelf, @case, firm, firmStream.StartingVersion ?? 0, @case.Evaluation!.Judgements, cancellation);
        var (toCase, toFirm) = Decide(
            @case, firm, found, $"{@case.ProgrammeId}/{@case.Accepted!.ProgrammeVersion}", context.Person.Subject, context.Today, meetingId);
        if (toFirm.Length > 0)
            firmStream.AppendMany(toFirm);
        context.Session.Delete<OpenCase>(OpenCase.For(@case.FirmId, @case.ProgrammeId, @case.StageId));
        return toCase;
    }
}
