namespace Cultivation.Criteria;

/// <summary>A measurement against the threshold that applies.</summary>
/// <param name="Threshold">The operand that applied; null where no band did or where nothing could be measured.</param>
internal readonly record struct Comparison(Result Result, Measurement Measured, Operand? Threshold, Text? Why, Text? Reason)
{
    public static Comparison Of(Test test, Question question)
    {
        var measured = test.Metric.Measure(question);
        var (threshold, why, open) = Choose(test, question);
        if (measured.Reason is not null)
            return new(measured.Instead, measured, threshold, why, measured.Reason);
        if (threshold is null)
            return new(open.Result, measured, null, null, open.Reason);
        return new(Holds(test.Operator, measured, threshold) ? Result.Met : Result.Unmet, measured, threshold, why, null);
    }

    /// <summary>Compares a value that a person gave; null where the test is not one of numbers.</summary>
    public static Result? OfJudged(Test test, decimal value, Question question)
    {
        var (threshold, _, _) = Choose(test, question);
        return threshold is null || threshold.Numbers.IsEmpty
            ? null
            : Holds(test.Operator, Measurement.Of(new Plain(value, test.Metric.Unit)), threshold) ? Result.Met : Result.Unmet;
    }

    /// <summary>The single threshold, or the one of the first band whose test is met. A band that cannot be tested leaves the choice open.</summary>
    private static (Operand? Threshold, Text? Why, (Result Result, Text Reason) Open) Choose(Test test, Question question)
    {
        if (test.Value is not null)
            return (test.Value, null, default);
        foreach (var band in test.Bands)
        {
            if (band.When is null)
                return (band.Value, new("其他情形", "otherwise"), default);
            var fits = Of(band.When, question);
            if (fits.Result is Result.Met)
                return (band.Value, Wording.Condition(band.When, fits), default);
            if (fits.Result is not Result.Unmet)
                return (null, null, (fits.Result, fits.Reason!));
        }
        return (null, null, (Result.NeedsPerson, Reasons.NoBand));
    }

    private static bool Holds(Operator op, Measurement measured, Operand threshold) => threshold.Numbers.IsEmpty
        ? (op is Operator.Lacks) != measured.Codes!.Any(threshold.Codes.Contains)
        : Holds(op, measured.Quantity!, threshold.Numbers);

    private static bool Holds(Operator op, Quantity quantity, ImmutableArray<decimal> numbers) => op switch
    {
        Operator.Less => quantity.CompareTo(numbers[0]) < 0,
        Operator.AtMost => quantity.CompareTo(numbers[0]) <= 0,
        Operator.More => quantity.CompareTo(numbers[0]) > 0,
        Operator.AtLeast => quantity.CompareTo(numbers[0]) >= 0,
        Operator.Between => quantity.CompareTo(numbers[0]) >= 0 && quantity.CompareTo(numbers[1]) <= 0,
        _ => numbers.Any(number => quantity.CompareTo(number) == 0),
    };
}
