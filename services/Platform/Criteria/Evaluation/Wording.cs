namespace Cultivation.Criteria;

/// <summary>Sentences for a roadmap, in both languages, with numbers as people write them.</summary>
internal static class Wording
{
    public static Text Missing(CriterionResult criterion, Reach reach) => reach switch
    {
        Reach.Supply or Reach.Ask => new($"{Subject(criterion).Zh}:{criterion.Reason!.Zh}", $"{Subject(criterion).En}: {criterion.Reason!.En}"),
        Reach.Wait => Waiting(criterion, criterion.MetOn!.Value),
        Reach.Grow => Short(criterion, criterion.Threshold!),
        _ => criterion.Reason is { } reason
            ? new($"{Subject(criterion).Zh}:{reason.Zh}", $"{Subject(criterion).En}: {reason.En}")
            : new($"不符合:{criterion.Text.Zh}", $"Not so: {criterion.Text.En}"),
    };

    public static Text NotApplicable(Test when) => new($"仅适用于{when.Metric.Name.Zh}为{Asked(when).Zh}的情形", $"it applies only where {when.Metric.Name.En} is {Asked(when).En}");

    /// <summary>A test that was met, with the value: "sales of the last year 50,000,000 yuan, at most 50,000,000 yuan".</summary>
    public static Text Condition(Test test, Comparison comparison)
    {
        var value = comparison.Measured.Quantity is { } quantity ? Numbers.Format(quantity.Value, quantity.Unit, null) : Plain(string.Join(",", comparison.Measured.Codes!));
        return new($"{test.Metric.Name.Zh}为{value.Zh},{Asked(test).Zh}", $"{test.Metric.Name.En} is {value.En}, {Asked(test).En}");
    }

    private static Text Waiting(CriterionResult criterion, DateOnly day) => new(
        $"{Subject(criterion).Zh}:{day:yyyy年M月d日}起符合", $"{Subject(criterion).En}: met from {day:yyyy-MM-dd}");

    private static Text Short(CriterionResult criterion, Threshold threshold)
    {
        var value = Numbers.Format(criterion.Value!.Value, threshold.Unit, threshold.Numbers[0]);
        var gap = Numbers.Difference(criterion.ShortBy!.Value, threshold.Unit);
        var asked = Phrase(threshold.Operator, threshold.Numbers, [], threshold.Unit);
        var amount = criterion is { Amount: { } more, AmountUnit: { } unit } ? Numbers.Format(Numbers.Rounded(more), unit, null) : null;
        return new(
            $"{Subject(criterion).Zh}:现为{value.Zh},要求{asked.Zh},相差{gap.Zh}" + (amount is null ? "" : $",约合{amount.Zh}"),
            $"{Subject(criterion).En}: it is {value.En}, {asked.En} is asked for, {gap.En} away" + (amount is null ? "" : $", about {amount.En}"));
    }

    private static Text Subject(CriterionResult criterion) => criterion.Term is { } term ? new(term, criterion.Text.En) : criterion.Text;

    private static Text Asked(Test test) => Phrase(test.Operator, test.Value!.Numbers, test.Value.Codes, test.Metric.Unit);

    private static Text Phrase(Operator op, ImmutableArray<decimal> numbers, ImmutableArray<string> codes, string unit)
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
