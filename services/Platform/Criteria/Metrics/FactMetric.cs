namespace Cultivation.Criteria;

/// <summary>Which year's fact is meant: the last fiscal year before the filing, the filing year (states of today), or the newest recorded.</summary>
public enum FactYear { LastYear, ThisYear, Latest }

/// <summary>How the values of several years become one.</summary>
public enum Take { Sum, Lowest, Mean }

/// <summary>A recorded fact of one year, or the sum, mean or lowest of several.</summary>
/// <param name="Codes">For a fact of unit code: what its numbers stand for; without it the number itself is the code.</param>
internal sealed record FactMetric(
    string Id, string Unit, Text Name, Text Text, FactDefinition Definition, FactYear Year, FiscalYears? Years, Take Take,
    IReadOnlyDictionary<string, string> Codes) : Metric(Id, Unit, Name, Text)
{
    public override ImmutableArray<FactDefinition> Reads => [Definition];

    internal override Measurement Measure(Question question) => Years is null ? One(question) : Several(question, Years);

    private Measurement One(Question question)
    {
        Text? missing;
        var fact = Year switch
        {
            FactYear.LastYear => question.Find(Definition, question.AsOf.Year - 1, out missing),
            FactYear.ThisYear => question.Find(Definition, question.AsOf.Year, out missing),
            _ => question.Newest(Definition, out missing),
        };
        if (fact is null)
            return Measurement.Unknown(missing!);
        if (Unit != "code")
            return Measurement.Of(new Plain(fact.Value, Unit));
        var code = fact.Value.ToString("0.#", CultureInfo.InvariantCulture);
        return Measurement.Of(Codes.GetValueOrDefault(code, code));
    }

    private Measurement Several(Question question, FiscalYears years)
    {
        if (question.Series(Definition, years.Before(question), out var missing) is not { } values)
            return Measurement.Unknown(missing);
        return Measurement.Of(Take switch
        {
            Take.Sum => new Plain(values.Sum(), Unit),
            Take.Lowest => new Plain(values.Min(), Unit),
            _ => new Ratio(values.Sum(), values.Length, Unit) { Unit = Unit },
        });
    }
}
