using JasperFx.Events;

namespace Cultivation.Ladder.Targets;

// Stored for ever in the stream targets:{year}: add, never rename.

/// <summary>
/// A paper set a target for a year. A later paper sets another one for the same year; both stay true (DOMAIN 4, no. 5).
/// </summary>
/// <param name="Indicator">As the paper names it.</param>
/// <param name="Unit">As printed: 家 or 家次.</param>
/// <param name="Of">Ids of stages or kinds of title that are counted.</param>
/// <param name="PublishedOn">Day of the paper, from which it governs.</param>
public sealed record TargetSet(
    string TargetId, string Indicator, int Year, TargetOperator Operator, decimal Value, string Unit, CountBasis Basis, string[] Of, string DocumentRef,
    DateOnly PublishedOn, string SetBy);

public enum TargetOperator { AtLeast, MoreThan }

/// <summary>家 counts firms on a day or new in the year, 家次 counts awards; they are never added up.</summary>
public enum CountBasis { Stock, NewInYear, CumulativeAwards }

/// <summary>All targets for one year, in the order in which they were recorded.</summary>
public sealed record TargetsOfYear
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public TargetSet[] All { get; init; } = [];

    internal static string Key(int year) => $"targets:{year}";

    /// <summary>A year that a paper may plan for.</summary>
    internal static bool Takes(int year) => year is >= 1949 and <= 2100;

    public TargetsOfYear Evolve(IEvent happened) => happened.Data is TargetSet set ? this with { Id = happened.StreamKey!, All = [.. All, set] } : this;
}
