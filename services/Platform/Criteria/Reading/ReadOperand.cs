namespace Cultivation.Criteria;

/// <summary>Reads what a metric is compared with.</summary>
internal static class ReadOperand
{
    private const string Home = "jurisdiction";

    public static Operand Of(Node node, Operator comparison, Metric? metric, Draft draft)
    {
        var raw = node.Raw("value")!.Value;
        JsonElement[] values = raw.ValueKind is JsonValueKind.Array ? [.. raw.EnumerateArray()] : [raw];
        var days = metric?.Unit == "date";
        var operand = new Operand(
            [.. values.Select(value => days ? Day(value) : Number(value)).OfType<decimal>()],
            [.. values.Where(value => !days && value.ValueKind is JsonValueKind.String).Select(value => Code(value.GetString()!, draft))]);
        if (Fault(operand, values.Length, raw.ValueKind is JsonValueKind.Array, comparison, metric) is { } fault)
            node.Fault("value", fault);
        return operand;
    }

    private static string Code(string code, Draft draft) => code == Home ? draft.Jurisdiction ?? code : code;

    private static decimal? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDecimal(out var number) => number,
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => null,
    };

    /// <summary>A day is compared as the number of its digits, as facts of this unit are recorded: 2026-11-22 is 20261122.</summary>
    private static decimal? Day(JsonElement value) =>
        value.ValueKind is JsonValueKind.String && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.Year * 10_000 + day.Month * 100 + day.Day
            : null;

    private static string? Fault(Operand operand, int count, bool list, Operator comparison, Metric? metric) => comparison switch
    {
        _ when metric?.Unit == "date" && operand.Numbers.Length != count => "must be a day of the form 2026-11-22",
        _ when operand.Numbers.Length + operand.Codes.Length != count || (!operand.Numbers.IsEmpty && !operand.Codes.IsEmpty) =>
            "must be numbers, or true or false, or texts, and not a mixture",
        _ when count == 0 => "must not be empty",
        _ when operand.Numbers.Any(number => Math.Abs(number) > Limit(metric)) => $"must not be beyond {Limit(metric)}",
        _ when metric is SinceEstablished && operand.Numbers.Any(number => number != Math.Floor(number)) => "must be a whole number of days, months or years",
        Operator.Between when operand.Numbers is not [var low, var high] || low > high => "must be two numbers, the lower one first",
        Operator.Less or Operator.AtMost or Operator.More or Operator.AtLeast when operand.Numbers.Length != 1 || list => "must be one number",
        Operator.Equal when list => "must be one value",
        Operator.Holds or Operator.Lacks when operand.Codes.IsEmpty => "must be an id or a list of ids",
        _ when metric is not null and not StagesHeld and not Judged && metric.Unit == "code" != !operand.Codes.IsEmpty =>
            $"must be {(metric.Unit == "code" ? "text" : "a number, true or false")}, since the unit of '{metric.Id}' is {metric.Unit}",
        _ => null,
    };

    /// <summary>Keeps every product inside what a decimal holds exactly, and every day inside the calendar.</summary>
    private static decimal Limit(Metric? metric) => metric switch
    {
        SinceEstablished { Unit: "calendarDay" } => 100_000,
        SinceEstablished => 1_000,
        { Unit: "ratio" } => 1_000,
        _ => 10_000_000_000_000m,
    };
}
