namespace Cultivation.Ladder.Firms;

/// <summary>Records annual figures, each with its definition and source.</summary>
public sealed record SubmitFacts(SubmittedFact[] Facts)
{
    /// <summary>The figures that are new. The same value again is no event; another value for the same key must come as a correction.</summary>
    internal static List<AnnualFactSubmitted> Decide(SubmitFacts command, Firm firm, DateOnly today, Func<string> newId)
    {
        if (command.Facts.Length is 0 or > 500)
            throw new RuleBroken("fact.count");
        var events = new List<AnnualFactSubmitted>();
        foreach (var fact in command.Facts)
        {
            if (One(fact, firm, today, newId) is not { } submitted)
                continue;
            events.Add(submitted);
            firm = firm.Fold((object)submitted);
        }
        return events;
    }

    /// <summary>One figure; null where it is recorded.</summary>
    internal static AnnualFactSubmitted? One(SubmittedFact fact, Firm firm, DateOnly today, Func<string> newId)
    {
        fact.Check(firm, today);
        if (firm.Facts.FirstOrDefault(f => f.Key == fact.Key) is not { } recorded)
        {
            return new(
                newId(), firm.CreditCode, fact.FiscalYear, fact.Metric, fact.DefinitionId, fact.Value, fact.Unit, fact.SourceKind, fact.Scope,
                fact.DocumentHash);
        }
        return recorded.Value == fact.Value
            ? null
            : throw new RuleBroken("fact.already-recorded", new { fact.FiscalYear, fact.Metric, fact.DefinitionId, fact.Scope, recorded = recorded.Value });
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/firms/{id}/facts", Handle).IsCommand(Roles.CaseWorker, Roles.Supervisor).Produces<FactsRecorded>();

    private static async Task<Reply> Handle(SubmitFacts command, string id, CommandContext context, CancellationToken cancellation)
    {
        var stream = await Firm.Fetch(context, id, cancellation);
        var recorded = Decide(command, stream.Aggregate!, context.Today, context.NewId);
        stream.AppendMany(recorded);
        var facts = stream.Aggregate!.Fold(recorded).Facts;
        Fact[] asked = [.. command.Facts.Select(f => facts.Single(known => known.Key == f.Key))];
        return Reply.Ok(new FactsRecorded(recorded.Count, asked.Length - recorded.Count, asked), stream.StartingVersion + recorded.Count);
    }
}

/// <param name="Facts">Each asked for, with its id.</param>
internal sealed record FactsRecorded(int Recorded, int Unchanged, Fact[] Facts);

/// <summary>One figure.</summary>
/// <param name="Metric">What is measured, as programmes name it (<c>salesRevenue</c>).</param>
/// <param name="DefinitionId">By which definition (<c>salesRevenue.hnte195</c>): one word has several.</param>
/// <param name="Unit">One of <see cref="Units"/>.</param>
/// <param name="DocumentHash">SHA-256 of the paper behind it.</param>
public sealed record SubmittedFact(
    int FiscalYear, string Metric, string DefinitionId, decimal Value, string Unit, SourceKind SourceKind, FactScope Scope, string? DocumentHash = null)
{
    internal (int FiscalYear, string Metric, string DefinitionId, FactScope Scope) Key => (FiscalYear, Metric, DefinitionId, Scope);

    internal void Check(Firm firm, DateOnly today)
    {
        Require.Text(Metric, nameof(Metric));
        Require.Text(DefinitionId, nameof(DefinitionId));
        if (FiscalYear > today.Year || FiscalYear < firm.EstablishedOn.Year)
            throw new RuleBroken("fact.year", new { FiscalYear, Metric, firm.EstablishedOn });
        Units.Check(Unit, Value, Metric, FiscalYear);
    }
}
