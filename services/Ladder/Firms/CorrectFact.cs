namespace Cultivation.Ladder.Firms;

/// <summary>Replaces a wrong figure. Evaluations made before keep the old value; new ones use the new value.</summary>
public sealed record CorrectFact(decimal NewValue, FreeText Reason, DateOnly CorrectedOn)
{
    internal static object[] Decide(CorrectFact command, string factId, Firm firm, DateOnly today)
    {
        var fact = firm.Facts.SingleOrDefault(f => f.Id == factId) ?? throw new RuleBroken("fact.unknown", new { factId });
        Require.Text(command.Reason, nameof(Reason));
        Units.Check(fact.Unit, command.NewValue, fact.Metric, fact.FiscalYear);
        if (command.CorrectedOn > today)
            throw new RuleBroken("fact.corrected-in-future", new { command.CorrectedOn });
        return fact.Value == command.NewValue
            ? []
            : [new AnnualFactCorrected(
                fact.Id, firm.CreditCode, fact.FiscalYear, fact.Metric, fact.Value, command.NewValue, command.Reason, command.CorrectedOn)];
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/facts/{factId}/corrections", Handle).IsEdit(Roles.CaseWorker, Roles.Supervisor).Produces<FirmVersion>();

    private static async Task<Reply> Handle(CorrectFact command, string id, string factId, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        return FirmVersion.Reply(stream, Decide(command, factId, stream.Aggregate!, context.Today));
    }
}
