using Cultivation.Finance.Loans;
using Cultivation.Hosting;

namespace Cultivation.Finance.RiskPools;

/// <summary>A claim that is not approved is refused with a reason; the bank may claim again.</summary>
public sealed record RefuseCompensation(FreeText Reason)
{
    /// <summary>What happens to the pool and what to the loan.</summary>
    internal static (object[] Pool, object[] Loan) Decide(RefuseCompensation command, RiskPool pool, string claimId, string by, DateOnly today)
    {
        Require.Text(command.Reason, nameof(Reason));
        var claim = RiskPoolAccess.Claim(pool, claimId);
        return claim.State switch
        {
            CompensationState.Refused => ([], []),
            CompensationState.Claimed or CompensationState.Proposed => (
                [new CompensationRefused(pool.PoolId, claimId, command.Reason, today, by)], [new LoanClaimReleased(claim.LoanId, pool.PoolId, claimId)]),
            _ => throw new RuleBroken("riskpool.decided", new { state = claim.State }),
        };
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/risk-pools/{poolId}/claims/{claimId}/refusal", Handle).IsCommand(Roles.Supervisor);

    private static async Task<Reply> Handle(RefuseCompensation command, string poolId, string claimId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await RiskPoolAccess.Fetch(context, poolId, cancellation);
        return await RiskPoolAccess.Append(
            context, stream, claimId, Decide(command, stream.Aggregate!, claimId, context.Person.Subject, context.Today), cancellation);
    }
}
