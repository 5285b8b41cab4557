using System.Collections.Frozen;
using Cultivation.Ladder.Imports;
using Marten;

namespace Cultivation.Ladder.Cases;

/// <summary>
/// Keeps on record what was refused to a person for who that person is. The caller's own transaction is lost with the refusal, so this is another one.
/// </summary>
internal sealed class Refusals(IDocumentStore store, TimeProvider time) : IEndpointFilter
{
    private static readonly FrozenSet<string> Codes = new[] { "case.same-person", "case.appeal-same-person" }.ToFrozenSet();

    /// <summary>Once for each person, act and cause while a proposal stands: who tries again adds nothing.</summary>
    internal static object[] Decide(Case @case, string person, string act, string cause, DateTimeOffset now) =>
        @case.Refused.Contains(new(person, act, cause)) ? [] : [new ActRefused(@case.Number, person, act, cause, now)];

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RuleBroken refused) when (Codes.Contains(refused.Code))
        {
            await Record(context.HttpContext, refused.Code);
            throw;
        }
    }

    private Task Record(HttpContext http, string cause)
    {
        var command = http.RequestServices.GetRequiredService<CommandContext>();
        var (key, act) = (Case.Key($"{http.GetRouteValue("number")}"), http.Request.Path.Value!.Split('/', 5)[^1]);
        return Contended.RunAsync(async () =>
        {
            await using var session = store.OnBehalf(command.Tenant, command.Person.Subject, null);
            var stream = await session.Events.FetchForWriting<Case>(key, http.RequestAborted);
            stream.AppendMany(Decide(stream.Aggregate!, command.Person.Subject, act, cause, time.GetUtcNow()));
            await session.SaveChangesAsync(http.RequestAborted);
        });
    }
}

/// <summary>What was refused to whom.</summary>
/// <param name="Cause">The code of the refusal.</param>
public sealed record RefusedAct(string Person, string Act, string Cause);
