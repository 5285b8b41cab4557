using Cultivation.Hosting;

namespace Cultivation.Finance.RiskPools;

/// <summary>
/// The bank got money on a loan that the pool has compensated: the pool's part of it, by the covered share, goes back to the partners by what
/// each has borne, so that none gets back more than it paid.
/// </summary>
/// <param name="RecoveryRef">Number of the payment.</param>
/// <param name="Recovered">What the bank got, yuan.</param>
public sealed record ReturnCompensation(string RecoveryRef, decimal Recovered, DateOnly ReceivedOn)
{
    internal static object[] Decide(ReturnCompensation command, RiskPool pool, string claimId, string by, DateOnly today)
    {
        Require.Text(command.RecoveryRef, nameof(RecoveryRef), 64);
        Money.Check(command.Recovered, "recovered");
        var claim = RiskPoolAccess.Claim(pool, claimId);
        if (RiskPoolAccess.IsRecorded(claim.Returns, command.RecoveryRef, command.Recovered, command.ReceivedOn))
            return [];
        if (claim.PaidOn is not { } paidOn)
            throw new RuleBroken("riskpool.not-paid", new { state = claim.State });
        if (command.ReceivedOn < paidOn || command.ReceivedOn > today)
            throw new RuleBroken("riskpool.day", new { to = today });
        var (owed, share) = (claim.Borne().Sum(p => p.Amount), Money.ToFen(command.Recovered * pool.Terms.Covered.Value));
        var returned = share < owed ? share : owed;
        if (returned == 0)
            throw new RuleBroken("riskpool.nothing-owed");
        return [new CompensationReturned(pool.PoolId, claimId, command.RecoveryRef, command.Recovered, returned, claim.Split(returned), command.ReceivedOn, by)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/risk-pools/{poolId}/claims/{claimId}/recoveries", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor);

    private static async Task<Reply> Handle(ReturnCompensation command, string poolId, string claimId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await RiskPoolAccess.Fetch(context, poolId, cancellation);
        return RiskPoolAccess.Append(stream, Decide(command, stream.Aggregate!, claimId, context.Person.Subject, context.Today), context.Person);
    }
}
