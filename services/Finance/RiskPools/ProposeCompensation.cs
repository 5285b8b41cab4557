using Cultivation.Hosting;

namespace Cultivation.Finance.RiskPools;

/// <summary>A person proposes to pay a claim, or a part of it. A later proposal replaces it until another person has approved.</summary>
/// <param name="Amount">Yuan.</param>
public sealed record ProposeCompensation(decimal Amount, FreeText Reason)
{
    internal static object[] Decide(ProposeCompensation command, RiskPool pool, string claimId, string by, DateOnly today)
    {
        Money.Check(command.Amount, "amount");
        Require.Text(command.Reason, nameof(Reason));
        var claim = RiskPoolAccess.Claim(pool, claimId);
        if (claim.State is not (CompensationState.Claimed or CompensationState.Proposed))
            throw new RuleBroken("riskpool.decided", new { state = claim.State });
        if (command.Amount > claim.Amount)
            throw new RuleBroken("riskpool.too-much", new { most = claim.Amount });
        return (claim.Proposed, claim.ProposedBy) == (command.Amount, by)
            ? []
            : [new CompensationProposed(pool.PoolId, claimId, command.Amount, command.Reason, today, by)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/risk-pools/{poolId}/claims/{claimId}/proposal", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor);

    private static async Task<Reply> Handle(ProposeCompensation command, string poolId, string claimId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await RiskPoolAccess.Fetch(context, poolId, cancellation);
        return RiskPoolAccess.Append(stream, Decide(command, stream.Aggregate!, claimId, context.Person.Subject, context.Today), context.Person);
    }
}
