namespace Cultivation.Ladder.Firms;

/// <summary>A person checked a figure against its paper. A later correction needs a check of its own.</summary>
/// <param name="Method">How: code such as <c>auditReport</c>, <c>taxPlatform</c>, <c>siteVisit</c>.</param>
public sealed record VerifyFact(string Method, DateOnly VerifiedOn)
{
    internal static object[] Decide(VerifyFact command, string factId, Firm firm, string by, DateOnly today)
    {
        var fact = firm.Facts.SingleOrDefault(f => f.Id == factId) ?? throw new RuleBroken("fact.unknown", new { factId });
        Require.Text(command.Method, nameof(Method), 50);
        if (command.VerifiedOn > today)
            throw new RuleBroken("fact.verified-in-future", new { command.VerifiedOn });
        return fact.VerifiedOn is not null ? [] : [new AnnualFactVerified(factId, firm.CreditCode, fact.Value, by, command.Method, command.VerifiedOn)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/facts/{factId}/verifications", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(VerifyFact command, string id, string factId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        return FirmVersion.Reply(stream, Decide(command, factId, stream.Aggregate!, context.Person.Subject, context.Today));
    }
}
