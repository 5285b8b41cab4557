using Cultivation.Hosting;

namespace Cultivation.Finance.RiskPools;

/// <summary>Records that approved money was paid to the bank.</summary>
/// <param name="PaymentRef">The treasury's number of the payment.</param>
public sealed record PayCompensation(string PaymentRef, DateOnly PaidOn)
{
    internal static object[] Decide(PayCompensation command, RiskPool pool, string claimId, string by, DateOnly today)
    {
        Require.Text(command.PaymentRef, nameof(PaymentRef), 64);
        var claim = RiskPoolAccess.Claim(pool, claimId);
        if (claim.PaidOn is not null)
        {
            return (claim.PaymentRef, claim.PaidOn) == (command.PaymentRef, command.PaidOn)
                ? []
                : throw new RuleBroken("riskpool.payment-taken", new { paymentRef = claim.PaymentRef });
        }
        if (claim.State != CompensationState.Approved)
            throw new RuleBroken("riskpool.not-approved", new { state = claim.State });
        if (claim.Due is not null)
            throw new RuleBroken("riskpool.basis-in-doubt");
        return command.PaidOn < claim.ApprovedOn || command.PaidOn > today
            ? throw new RuleBroken("riskpool.day", new { to = today })
            : [new CompensationPaid(pool.PoolId, claimId, command.PaymentRef, command.PaidOn, by)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/risk-pools/{poolId}/claims/{claimId}/payment", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor);

    private static async Task<Reply> Handle(PayCompensation command, string poolId, string claimId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await RiskPoolAccess.Fetch(context, poolId, cancellation);
        return RiskPoolAccess.Append(stream, Decide(command, stream.Aggregate!, claimId, context.Person.Subject, context.Today), context.Person);
    }
}
