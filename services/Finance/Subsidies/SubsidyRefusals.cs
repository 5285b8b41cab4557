using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Subsidies;

/// <summary>Keeps on record who tried to approve what that person had brought about. The caller's own transaction is lost with the refusal, so this is another one.</summary>
internal sealed class SubsidyRefusals(IDocumentStore store, TimeProvider time) : IEndpointFilter
{
    private const string SamePerson = "subsidy.same-person";

    /// <summary>Once for each person, act and cause: who tries again adds nothing.</summary>
    internal static object[] Decide(Subsidy subsidy, string person, string act, string cause, DateTimeOffset now) =>
        subsidy.Refused.Contains(new(person, act, cause)) ? [] : [new SubsidyActRefused(subsidy.SubsidyId, person, act, cause, now)];

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
                var stream = await session.Events.FetchForWriting<Subsidy>(Subsidy.Key((string)http.GetRouteValue("subsidyId")!), http.RequestAborted);
                stream.AppendMany(Decide(stream.Aggregate!, command.Person.Subject, "approval", refused.Code, time.GetUtcNow()));
                await session.SaveChangesAsync(http.RequestAborted);
            });
            throw;
        }
    }
}
