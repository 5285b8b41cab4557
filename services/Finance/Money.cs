using Cultivation.Hosting;

namespace Cultivation.Finance;

/// <summary>Amounts in yuan with at most two decimals (分), as decimals throughout.</summary>
internal static class Money
{
    /// <summary>More than any district lends or pays at once: what lies above is a slip of the keyboard.</summary>
    public const decimal Most = 100_000_000_000m;

    /// <exception cref="RuleBroken"><c>money.amount</c>: not above zero, too large, or with a fraction of a fen.</exception>
    public static void Check(decimal amount, string field, bool zero = false)
    {
        if (amount < 0 || (amount == 0 && !zero) || amount > Most || decimal.Round(amount, 2) != amount)
            throw new RuleBroken("money.amount", new { field, amount });
    }

    /// <summary>To the nearest fen; half a fen goes up. Always with two decimals.</summary>
    public static decimal ToFen(decimal exact) => decimal.Round(exact, 2, MidpointRounding.AwayFromZero) + 0.00m;

    /// <summary>
    /// Parts of an amount by weights. Each part is its share rounded down to the fen; the fen that are left go to the largest fractions, the first
    /// of equals first. So the parts sum to the amount exactly, and none differs from its share by a fen or more.
    /// </summary>
    public static decimal[] Split(decimal amount, IReadOnlyList<decimal> weights)
    {
        var (fen, whole) = (amount * 100, weights.Sum());
        var exact = weights.Select(weight => fen * weight / whole).ToArray();
        var parts = exact.Select(decimal.Floor).ToArray();
        foreach (var at in Enumerable.Range(0, parts.Length).OrderByDescending(i => exact[i] - parts[i]).Take((int)(fen - parts.Sum())))
            parts[at]++;
        return [.. parts.Select(part => part / 100 + 0.00m)];
    }
}
