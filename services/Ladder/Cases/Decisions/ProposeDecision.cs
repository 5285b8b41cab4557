using Cultivation.Criteria;
using Cultivation.Ladder.Firms;

namespace Cultivation.Ladder.Cases;

/// <summary>Proposes how to decide a case; who proposed may replace it. Nothing is decided before another person approves.</summary>
/// <param name="Batch">The list that the decision belongs to.</param>
/// <param name="Note">Needed with <c>recommendWithNote</c>, and to refuse a firm that meets everything.</param>
/// <param name="Judgements">Answers to what neither data nor a closed review answers.</param>
public sealed record ProposeDecision(CaseDecision Decision, string Batch, FreeText? Note = null, CaseJudgement[]? Judgements = null)
{
    internal static object[] Decide(ProposeDecision command, Case @case, Firm firm, Assessment found, string by, DateOnly today)
    {
        RequireReady(@case);
        Require.Text(command.Batch, nameof(Batch));
        if (@case.Proposal is { } waiting && waiting.By != by)
            throw new RuleBroken("case.proposal-open", new { @case.Number, proposedBy = waiting.By });
        var reviewed = (command.Judgements ?? []).Select(j => j.CriterionId).Intersect(@case.Scored.Select(s => s.CriterionId)).ToArray();
        if (reviewed.Length > 0)
            throw new RuleBroken("case.judgement-by-review", new { ids = reviewed });
        if (RecordSiteVisit.Missing(@case, found))
            throw new RuleBroken("case.site-visit-missing", new { @case.Number });
        if (found.NotAsked.Length > 0)
            throw new RuleBroken("case.judgement-not-asked", new { ids = found.NotAsked });
        foreach (var judgement in command.Judgements ?? [])
            Require.Text(judgement.Reason, nameof(CaseJudgement.Reason), 2_000);
        RequireDecidable(command.Decision, !string.IsNullOrWhiteSpace(command.Note?.Text), found.Result, firm);
        return [found.Evaluated, new DecisionProposed(@case.Number, firm.CreditCode, command.Decision, today, by, command.Batch, command.Note)];
    }

    /// <exception cref="RuleBroken"><c>case.not-accepted</c>, <c>case.supplement-open</c>, <c>review.open</c>.</exception>
    internal static void RequireReady(Case @case)
    {
        if (@case.State != CaseState.Accepted)
            throw new RuleBroken("case.not-accepted", new { @case.Number, @case.State });
        if (@case.Supplement is { Open: true } owed)
            throw new RuleBroken("case.supplement-open", new { @case.Number, owed.Items });
        if (@case.Review is { Open: true })
            throw new RuleBroken("review.open", new { @case.Number });
    }

    /// <summary>What the criteria say allows such a decision. A firm that is gone is let in nowhere; its case can be refused or withdrawn.</summary>
    internal static void RequireDecidable(CaseDecision decision, bool noted, StageResult result, Firm firm)
    {
        var positive = decision != CaseDecision.NotRecommend;
        if (positive)
            HolderGone.RequireNot(firm);
        if (!result.MayDecide)
            throw new RuleBroken("criterion.not-confirmed", new { ids = result.ToConfirm });
        if (result.Result is Result.Unknown or Result.NeedsPerson)
            throw new RuleBroken("case.criterion-open", new { ids = Assessment.With(result, Result.Unknown, Result.NeedsPerson) });
        if (positive && result.Result == Result.Unmet)
            throw new RuleBroken("case.criterion-unmet", new { ids = Assessment.With(result, Result.Unmet) });
        if (!noted && (decision == CaseDecision.RecommendWithNote || (!positive && result.Result != Result.Unmet)))
            throw new RuleBroken("case.note-missing");
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/cases/{number}/proposal", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<CasePage>();

    private static async Task<Reply> Handle(ProposeDecision command, string number, CommandContext context, Shelf shelf, CancellationToken cancellation)
    {
        var stream = await Holder.Fetch(context, number, cancellation);
        var @case = stream.Aggregate!;
        RequireReady(@case);
        var firm = (await context.Session.LoadAsync<Firm>(Firm.Key(@case.FirmId), cancellation))!;
        CaseJudgement[] judgements = [.. command.Judgements ?? [], .. @case.Scored];
        var found = await Assessment.Of(context, await shelf.Look(context.Tenant, cancellation), @case, firm, firm.Version, judgements, cancellation);
        return CasePage.Reply(stream, Decide(command, @case, firm, found, context.Person.Subject, context.Today), context);
    }
}
