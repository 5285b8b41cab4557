namespace Cultivation.Finance.Eligibility.Figures;

/// <summary>An annual figure of a firm that some product's rule reads, at its latest value.</summary>
/// <param name="FactId">The ladder's id, which stays through corrections.</param>
/// <param name="Metric">What is measured, as the ladder's programmes name it.</param>
/// <param name="DefinitionId">By which definition: one word has several.</param>
/// <param name="Scope"><c>legalPerson</c> or <c>consolidated</c>.</param>
/// <param name="KnownOn">The day on which the ladder recorded it: it makes a firm eligible from then on only, whatever year it is of.</param>
/// <param name="Ref">The ladder's change, <c>ladder:{epoch}-{position}</c>.</param>
public sealed record Figure(
    string FactId, int FiscalYear, string Metric, string DefinitionId, decimal Value, string Unit, string SourceKind, string Scope, DateOnly KnownOn, string Ref)
{
    /// <summary>On what eligibility by it rests.</summary>
    internal Basis Start => new("figureRecorded", Ref);

    internal Criteria.Fact ToFact() => new(FiscalYear, Metric, DefinitionId, Value, Unit, SourceKind, Scope, FactId);
}

/// <summary>A figure that a product's rule reads is known.</summary>
public sealed record FigureLearnt(Figure Figure);

/// <summary>A figure was wrong, from the day on which it was recorded.</summary>
/// <param name="Ref">The ladder's change, <c>ladder:{epoch}-{position}</c>.</param>
public sealed record FigureCorrected(string FactId, string Metric, decimal Value, string Ref);

/// <summary>A figure had been recorded by mistake: there is none.</summary>
/// <param name="Ref">The ladder's change, <c>ladder:{epoch}-{position}</c>.</param>
public sealed record FigureAnnulled(string FactId, string Metric, string Ref);
