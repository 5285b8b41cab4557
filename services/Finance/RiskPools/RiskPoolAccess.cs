using Cultivation.Finance.Loans;
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

    /// <summary>Money under this number was recorded before, and the same.</summary>
    /// <exception cref="RuleBroken"><c>riskpool.payment-taken</c>.</exception>
    public static bool IsRecorded(IEnumerable<Returned> recorded, string number, decimal amount, DateOnly receivedOn) =>
        recorded.FirstOrDefault(r => r.Ref == number) is { } known
        && ((known.Recovered, known.ReceivedOn) == (amount, receivedOn) ? true : throw new RuleBroken("riskpool.payment-taken", new { paymentRef = number }));

    /// <summary>Appends what was decided about a claim to the pool and to the claim's loan, and shows the pool as it will stand.</summary>
    public static async Task<Reply> Append(
        CommandContext context, IEventStream<RiskPool> stream, string claimId, (object[] Pool, object[] Loan) happened, CancellationToken cancellation)
    {
        if (happened.Loan.Length > 0)
        {
            var loan = await context.Session.Events.FetchForWriting<Loan>(Loan.Key(Claim(stream.Aggregate!, claimId).LoanId), cancellation);
            loan.AppendMany(happened.Loan);
        }
        return Append(stream, happened.Pool, context.Person);
    }

    /// <summary>Appends what was decided, and shows the pool as it will stand.</summary>
    public static Reply Append(IEventStream<RiskPool> stream, object[] happened, Person person)
    {
        stream.AppendMany(happened);
        return Reply.Ok(RiskPoolView.Of(happened.Aggregate(stream.Aggregate!, (state, one) => state.After(one)), person));
    }
}
