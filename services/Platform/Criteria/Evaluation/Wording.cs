namespace Cultivation.Criteria;

/// <summary>Sentences for a roadmap, in both languages, with numbers as people write them.</summary>
internal static class Wording
{
    public static Text Missing(CriterionResult criterion, Reach reach)
    {
        var said = Say(criterion, reach);
        return said with { En = char.ToUpperInvariant(said.En[0]) + said.En[1..] };
    }

    private static Text Say(CriterionResult criterion, Reach reach) => reach switch
    {
        Reach.Supply or Reach.Ask => new($"{Subject(criterion).Zh}:{criterion.Reason!.Zh}", $"{Subject(criterion).En}: {criterion.Reason!.En}"),
        Reach.Wait => Waiting(criterion, criterion.MetOn!.Value),
        Reach.Grow => Short(criterion, criterion.Threshold!),
        _ => criterion.Reason is { } reason
            ? new($"{Subject(criterion).Zh}:{reason.Zh}", $"{Subject(criterion).En}: {reason.En}")
            : new($"不符合:{criterion.Text.Zh}", $"Not so: {criterion.Text.En}"),
    };

    public static Text NotApplicable(Test when) => new(
        $"仅适用于{when.Metric.Name.Zh}为{Asked(when).Zh}的情形",
        $"it applies only where {when.Metric.Name.En} is {Asked(when).En}");

    /// <summary>A test that was met, with the value: "sales of the last year 50,000,000 yuan, at most 50,000,000 yuan".</summary>
    public static Text Condition(Test test, Comparison comparison)
    {
        var value = comparison.Measured.Quantity is { } quantity
            ? Numbers.Format(quantity.Value, quantity.Unit, null)
            : Plain(string.Join(",", comparison.Measured.Codes!));
        return new($"{test.Metric.Name.Zh}为{value.Zh},{Asked(test).Zh}", $"{test.Metric.Name.En} is {value.En}, {Asked(test).En}");
    }

    private static Text Waiting(CriterionResult criterion, DateOnly day) => new(
        $"{Subject(criterion).Zh}:{day:yyyy年M月d日}起符合", $"{Subject(criterion).En}: met from {day:yyyy-MM-dd}");

    private static Text Short(CriterionResult criterion, Threshold threshold)
    {
        var low = criterion.Value < threshold.Numbers[^1] && (threshold.Numbers.Length == 1 || criterion.Value < threshold.Numbers[0]);
        var missed = low || threshold.Operator is Operator.More ? threshold.Numbers[0] : threshold.Numbers[^1];
        var value = Numbers.Format(criterion.Value!.Value, threshold.Unit, missed);
        var name = criterion.MetricName!;
        if (threshold.Operator is Operator.More or Operator.Less && criterion.ShortBy == 0)
        {
            var asked = Phrase(threshold.Operator, threshold.Numbers, [], threshold.Unit);
            return new($"{name.Zh}为{value.Zh},要求{asked.Zh}", $"{name.En} is {value.En}, and {asked.En} is asked for");
        }
        var limit = Numbers.Format(missed, threshold.Unit, null);
        var gap = Numbers.Difference(criterion.ShortBy!.Value, threshold.Unit);
        var amount = Amount(criterion, low);
        return low
            ? new($"{name.Zh}为{value.Zh},比要求的{limit.Zh}低{gap.Zh}{amount.Zh}", $"{name.En} is {value.En}, {gap.En} short of {limit.En}{amount.En}")
            : new($"{name.Zh}为{value.Zh},比上限{limit.Zh}高{gap.Zh}{amount.Zh}", $"{name.En} is {value.En}, {gap.En} above {limit.En}{amount.En}");
    }

    private static Text Amount(CriterionResult criterion, bool low)
    {
        if (criterion is not { Amount: { } more, AmountUnit: { } unit })
            return Plain("");
        var amount = Numbers.Format(Numbers.Rounded(more), unit, null);
        var years = criterion.Inputs.Select(input => input.Year).Distinct().Count();
        return new(
            $":{(years > 1 ? $"{years}年合计" : "")}约需{(low ? "增加" : "减少")}{amount.Zh}",
            $": about {amount.En} {(low ? "more" : "less")}{(years > 1 ? $" over the {years} years" : "")}");
    }

    private static Text Subject(CriterionResult criterion) => criterion.Term is { } term ? new(term, criterion.Text.En) : criterion.Text;

    private static Text Asked(Test test) => Phrase(test.Operator, test.Value!.Numbers, test.Value.Codes, test.Metric.Unit);

    public static Text Phrase(Operator op, ImmutableArray<decimal> numbers, ImmutableArray<string> codes, string unit)
    {
        if (numbers.IsEmpty)
            return Plain(string.Join("/", codes));
        var first = Numbers.Format(numbers[0], unit, null);
        return op switch
        {
            Operator.Less => new($"低于{first.Zh}", $"less than {first.En}"),
            Operator.AtMost => new($"不超过{first.Zh}", $"at most {first.En}"),
            Operator.More => new($"超过{first.Zh}", $"more than {first.En}"),
            Operator.AtLeast => new($"不低于{first.Zh}", $"at least {first.En}"),
            Operator.Between => new($"{first.Zh}至{Numbers.Format(numbers[1], unit, null).Zh}", $"{first.En} to {Numbers.Format(numbers[1], unit, null).En}"),
            _ => first,
        };
    }

    private static Text Plain(string text) => new(text, text);
}
