namespace Cultivation.Criteria;

/// <summary>Sum over sum of the years, never a mean of yearly ratios; or the lowest year where each year must do.</summary>
public enum Share { SumOverSum, LowestYear }

/// <summary>One fact over another in the same fiscal years. A denominator of zero or below has no ratio: a person must look.</summary>
internal sealed record RatioMetric(
    string Id, Text Name, Text Text, FactDefinition Numerator, FactDefinition Denominator, FiscalYears Years, Share Share) : Metric(Id, "ratio", Name, Text)
{
    public override ImmutableArray<FactDefinition> Reads => [Numerator, Denominator];

    internal override Measurement Measure(Question question)
    {
        var years = Years.Before(question);
        var above = question.Series(Numerator, years, out var missingAbove);
        var below = question.Series(Denominator, years, out var missingBelow);
        if (years.IsEmpty)
            return Measurement.Unknown(Reasons.NoFiscalYear);
        if (above is null && below is null)
            return Measurement.Unknown(Reasons.All([missingAbove, missingBelow]));
        if (above is null || below is null)
            return Measurement.Unknown(above is null ? missingAbove : missingBelow);
        return Share is Share.SumOverSum ? Over(above.Sum(), below.Sum()) : Lowest(above, below);
    }

    private Measurement Lowest(decimal[] above, decimal[] below)
    {
        if (below.Any(value => value <= 0))
            return Measurement.NeedsPerson(Reasons.NoDenominator(Denominator));
        var lowest = 0;
        for (var year = 1; year < above.Length; year++)
            if (above[year] * below[lowest] < above[lowest] * below[year])
                lowest = year;
        return Over(above[lowest], below[lowest]);
    }

    private Measurement Over(decimal above, decimal below) => below > 0
        ? Measurement.Of(new Ratio(above, below, Numerator.Unit))
        : Measurement.NeedsPerson(Reasons.NoDenominator(Denominator));
}
