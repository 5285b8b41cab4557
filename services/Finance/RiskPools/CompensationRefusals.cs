using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.RiskPools;

/// <summary>Keeps on record who tried to approve what that person had proposed. The caller's own transaction is lost with the refusal, so this is another one.</summary>
internal sealed class CompensationRefusals(IDocumentStore store, TimeProvider time) : IEndpointFilter
{
    private const string SamePerson = "riskpool.same-person";

    /// <summary>Once for each person, act and cause: who tries again adds nothing.</summary>
    internal static object[] Decide(RiskPool pool, string claimId, string person, string act, string cause, DateTimeOffset now) =>
        RiskPoolAccess.Claim(pool, claimId).RefusedActs.Contains(new(person, act, cause))
            ? []
            : [new CompensationActRefused(pool.PoolId, claimId, person, act, cause, now)];

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RuleBroken refused) when (refused.Code == SamePerson)
        {
            var (http, command) = (context.HttpContext, context.HttpContext.RequestServices.GetRequiredService<CommandContext>());
            await Contended.RunAsync(async () =>
            {
                await using var session = store.LightweightSession(command.Tenant);
                session.LastModifiedBy = command.Person.Subject;
                var stream = await session.Events.FetchForWriting<RiskPool>(RiskPool.Key((string)http.GetRouteValue("poolId")!), http.RequestAborted);
                var claimId = (string)http.GetRouteValue("claimId")!;
                stream.AppendMany(Decide(stream.Aggregate!, claimId, command.Person.Subject, "approval", refused.Code, time.GetUtcNow()));
                await session.SaveChangesAsync(http.RequestAborted);
            });
            throw;
        }
    }
}
