using Cultivation.Hosting;

namespace Cultivation.Finance.RiskPools;

/// <summary>The bank has paid back what was demanded, or a part of it; each partner gets back by what it has borne.</summary>
/// <param name="PaymentRef">Number of the payment, unique for the claim.</param>
/// <param name="Amount">Yuan.</param>
public sealed record ReceiveDemand(string PaymentRef, decimal Amount, DateOnly ReceivedOn)
{
    internal static object[] Decide(ReceiveDemand command, RiskPool pool, string claimId, string by, DateOnly today)
    {
        Require.Text(command.PaymentRef, nameof(PaymentRef), 64);
        Money.Check(command.Amount, "amount");
        var claim = RiskPoolAccess.Claim(pool, claimId);
        if (RiskPoolAccess.IsRecorded(claim.Repaid, command.PaymentRef, command.Amount, command.ReceivedOn))
            return [];
        if (claim.Owed == 0)
            throw new RuleBroken("riskpool.nothing-demanded");
        if (command.Amount > claim.Owed)
            throw new RuleBroken("riskpool.demand-too-much", new { most = claim.Owed });
        return command.ReceivedOn < claim.Decisions.Where(d => d.Amount is not null).Min(d => d.On) || command.ReceivedOn > today
            ? throw new RuleBroken("riskpool.day", new { to = today })
            : [new CompensationRepaid(pool.PoolId, claimId, command.PaymentRef, command.Amount, claim.Split(command.Amount), command.ReceivedOn, by)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/risk-pools/{poolId}/claims/{claimId}/demand/payments", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor);

    private static async Task<Reply> Handle(ReceiveDemand command, string poolId, string claimId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await RiskPoolAccess.Fetch(context, poolId, cancellation);
        return RiskPoolAccess.Append(stream, Decide(command, stream.Aggregate!, claimId, context.Person.Subject, context.Today), context.Person);
    }
}
