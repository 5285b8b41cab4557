using Cultivation.Finance.Eligibility;
using Cultivation.Hosting;

namespace Cultivation.Finance.Banks;

/// <summary>Names the units that have to approve before a bank of the district is told anything. Whoever is told now without their approval is told no more.</summary>
/// <param name="Units">Empty: the district has none, as the document says.</param>
/// <param name="DocumentRef">The document that gives them the lead.</param>
public sealed record NameLeadUnits(LeadUnit[] Units, string DocumentRef)
{
    internal static object[] Decide(NameLeadUnits command, LeadUnits units, Person person)
    {
        if (command.Units.FirstOrDefault(u => !RegisterBank.IsId(u.Code)) is { } malformed)
            throw new RuleBroken("lead-unit.code-malformed", new { malformed.Code });
        if (command.Units.Any(u => string.IsNullOrWhiteSpace(u.NameZh) || string.IsNullOrWhiteSpace(u.NameEn)))
            throw new RuleBroken("lead-unit.name-missing");
        if (command.Units.CountBy(u => u.Code, StringComparer.Ordinal).FirstOrDefault(c => c.Value > 1).Key is { } twice)
            throw new RuleBroken("lead-unit.twice", new { code = twice });
        if (string.IsNullOrWhiteSpace(command.DocumentRef))
            throw new RuleBroken("lead-unit.document-missing");
        return units.Units.SequenceEqual(command.Units) && units.DocumentRef == command.DocumentRef
            ? []
            : [new LeadUnitsNamed(command.Units, command.DocumentRef, person.Subject)];
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/lead-units", Handle).IsCommand(Roles.Policy);
        routes.MapGet("/lead-units", Read).IsQuery(Roles.Policy, Roles.CaseWorker, Roles.Supervisor, Roles.Operator, Roles.Auditor);
    }

    private static async Task<Reply> Handle(NameLeadUnits command, CommandContext context, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<LeadUnits>(LeadUnits.Key, cancellation);
        var units = stream.Aggregate ?? new();
        var happened = Decide(command, units, context.Person);
        if (happened.Length > 0)
        {
            stream.AppendMany(happened);
            Catalogues.Touch(context.Session);
            units = units.Evolve(happened[0]) with { Version = units.Version + 1 };
        }
        return Reply.Ok(View(units), units.Version);
    }

    private static async Task<Reply> Read(QueryContext context, CancellationToken cancellation)
    {
        var units = await context.Session.LoadAsync<LeadUnits>(LeadUnits.Key, cancellation) ?? new();
        return Reply.Ok(View(units), units.Version);
    }

    private static object View(LeadUnits units) => new { named = units.DocumentRef.Length > 0, units.Units, units.DocumentRef };
}
