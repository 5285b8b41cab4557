using Cultivation.Hosting;

namespace Cultivation.Finance.RiskPools;

/// <summary>Records that a partner has paid into the pool.</summary>
/// <param name="Amount">Yuan.</param>
/// <param name="ContributionRef">Number of the payment.</param>
public sealed record Contribute(string PartnerId, decimal Amount, string ContributionRef, DateOnly PaidOn)
{
    internal static object[] Decide(Contribute command, RiskPool pool, string by, DateOnly today)
    {
        Require.Text(command.ContributionRef, nameof(ContributionRef), 64);
        Money.Check(command.Amount, "amount");
        if (pool.Contributions.FirstOrDefault(c => c.Ref == command.ContributionRef) is { } known)
        {
            return known == new Contribution(command.ContributionRef, command.PartnerId, command.Amount, command.PaidOn)
                ? []
                : throw new RuleBroken("riskpool.payment-taken", new { paymentRef = command.ContributionRef });
        }
        if (pool.Balances.All(b => b.PartnerId != command.PartnerId))
            throw new RuleBroken("riskpool.partner-unknown", new { command.PartnerId });
        return command.PaidOn > today
            ? throw new RuleBroken("riskpool.day", new { to = today })
            : [new RiskPoolContributed(pool.PoolId, command.PartnerId, command.Amount, command.ContributionRef, command.PaidOn, by)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/risk-pools/{poolId}/contributions", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor);

    private static async Task<Reply> Handle(Contribute command, string poolId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await RiskPoolAccess.Fetch(context, poolId, cancellation);
        return RiskPoolAccess.Append(stream, Decide(command, stream.Aggregate!, context.Person.Subject, context.Today), context.Person);
    }
}
