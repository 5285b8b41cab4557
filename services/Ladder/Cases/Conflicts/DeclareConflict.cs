using Marten;

namespace Cultivation.Ladder.Cases;

/// <summary>
/// A person says that it has a conflict of interest with the firm, or a supervisor says so of somebody. It holds for every case of the firm; who sits on
/// the panel is recused by it.
/// </summary>
/// <param name="PersonRef">Null for the caller.</param>
public sealed record DeclareConflict(ConflictKind Kind, string? PersonRef = null)
{
    internal static object[] Decide(DeclareConflict command, Case @case, string by, bool supervises, DateTimeOffset now)
    {
        var person = command.PersonRef ?? by;
        if (command.PersonRef is not null)
            People.PersonRef.Check(person, nameof(PersonRef));
        if (person != by && !supervises)
            throw new RuleBroken("case.conflict-of-others", new { @case.Number });
        if (@case.Conflicts.Any(c => c.Person == person))
            return [];
        var source = person == by ? ConflictSource.Self : ConflictSource.Complaint;
        var declared = new ConflictDeclared(@case.Number, person, @case.CreditCode, command.Kind, Clock.Day(now), source, by);
        return @case.Review is { Open: true } review && review.Panel.Any(r => r.Person == person)
            ? [declared, new ReviewerRecused(@case.Number, person, "conflict", null, now, by)]
            : [declared];
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/cases/{number}/conflicts", Handle)
        .IsCommand(Roles.CaseWorker, Roles.Supervisor, Roles.Reviewer).Produces<CaseConflict>();

    private static async Task<Reply> Handle(DeclareConflict command, string number, CommandContext context, CancellationToken cancellation)
    {
        var stream = await CasePage.Find(context, number, cancellation);
        var @case = stream.Aggregate!;
        var happened = Decide(command, @case, context.Person.Subject, context.Person.Is(Roles.Supervisor), context.Now);
        await People.PersonRef.Require(context.Session, command.PersonRef is { } named ? [named] : [], cancellation);
        stream.AppendMany(happened);
        var person = command.PersonRef ?? context.Person.Subject;
        if (happened.Length > 0)
        {
            var key = PersonTie.Key(person, @case.CreditCode, command.Kind);
            context.Session.Store(new PersonTie(key, person, @case.CreditCode, command.Kind, context.Today));
        }
        return Reply.Ok(new CaseConflict(person, command.Kind), stream.StartingVersion + happened.Length);
    }
}
