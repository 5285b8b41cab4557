namespace Cultivation.Criteria;

/// <summary>A test as people say it: "revenue at most 30,000,000 yuan".</summary>
internal static class TestWords
{
    /// <summary>The metric and what is asked of it, band by band where there are several.</summary>
    public static Text Of(Test test)
    {
        if (test.Value is { } value)
            return Said(test, value);
        var bands = test.Bands.Select(band => (When: band.When is null ? new Text("其他情形", "otherwise") : Of(band.When), Then: Said(test, band.Value))).ToList();
        return new(string.Join(";", bands.Select(band => $"{band.When.Zh}时{band.Then.Zh}")), string.Join("; ", bands.Select(band => $"{band.When.En}: {band.Then.En}")));
    }

    /// <summary>What is asked alone; null where that differs from case to case.</summary>
    public static Text? Asked(Test test) => test.Value is { } value ? Wording.Phrase(test.Operator, value.Numbers, value.Codes, test.Metric.Unit) : null;

    private static Text Said(Test test, Operand value)
    {
        var asked = Wording.Phrase(test.Operator, value.Numbers, value.Codes, test.Metric.Unit);
        var (name, ranked) = (test.Metric.Name, test.Operator is Operator.Less or Operator.AtMost or Operator.More or Operator.AtLeast);
        return test.Operator switch
        {
            _ when ranked => new($"{name.Zh}{asked.Zh}", $"{name.En} {asked.En}"),
            Operator.Lacks => new($"{name.Zh}不含{asked.Zh}", $"{name.En} without {asked.En}"),
            _ => new($"{name.Zh}为{asked.Zh}", $"{name.En} is {asked.En}"),
        };
    }
}
