using Cultivation.Finance.Loans;
using Cultivation.Hosting;

namespace Cultivation.Finance.RiskPools;

/// <summary>
/// Another person than who proposed approves: the money leaves the books, each partner bearing its share. What is outstanding, the caps and
/// the balance are asked again.
/// </summary>
internal static class ApproveCompensation
{
    public static object[] Decide(RiskPool pool, string claimId, Loan loan, string by, DateOnly today)
    {
        var claim = RiskPoolAccess.Claim(pool, claimId);
        if (claim.ProposedBy == by)
            throw new RuleBroken("riskpool.same-person");
        if (claim.State is CompensationState.Approved or CompensationState.Paid)
            return [];
        if (claim is not { State: CompensationState.Proposed, Proposed: { } amount })
            throw new RuleBroken("riskpool.not-proposed", new { state = claim.State });
        if (pool.Unconfirmed() is { Length: > 0 } figures)
            throw new RuleBroken("riskpool.figures-unconfirmed", new { figures });
        if (loan.Mark is { Review: null })
            throw new RuleBroken("riskpool.basis-in-doubt");
        if (amount > pool.MostFor(loan.Outstanding))
            throw new RuleBroken("riskpool.too-much", new { most = pool.MostFor(loan.Outstanding) });
        if (pool.ApprovedIn(today.Year) + amount > pool.Terms.CapPerYear.Value)
            throw new RuleBroken("riskpool.year-cap", new { cap = pool.Terms.CapPerYear.Value, approved = pool.ApprovedIn(today.Year) });
        var partners = pool.Terms.Partners.Value;
        var parts = partners.Zip(Money.Split(amount, [.. partners.Select(p => p.Share)]), (partner, part) => new PoolPart(partner.PartnerId, part)).ToArray();
        // A partner answers for its own share only.
        var missing = parts.Where(p => p.Amount > pool.Balances.Single(b => b.PartnerId == p.PartnerId).Amount).Select(p => p.PartnerId).ToArray();
        return missing.Length > 0
            ? throw new RuleBroken("riskpool.balance-short", new { partners = missing, balance = pool.Balance })
            : [new CompensationApproved(pool.PoolId, claimId, amount, parts, today, by)];
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/risk-pools/{poolId}/claims/{claimId}/approval", Handle).AddEndpointFilter<CompensationRefusals>().IsCommand(Roles.Supervisor);

    private static async Task<Reply> Handle(string poolId, string claimId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await RiskPoolAccess.Fetch(context, poolId, cancellation);
        var claim = RiskPoolAccess.Claim(stream.Aggregate!, claimId);
        var loan = await context.Session.LoadAsync<Loan>(Loan.Key(claim.LoanId), cancellation);
        return RiskPoolAccess.Append(stream, Decide(stream.Aggregate!, claimId, loan!, context.Person.Subject, context.Today), context.Person);
    }
}
