namespace Cultivation.Ladder.Cases;

/// <summary>
/// A case worker takes a case; a supervisor gives it to somebody. Who has it keeps it: only a supervisor passes it on, and says why.
/// </summary>
/// <param name="PersonRef">Who works on it from here on; null for the caller.</param>
/// <param name="Reason">Needed to pass a case on.</param>
public sealed record AssignCase(string? PersonRef = null, FreeText? Reason = null)
{
    internal static object[] Decide(AssignCase command, Case @case, string by, bool supervises, DateTimeOffset now)
    {
        var person = command.PersonRef ?? by;
        if (command.PersonRef is not null)
            People.PersonRef.Check(person, nameof(PersonRef));
        if (!@case.Waits)
            throw new RuleBroken("case.not-open", new { @case.Number, @case.State });
        if (@case.Assignee == person)
            return [];
        if (!supervises && person != by)
            throw new RuleBroken("case.assign-others", new { @case.Number });
        if (@case.Assignee is { } assignee && (!supervises || string.IsNullOrWhiteSpace(command.Reason?.Text)))
            throw new RuleBroken("case.assigned", new { @case.Number, assignee });
        if (command.Reason is not null)
            Require.Text(command.Reason, nameof(Reason), 2_000);
        return [new CaseAssigned(@case.Number, person, now, by, @case.Assignee, command.Reason)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/cases/{number}/assignment", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<CasePage>();

    private static async Task<Reply> Handle(AssignCase command, string number, CommandContext context, CancellationToken cancellation)
    {
        var stream = await CasePage.Fetch(context, number, cancellation);
        if (command.PersonRef is { } named)
            await Conflicts.RequireNamed(context, stream.Aggregate!, [named], cancellation);
        var happened = Decide(command, stream.Aggregate!, context.Person.Subject, context.Person.Is(Roles.Supervisor), context.Now);
        return CasePage.Reply(stream, happened, context);
    }
}
