using Cultivation.Ladder.Cases;

namespace Cultivation.Ladder.Firms;

/// <summary>A name and the day from which the firm had it.</summary>
public sealed record NameHeld(string Name, DateOnly From);

/// <summary>An annual figure of a firm, with its definition and source, at its latest value.</summary>
/// <param name="VerifiedOn">Day on which a person checked this value; null where nobody did.</param>
public sealed record Fact(
    string Id, int FiscalYear, string Metric, string DefinitionId, decimal Value, string Unit, SourceKind SourceKind, FactScope Scope, string? DocumentHash,
    DateOnly? VerifiedOn = null, string? VerifiedBy = null)
{
    internal (int FiscalYear, string Metric, string DefinitionId, FactScope Scope) Key => (FiscalYear, Metric, DefinitionId, Scope);

    internal static Fact Of(AnnualFactSubmitted e) =>
        new(e.FactId, e.FiscalYear, e.Metric, e.DefinitionId, e.Value, e.Unit, e.SourceKind, e.Scope, e.DocumentHash);
}

/// <summary>What the district last said of the firm for a stage that others grant.</summary>
public sealed record Recommendation(string StageId, CaseDecision Decision, DateOnly On);
