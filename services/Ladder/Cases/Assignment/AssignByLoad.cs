using Cultivation.Ladder.People;
using Marten;

namespace Cultivation.Ladder.Cases;

/// <summary>Gives the case that nobody has and that is due first to whoever of these has the fewest open cases and no conflict of interest; of equals, to the first named.</summary>
/// <param name="People">References of case workers.</param>
/// <param name="StageId">Only cases for this stage; null for all.</param>
public sealed record AssignByLoad(string[] People, string? StageId = null)
{
    private const int Candidates = 200;

    private const string Unassigned = $"""
        select number from {Database.Lists}.case_list
        where tenant_id = ? and open and assignee is null and state in ('submitted', 'accepted') and (? = '' or stage_id = ?)
        order by next_on, number limit ?
        """;

    private const string Loads = $"""
        select data ->> 'assignee' from {Database.Events}.mt_doc_case
        where tenant_id = ? and data ->> 'assignee' = any (?) and data ->> 'state' in ('submitted', 'accepted')
        """;

    /// <summary>The people, the one with the fewest first.</summary>
    /// <param name="loads">Who has each open case of these people.</param>
    internal static string[] Order(string[] people, IEnumerable<string> loads)
    {
        if (people.Length == 0 || people.Distinct(StringComparer.Ordinal).Count() != people.Length)
            throw new RuleBroken("case.people-missing");
        foreach (var person in people)
            PersonRef.Check(person, nameof(People));
        var counts = loads.CountBy(person => person).ToDictionary(StringComparer.Ordinal);
        return [.. people.OrderBy(person => counts.GetValueOrDefault(person))];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/cases/assignments", Handle).IsCommand(Roles.Supervisor).Produces<CasePage>();

    /// <summary>Who has each open case of these people.</summary>
    internal static Task<IReadOnlyList<string>> LoadsOf(IQuerySession session, string[] people, CancellationToken cancellation) =>
        session.QueryAsync<string>(Loads, cancellation, session.TenantId, people);

    /// <summary>The cases that nobody has, due first, up to 200.</summary>
    internal static async Task<IReadOnlyList<Case>> Waiting(IQuerySession session, string? stageId, CancellationToken cancellation)
    {
        var stage = stageId ?? "";
        var numbers = await session.QueryAsync<string>(Unassigned, cancellation, session.TenantId, stage, stage, Candidates);
        // The list follows the log a moment later, so that a case in it may have been taken since.
        var cases = (await session.LoadManyAsync<Case>(cancellation, [.. numbers.Select(Case.Key)])).ToDictionary(c => c.Number);
        return [.. numbers.Select(number => cases.GetValueOrDefault(number)).OfType<Case>().Where(c => c is { Assignee: null, Waits: true })];
    }

    /// <summary>The first of these who may act on the case; null for nobody.</summary>
    internal static async Task<string?> FirstFree(IQuerySession session, Case @case, string[] people, DateOnly today, CancellationToken cancellation)
    {
        foreach (var person in people)
        {
            if (!await Conflicts.Keep(session, @case, person, today, cancellation))
                return person;
        }
        return null;
    }

    private static async Task<Reply> Handle(AssignByLoad command, CommandContext context, CancellationToken cancellation)
    {
        var people = Order(command.People, await LoadsOf(context.Session, command.People, cancellation));
        await PersonRef.Require(context.Session, people, cancellation);
        var next = (await Waiting(context.Session, command.StageId, cancellation)).FirstOrDefault() ?? throw new RuleBroken("case.none-unassigned");
        var stream = await context.Session.Events.FetchForWriting<Case>(next.Id, cancellation);
        var person = await FirstFree(context.Session, stream.Aggregate!, people, context.Today, cancellation)
            ?? throw new RuleBroken("case.person-conflict", new { next.Number, personRef = people[0] });
        var happened = AssignCase.Decide(new(person), stream.Aggregate!, context.Person.Subject, supervises: true, context.Now);
        return CasePage.Reply(stream, happened, context);
    }
}
