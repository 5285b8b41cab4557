using Cultivation.Finance.Loans;
using Cultivation.Finance.Subsidies;
using Cultivation.Hosting;

namespace Cultivation.Finance.RiskPools;

/// <summary>A pool as it is read. Money in yuan. A bank sees its own claims and no balances.</summary>
/// <param name="Unconfirmed">Figures that wait for a person: with any, nothing is approved.</param>
internal sealed record RiskPoolView(
    string Id, string NameZh, string NameEn, PoolTerms Terms, string[] Unconfirmed, decimal? Balance, PoolPart[]? Balances, ClaimView[] Claims)
{
    public static RiskPoolView Of(RiskPool pool, Person reader)
    {
        var bank = reader.Is(Roles.Bank);
        var claims = pool.Claims.Where(c => !bank || c.BankId == reader.Bank).Select(c => ClaimView.Of(c, pool, bank));
        return new(
            pool.PoolId, pool.NameZh, pool.NameEn, pool.Terms, pool.Unconfirmed(), bank ? null : pool.Balance, bank ? null : pool.Balances, [.. claims]);
    }
}

/// <summary>A claim as it is read.</summary>
/// <param name="RecoveryDue">The draft of a recovery that waits for a person; a bank does not see it.</param>
/// <param name="Decisions">What people decided on such drafts; a bank sees what it owes.</param>
/// <param name="Owed">Yuan that were demanded of the bank and have not come.</param>
/// <param name="WaitsFor"><c>balance</c> where an open claim is more than the pool holds; null otherwise.</param>
internal sealed record ClaimView(
    string Id, string LoanId, string BankId, string FirmId, decimal Outstanding, decimal Amount, DateOnly ClaimedOn, CompensationState State, string? WaitsFor,
    decimal? Proposed, string? ProposedBy, FreeText? ProposedFor, DateOnly? ApprovedOn, string? ApprovedBy, FreeText? RefusedFor, string? PaymentRef, DateOnly? PaidOn, PoolPart[] Parts,
    Returned[] Returns, RefusedAct[]? RefusedActs, CompensationDraft? RecoveryDue, RecoveryDecision[]? Decisions, decimal Owed, Returned[] Repaid)
{
    public static ClaimView Of(Compensation c, RiskPool pool, bool bank) => new(
        c.ClaimId, c.LoanId, c.BankId, c.FirmId, c.Outstanding, c.Amount, c.ClaimedOn, c.State,
        c.State is CompensationState.Claimed or CompensationState.Proposed && (c.Proposed ?? c.Amount) > pool.Balance ? "balance" : null,
        c.Proposed, bank ? null : c.ProposedBy, bank ? null : c.ProposedFor, c.ApprovedOn, bank ? null : c.ApprovedBy, c.RefusedFor, c.PaymentRef, c.PaidOn, c.Parts, c.Returns,
        bank ? null : c.RefusedActs, bank ? null : c.Due, bank ? null : c.Decisions, c.Owed, c.Repaid);
}

/// <summary>All pools of a district.</summary>
internal sealed record RiskPoolList(RiskPoolView[] Pools);

/// <summary>The district's pools.</summary>
internal static class ReadRiskPools
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/risk-pools", All).IsQuery([.. LoanAccess.Office, Roles.Bank]);
        routes.MapGet("/risk-pools/{poolId}", One).IsQuery([.. LoanAccess.Office, Roles.Bank]);
    }

    private static async Task<RiskPoolList> All(QueryContext context, CancellationToken cancellation)
    {
        var pools = await context.Session.QueryAsync<RiskPool>("where tenant_id = ? order by id", cancellation, context.Tenant);
        return new([.. pools.Select(p => RiskPoolView.Of(p, context.Person))]);
    }

    private static async Task<RiskPoolView> One(string poolId, QueryContext context, CancellationToken cancellation) =>
        await context.Session.LoadAsync<RiskPool>(RiskPool.Key(poolId), cancellation) is { } pool
            ? RiskPoolView.Of(pool, context.Person)
            : throw new RuleBroken("riskpool.unknown", new { poolId });
}
