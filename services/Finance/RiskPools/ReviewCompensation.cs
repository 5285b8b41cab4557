using Cultivation.Finance.Loans;

namespace Cultivation.Finance.RiskPools;

/// <summary>
/// Drafts the recovery of what a pool has given for a loan whose basis did not stand, or withdraws the draft. The software marks; a person decides (DOMAIN 4, no. 25).
/// What a person has looked at before the money was approved, or has decided on, is not drafted again.
/// </summary>
internal static class ReviewCompensation
{
    /// <param name="loan">As it stands now, with its mark.</param>
    public static object[] Decide(RiskPool pool, Compensation claim, Loan loan, DateOnly today)
    {
        if (loan.Mark is null)
            return claim.Due is null ? [] : [new CompensationRecoveryWithdrawn(pool.PoolId, claim.ClaimId, today)];
        var isOut = claim.State is CompensationState.Approved or CompensationState.Paid && claim.Borne().Sum(p => p.Amount) > 0;
        return isOut && claim is { Due: null, Decisions: [] } && loan.Mark is { Review: null } mark
            ? [new CompensationRecoveryDue(pool.PoolId, claim.ClaimId, mark.Basis, claim.Borne().Sum(p => p.Amount), today)]
            : [];
    }
}
