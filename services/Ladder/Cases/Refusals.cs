using System.Collections.Frozen;
using Cultivation.Ladder.Imports;
using Marten;

namespace Cultivation.Ladder.Cases;

/// <summary>
/// Keeps on record what was refused to a person for who that person is: who proposed, who has a conflict. The caller's own transaction is lost with the refusal, so this is another one.
/// </summary>
internal sealed class Refusals(IDocumentStore store, TimeProvider time) : IEndpointFilter
{
    private static readonly FrozenSet<string> Codes = new[] { "case.same-person", "case.appeal-same-person", "case.conflict", "case.recused", "notice.same-person" }.ToFrozenSet();

    /// <summary>Once for each person, act and cause while a proposal stands: who tries again adds nothing.</summary>
    /// <param name="conflict">What keeps the person from the case; recorded too where only data showed it.</param>
    internal static object[] Decide(Case @case, string person, string act, string cause, DateTimeOffset now, ConflictKind? conflict = null)
    {
        if (@case.Refused.Contains(new(person, act, cause)))
            return [];
        var refused = new ActRefused(@case.Number, person, act, cause, now);
        return conflict is { } kind && @case.Conflicts.All(c => c.Person != person)
            ? [new ConflictDeclared(@case.Number, person, @case.CreditCode, kind, Clock.Day(now), ConflictSource.Data, person), refused]
            : [refused];
    }

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RuleBroken refused) when (Codes.Contains(refused.Code))
        {
            await Record(context.HttpContext, refused);
            throw;
        }
    }

    /// <summary>What a refusal leaves on record; nothing where it is not for who the person is.</summary>
    internal static object[] Of(RuleBroken refused, Case @case, string person, string act, DateTimeOffset now) =>
        Codes.Contains(refused.Code) ? Decide(@case, person, act, refused.Code, now, (refused.Details as ConflictFound)?.Kind) : [];

    private Task Record(HttpContext http, RuleBroken refused)
    {
        var command = http.RequestServices.GetRequiredService<CommandContext>();
        // What concerns several cases names no case in its route.
        var number = http.GetRouteValue("number") as string ?? ((RefusedIn)refused.Details!).Number;
        var (key, act) = (Case.Key(number), http.Request.Path.Value!.Split('/', 5)[^1]);
        return Contended.RunAsync(async () =>
        {
            await using var session = store.OnBehalf(command.Tenant, command.Person.Subject, null);
            var stream = await session.Events.FetchForWriting<Case>(key, http.RequestAborted);
            stream.AppendMany(Of(refused, stream.Aggregate!, command.Person.Subject, act, time.GetUtcNow()));
            await session.SaveChangesAsync(http.RequestAborted);
        });
    }
}

/// <summary>What a refusal says of the case that it concerns.</summary>
internal record RefusedIn(string Number);

/// <summary>What was refused to whom.</summary>
/// <param name="Cause">The code of the refusal.</param>
public sealed record RefusedAct(string Person, string Act, string Cause);
