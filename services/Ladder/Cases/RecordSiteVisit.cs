using Cultivation.Ladder.People;

namespace Cultivation.Ladder.Cases;

/// <summary>Records that people of the commission looked at the firm on the spot. A stage may ask for it before a decision.</summary>
/// <param name="People">By reference, never names.</param>
public sealed record RecordSiteVisit(DateOnly VisitedOn, string[] People, FreeText Findings)
{
    /// <summary>A stage's clause of this kind asks for a visit.</summary>
    internal const string Kind = "siteInspection";

    internal static object[] Decide(RecordSiteVisit command, Case @case, string by, DateOnly today)
    {
        if (@case.State is not (CaseState.Submitted or CaseState.Accepted))
            throw new RuleBroken("case.not-open", new { @case.Number, @case.State });
        Require.Text(command.Findings, nameof(Findings), 2_000);
        if (command.People.Length == 0 || command.People.Distinct(StringComparer.Ordinal).Count() != command.People.Length)
            throw new RuleBroken("case.people-missing");
        foreach (var person in command.People)
            PersonRef.Check(person, nameof(People));
        if (command.VisitedOn > today || command.VisitedOn < Clock.Day(@case.SubmittedOn))
            throw new RuleBroken("case.visit-day", new { command.VisitedOn });
        var inspected = new SiteInspected(@case.Number, command.VisitedOn, command.People, command.Findings, by);
        return @case.Visits.Any(v => v.VisitedOn == command.VisitedOn && v.Findings.Text == command.Findings.Text && v.People.SequenceEqual(command.People))
            ? []
            : [inspected];
    }

    /// <summary>The stage asks for a visit and there was none.</summary>
    /// <exception cref="RuleBroken"><c>criterion.not-confirmed</c>: nobody has confirmed that it asks for one, so that its absence decides nothing.</exception>
    internal static bool Missing(Case @case, Assessment found)
    {
        if (@case.Visits.Length > 0 || found.Stage.Clauses.FirstOrDefault(c => c.Kind == Kind) is not { } asked)
            return false;
        return asked.Standing.MayDecide(found.Confirmed) ? true : throw new RuleBroken("criterion.not-confirmed", new { ids = new[] { asked.Standing.Id } });
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/cases/{number}/site-visits", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<CasePage>();

    private static async Task<Reply> Handle(RecordSiteVisit command, string number, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Holder.Fetch(context, number, cancellation);
        await Conflicts.RequireNamed(context, stream.Aggregate!, command.People, cancellation);
        return CasePage.Reply(stream, Decide(command, stream.Aggregate!, context.Person.Subject, context.Today), context);
    }
}

/// <summary>Stored for ever in the stream case:{year}-{number}: people of the commission looked at the firm on the spot (现场核查).</summary>
public sealed record SiteInspected(string CaseId, DateOnly InspectedOn, string[] PersonRefs, FreeText Findings, string By);

public sealed record SiteVisit(DateOnly VisitedOn, string[] People, FreeText Findings);
