using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.RiskPools;

/// <summary>Keeps on record who tried to approve what that person had proposed.</summary>
internal sealed class CompensationRefusals(IDocumentStore store, TimeProvider time) : IEndpointFilter
{
    private const string SamePerson = "riskpool.same-person";

    /// <summary>Once for each person, act and cause: who tries again adds nothing.</summary>
    internal static object[] Decide(RiskPool pool, string claimId, string person, string act, string cause, DateTimeOffset now) =>
        RiskPoolAccess.Claim(pool, claimId).RefusedActs.Contains(new(person, act, cause))
            ? []
            : [new CompensationActRefused(pool.PoolId, claimId, person, act, cause, now)];

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        RecordedRefusal.Guard(context, next, store, refused => refused.Code == SamePerson, async (session, _, person, cancellation) =>
        {
            var stream = await session.Events.FetchForWriting<RiskPool>(RiskPool.Key(context.Named("poolId")), cancellation);
            stream.AppendMany(Decide(stream.Aggregate!, context.Named("claimId"), person, "approval", SamePerson, time.GetUtcNow()));
        });
}
