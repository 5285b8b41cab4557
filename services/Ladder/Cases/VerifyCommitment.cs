using Cultivation.Ladder.Firms;
using Cultivation.Ladder.Pools;

namespace Cultivation.Ladder.Cases;

/// <summary>
/// Records what the check of a promise found. A false one is never silent (国办发〔2020〕42号): the case is withdrawn, what came of it ends, and it stays on
/// the firm's record.
/// </summary>
/// <param name="Finding">What was found.</param>
public sealed record VerifyCommitment(CommitmentOutcome Outcome, FreeText Finding)
{
    /// <summary>What goes to the case and what goes to the firm.</summary>
    internal static (object[] ToCase, object[] ToFirm) Decide(VerifyCommitment command, Case @case, Firm firm, string by, DateOnly today)
    {
        Require.Text(command.Finding, nameof(Finding), 2_000);
        if (@case.Commitment is not { } promised)
            throw new RuleBroken("case.no-commitment", new { @case.Number });
        if (promised.Outcome is { } outcome)
            return outcome == command.Outcome ? ([], []) : throw new RuleBroken("case.commitment-verified", new { @case.Number, outcome });
        var verified = new CommitmentVerified(@case.Number, today, command.Outcome, by, command.Finding);
        if (command.Outcome == CommitmentOutcome.True)
            return ([verified], []);
        object[] toCase = @case.State is CaseState.Withdrawn or CaseState.Returned or CaseState.Lapsed
            ? [verified]
            : [verified, new CaseWithdrawn(@case.Number, WithdrawalReason.FalseCommitment, today, by)];
        return (toCase, [
            new CommitmentBroken(
                @case.Number, firm.CreditCode, firm.LegalName(), @case.StageId, promised.TextId, promised.TextVersion, promised.SignedOn, today, by),
            .. Ended(@case, firm, by, today)]);
    }

    // What the decision of this case brought, and nothing that another basis gives too.
    private static IEnumerable<object> Ended(Case @case, Firm firm, string by, DateOnly today)
    {
        if (@case.Decided is not { Decision: not CaseDecision.NotRecommend })
            yield break;
        if (firm.Recommendations.Any(r => r.StageId == @case.StageId && r.On == @case.Decided.DecidedOn))
            yield return new RecommendationWithdrawn(@case.Number, firm.CreditCode, @case.StageId, "falseCommitment", today, by);
        if (firm.Stages.LastOrDefault(m => m.StageId == @case.StageId && m.On <= today) is { Held: true, CauseRef: var basis } && basis == @case.Number)
        {
            StageLeft left = new(firm.CreditCode, firm.LegalName(), @case.StageId, "falseCommitment", @case.Number, today, false, null);
            foreach (var happened in PoolExits.With(left, firm))
                yield return happened;
        }
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/cases/{number}/commitment/verification", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<CasePage>();

    private static async Task<Reply> Handle(VerifyCommitment command, string number, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Holder.Fetch(context, number, cancellation);
        var @case = stream.Aggregate!;
        var firm = await context.Session.Events.FetchForWriting<Firm>(Firm.Key(@case.FirmId), cancellation);
        var (toCase, toFirm) = Decide(command, @case, firm.Aggregate!, context.Person.Subject, context.Today);
        if (toFirm.Length > 0)
            firm.AppendMany(toFirm);
        if (toCase.OfType<CaseWithdrawn>().Any() && (@case.State != CaseState.Decided || @case.Notice is { Pending: true }))
            context.Session.Delete<OpenCase>(OpenCase.For(@case.FirmId, @case.ProgrammeId, @case.StageId));
        return CasePage.Reply(stream, toCase, context);
    }
}
