namespace Cultivation.Console.Shared;

/// <summary>A criterion, answered, as Ladder gives it.</summary>
/// <param name="Result">met, unmet, unknown, needsPerson or notApplicable.</param>
/// <param name="MayDecide">It is documented, or confirmed.</param>
public sealed record Criterion(
    string Id, Text Text, string Result, Text? MetricName, decimal? Value, string? Unit, Threshold? Threshold, decimal? ShortBy,
    Text? Reason, Citation? Source, bool MayDecide, Criterion[] Parts);

/// <summary>What a value was compared with.</summary>
public sealed record Threshold(string Operator, decimal[] Numbers, string Unit);

/// <summary>The document and article that a criterion is taken from.</summary>
public sealed record Citation(string Ref, string DocNo, string? Article);
