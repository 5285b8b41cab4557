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

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        RecordedRefusal.Guard(context, next, store, refused => Codes.Contains(refused.Code), async (session, refused, person, cancellation) =>
        {
            // What concerns several cases names no case in its route.
            var number = context.HttpContext.GetRouteValue("number") as string ?? ((RefusedIn)refused.Details!).Number;
            var stream = await session.Events.FetchForWriting<Case>(Case.Key(number), cancellation);
            var act = context.HttpContext.Request.Path.Value!.Split('/', 5)[^1];
            stream.AppendMany(Of(refused, stream.Aggregate!, person, act, time.GetUtcNow()));
        });

    /// <summary>What a refusal leaves on record; nothing where it is not for who the person is.</summary>
    internal static object[] Of(RuleBroken refused, Case @case, string person, string act, DateTimeOffset now) =>
        Codes.Contains(refused.Code) ? Decide(@case, person, act, refused.Code, now, (refused.Details as ConflictFound)?.Kind) : [];
}

/// <summary>What a refusal says of the case that it concerns.</summary>
internal record RefusedIn(string Number);
