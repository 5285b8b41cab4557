using Cultivation.Finance.Loans;
using Cultivation.Finance.Subsidies;
using Cultivation.Hosting;

namespace Cultivation.Finance.RiskPools;

/// <summary>A person decides on the draft of a recovery: demands money back of the bank, lets it be, or, before it was paid, ends the compensation.</summary>
/// <param name="Amount">Yuan that are demanded; none for the others.</param>
/// <param name="DocumentRef">The paper that decides it.</param>
public sealed record DecideDemand(RecoveryOutcome Outcome, FreeText Reason, string DocumentRef, decimal? Amount = null)
{
    /// <summary>What happens to the pool and what to the loan.</summary>
    internal static (object[] Pool, object[] Loan) Decide(DecideDemand command, RiskPool pool, string claimId, string by, DateOnly today)
    {
        Require.Text(command.Reason, nameof(Reason));
        Require.Text(command.DocumentRef, nameof(DocumentRef));
        if (command.Outcome == RecoveryOutcome.Recover != command.Amount is not null)
            throw new RuleBroken("riskpool.recovery-unclear");
        var claim = RiskPoolAccess.Claim(pool, claimId);
        if (claim.Due is null)
            throw new RuleBroken("riskpool.no-recovery-due");
        return command.Outcome switch
        {
            RecoveryOutcome.Waive => ([new CompensationRecoveryWaived(pool.PoolId, claimId, command.Reason, command.DocumentRef, today, by)], []),
            RecoveryOutcome.Cancel => claim.PaidOn is null
                ? (
                    [new CompensationCancelled(pool.PoolId, claimId, claim.Parts, command.Reason, command.DocumentRef, today, by)],
                    [new LoanClaimReleased(claim.LoanId, pool.PoolId, claimId)])
                : throw new RuleBroken("riskpool.paid-before", new { paymentRef = claim.PaymentRef }),
            _ => ([Demand(command, pool, claim, by, today)], []),
        };
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/risk-pools/{poolId}/claims/{claimId}/demand", Handle).IsCommand(Roles.Supervisor);

    private static CompensationDemanded Demand(DecideDemand command, RiskPool pool, Compensation claim, string by, DateOnly today)
    {
        var (amount, most) = (command.Amount!.Value, claim.Borne().Sum(p => p.Amount));
        Money.Check(amount, "amount");
        if (claim.PaidOn is null)
            throw new RuleBroken("riskpool.not-paid", new { state = claim.State });
        return amount > most
            ? throw new RuleBroken("riskpool.demand-too-much", new { most })
            : new(pool.PoolId, claim.ClaimId, amount, command.Reason, command.DocumentRef, today, by);
    }

    private static async Task<Reply> Handle(DecideDemand command, string poolId, string claimId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await RiskPoolAccess.Fetch(context, poolId, cancellation);
        return await RiskPoolAccess.Append(
            context, stream, claimId, Decide(command, stream.Aggregate!, claimId, context.Person.Subject, context.Today), cancellation);
    }
}
