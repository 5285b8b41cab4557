namespace Cultivation.Criteria;

/// <summary>Finds recorded facts by their definition, and notes what was looked at and why a fact did not count.</summary>
internal static class FactLookup
{
    private const decimal Limit = 10_000_000_000_000m;

    /// <summary>The value of every year, or null where one is missing; <paramref name="missing"/> then says which.</summary>
    public static decimal[]? Series(this Question question, FactDefinition definition, ImmutableArray<int> years, out Text missing)
    {
        var values = new decimal[years.Length];
        var gaps = new List<Text>();
        for (var index = 0; index < years.Length; index++)
            if (question.Find(definition, years[index], out var gap) is { } fact)
                values[index] = fact.Value;
            else
                gaps.Add(gap!);
        missing = gaps.Count == 0 ? Reasons.NoFiscalYear : Reasons.All(gaps);
        return gaps.Count == 0 && years.Length > 0 ? values : null;
    }

    /// <summary>The newest fact up to the year of the day asked about.</summary>
    public static Fact? Newest(this Question question, FactDefinition definition, out Text? missing)
    {
        var years = question.Subject.Facts
            .Where(fact => fact.Metric == definition.Fact && fact.FiscalYear <= question.AsOf.Year && Fault(fact, definition) is null);
        return question.Find(definition, years.Select(fact => fact.FiscalYear).DefaultIfEmpty(question.AsOf.Year).Max(), out missing);
    }

    public static Fact? Find(this Question question, FactDefinition definition, int year, out Text? missing)
    {
        Fact? found = null;
        Fact? unusable = null;
        foreach (var fact in question.Subject.Facts)
            if (fact.FiscalYear == year && fact.Metric == definition.Fact)
                if (Fault(fact, definition) is null)
                    found = fact;
                else
                    unusable = fact;
        missing = found is not null ? null : Reasons.NoFact(definition, year, unusable is null ? null : Fault(unusable, definition));
        question.Inputs.Add(found is not null
            ? new(definition.Fact, year, definition.Id, found.Value, null, definition.Unit, found.Reference)
            : new(
                definition.Fact, year, unusable?.DefinitionId ?? definition.Id, unusable?.Value, null, unusable?.Unit ?? definition.Unit,
                unusable?.Reference, missing));
        return found;
    }

    private static Text? Fault(Fact fact, FactDefinition definition) => fact switch
    {
        _ when fact.DefinitionId != definition.Id => Reasons.OtherDefinition(fact, definition),
        _ when fact.Scope != "legalPerson" => Reasons.GroupScope,
        _ when fact.Unit != definition.Unit => Reasons.OtherUnit(fact, definition),
        _ when Math.Abs(fact.Value) >= Limit => Reasons.OutOfRange,
        _ => null,
    };
}
