using System.Globalization;

namespace Cultivation.Benchmarks;

/// <summary>What the figures must reach: each that is missed is said in a sentence at the end, and the benchmark ends with 1.</summary>
internal static class Bounds
{
    private static readonly List<string> Missed = [];

    /// <param name="what">The figure in words, as a sentence begins.</param>
    public static void Below(string what, double value, double bound, string unit)
    {
        if (value >= bound)
            Missed.Add(string.Create(CultureInfo.InvariantCulture, $"{what} is {value:0.00} {unit} and must be below {bound:0.##}."));
    }

    /// <returns>How the program ends: 0 where all were reached.</returns>
    public static int Said()
    {
        Missed.ForEach(Console.Error.WriteLine);
        return Missed.Count == 0 ? 0 : 1;
    }
}
