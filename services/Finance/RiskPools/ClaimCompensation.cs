using Cultivation.Finance.Loans;
using Cultivation.Hosting;

namespace Cultivation.Finance.RiskPools;

/// <summary>
/// A bank claims compensation for a loan of its own that is in default. A claim beyond the pool's balance is kept and waits: it is the
/// approval that needs the money.
/// </summary>
/// <param name="Amount">Yuan.</param>
public sealed record ClaimCompensation(string LoanId, decimal Amount)
{
    /// <summary>What happens to the pool and what to the loan.</summary>
    internal static (object[] Pool, object[] Loan) Decide(ClaimCompensation command, RiskPool pool, Loan loan, string claimId, string by, DateOnly today)
    {
        Money.Check(command.Amount, "amount");
        if (loan.Claim is { } claim)
        {
            return claim.PoolId == pool.PoolId && RiskPoolAccess.Claim(pool, claim.ClaimId).Amount == command.Amount
                ? ([], [])
                : throw new RuleBroken("riskpool.claimed-before", new { claim.PoolId, claim.ClaimId });
        }
        if (loan.State != LoanState.Defaulted)
            throw new RuleBroken("riskpool.no-default", new { state = loan.State });
        if (!pool.Terms.Products.Value.Contains(loan.ProductCode))
            throw new RuleBroken("riskpool.product-not-covered", new { product = loan.ProductCode });
        var most = pool.MostFor(loan.Outstanding);
        if (command.Amount > most)
            throw new RuleBroken("riskpool.too-much", new { most });
        return (
            [new CompensationClaimed(pool.PoolId, claimId, loan.LoanId, loan.BankId, loan.FirmId, loan.Outstanding, command.Amount, today, by)],
            [new LoanClaimed(loan.LoanId, pool.PoolId, claimId)]);
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/risk-pools/{poolId}/claims", Handle).IsCommand(Roles.Bank);

    private static async Task<Reply> Handle(ClaimCompensation command, string poolId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await RiskPoolAccess.Fetch(context, poolId, cancellation);
        var loan = await LoanAccess.Fetch(context, command.LoanId, cancellation);
        var (ofPool, ofLoan) = Decide(command, stream.Aggregate!, loan.Aggregate!, context.NewId(), context.Person.Subject, context.Today);
        loan.AppendMany(ofLoan);
        return RiskPoolAccess.Append(stream, ofPool, context.Person);
    }
}
