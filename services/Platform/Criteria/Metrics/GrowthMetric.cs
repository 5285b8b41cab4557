namespace Cultivation.Criteria;

/// <summary>Compound: (last / first)^(1/intervals) - 1. Average: the mean of the yearly rates.</summary>
public enum GrowthMethod { Compound, Average }

/// <summary>
/// Growth up to the last fiscal year over a number of yearly intervals (two intervals read three years). A younger firm uses the years it has
/// operated. With a base of zero or below, or with a single year, growth is not defined and a person must look: it is neither unmet nor met.
/// </summary>
internal sealed record GrowthMetric(
    string Id, Text Name, Text Text, FactDefinition Definition, int Intervals, bool ShorterLife, GrowthMethod Method) : Metric(Id, "ratio", Name, Text)
{
    public override ImmutableArray<FactDefinition> Reads => [Definition];

    internal override Measurement Measure(Question question)
    {
        var years = new FiscalYears(Intervals + 1, ShorterLife).Before(question);
        if (question.Series(Definition, years, out var missing) is not { } values)
            return Measurement.Unknown(missing);
        if (values.Length < 2)
            return Measurement.NeedsPerson(Reasons.OneYearOnly);
        if ((Method is GrowthMethod.Compound ? values[..1] : values[..^1]).Any(value => value <= 0))
            return Measurement.NeedsPerson(Reasons.NoBase(Definition));
        return Measurement.Of(Method is GrowthMethod.Compound
            ? new CompoundGrowth(values[0], values[^1], values.Length - 1, Definition.Unit)
            : new AverageGrowth([.. values]));
    }
}
