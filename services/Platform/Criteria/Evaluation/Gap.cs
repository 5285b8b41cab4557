namespace Cultivation.Criteria;

/// <summary>By how much an unmet test is missed, and when time alone closes the gap.</summary>
internal readonly record struct Gap(decimal? ShortBy, decimal? Amount, string? AmountUnit, DateOnly? MetOn)
{
    public static Gap Of(Test test, Comparison comparison, Question question)
    {
        if (comparison is not { Result: Result.Unmet, Measured.Quantity: { Unit: not ("yesNo" or "date") } quantity, Threshold: { } threshold })
            return default;
        if (Missed(test.Operator, quantity, threshold.Numbers) is not { } missed)
            return default;
        var metOn = quantity.CompareTo(missed) < 0 || test.Operator is Operator.More ? quantity.ReachedOn(missed) : null;
        if (test.Operator is Operator.More)
            metOn = metOn?.AddDays(1);
        return new(Math.Abs(missed - quantity.Value), quantity.Amount(missed), quantity.AmountUnit, metOn > question.AsOf ? metOn : null);
    }

    /// <summary>The end of the threshold that was missed; null for operators that have no direction.</summary>
    private static decimal? Missed(Operator op, Quantity quantity, ImmutableArray<decimal> numbers) => op switch
    {
        Operator.Less or Operator.AtMost or Operator.More or Operator.AtLeast => numbers[0],
        Operator.Between => quantity.CompareTo(numbers[0]) < 0 ? numbers[0] : numbers[1],
        _ => null,
    };
}
