using Cultivation.Hosting;
using JasperFx.Events;

namespace Cultivation.Finance.RiskPools;

/// <summary>What the commands of a pool share.</summary>
internal static class RiskPoolAccess
{
    /// <summary>The pool to change, with the words in it.</summary>
    /// <exception cref="RuleBroken"><c>riskpool.unknown</c>.</exception>
    public static async Task<IEventStream<RiskPool>> Fetch(CommandContext context, string poolId, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<RiskPool>(RiskPool.Key(poolId), cancellation);
        await context.Session.ShowTexts(stream.Aggregate ?? throw new RuleBroken("riskpool.unknown", new { poolId }), cancellation);
        return stream;
    }

    /// <exception cref="RuleBroken"><c>riskpool.claim-unknown</c>.</exception>
    public static Compensation Claim(RiskPool pool, string claimId) =>
        pool.Claims.FirstOrDefault(c => c.ClaimId == claimId) ?? throw new RuleBroken("riskpool.claim-unknown", new { claimId });

    /// <summary>Appends what was decided, and shows the pool as it will stand.</summary>
    public static Reply Append(IEventStream<RiskPool> stream, object[] happened, Person person)
    {
        stream.AppendMany(happened);
        return Reply.Ok(RiskPoolView.Of(happened.Aggregate(stream.Aggregate!, (state, one) => state.After(one)), person));
    }
}
