using System.Globalization;

namespace Cultivation.Ladder.Firms;

/// <summary>The units in which figures are recorded, as programmes name them, and what a figure in each can be.</summary>
internal static class Units
{
    private static readonly Dictionary<string, Func<decimal, bool>> Possible = new(StringComparer.Ordinal)
    {
        // Decimal yuan or dollars. Profit and equity may be below zero; ten thousand billion is nobody's figure.
        ["CNY"] = value => Math.Abs(value) < 10_000_000_000_000m,
        ["USD"] = value => Math.Abs(value) < 10_000_000_000_000m,
        // Heads may be means of months, so they need not be whole.
        ["person"] = value => value is >= 0 and < 10_000_000,
        ["count"] = value => value is >= 0 and < 10_000_000 && decimal.IsInteger(value),
        ["point"] = value => value is >= 0 and <= 1_000,
        // A growth rate may be below zero or above one.
        ["ratio"] = value => Math.Abs(value) <= 1_000,
        ["year"] = value => value is >= 0 and < 1_000,
        ["month"] = value => value is >= 0 and < 12_000,
        ["yesNo"] = value => value is 0 or 1,
        // A number of a code list, such as a division.
        ["code"] = value => value is >= 0 and < 1_000_000_000_000 && decimal.IsInteger(value),
        // The digits of a day: 20261122.
        ["date"] = value => decimal.IsInteger(value) && DateOnly.TryParseExact($"{value:0}", "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
    };

    public static void Check(string unit, decimal value, string metric, int fiscalYear)
    {
        if (!Possible.TryGetValue(unit, out var possible))
            throw new RuleBroken("fact.unit-unknown", new { metric, unit, units = Possible.Keys });
        if (!possible(value))
            throw new RuleBroken("fact.value-impossible", new { metric, fiscalYear, unit, value });
    }
}
