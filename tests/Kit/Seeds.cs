using System.Diagnostics;
using System.Globalization;

namespace Cultivation.Kit;

/// <summary>Runs, each from a seed of its own that is printed; CULTIVATION_SEED=N runs that one alone.</summary>
public static class Seeds
{
    /// <param name="runs">How many.</param>
    /// <param name="run">Answers what it saw, in a few words.</param>
    public static async Task EachAsync(int runs, Action<string> say, Func<int, Task<string>> run)
    {
        int[] chosen = Environment.GetEnvironmentVariable("CULTIVATION_SEED") is { Length: > 0 } one
            ? [int.Parse(one, CultureInfo.InvariantCulture)] : [.. Enumerable.Range(Random.Shared.Next(1_000_000), runs)];
        foreach (var seed in chosen)
        {
            var clock = Stopwatch.StartNew();
            try
            {
                var saw = await run(seed);
                say($"seed {seed}: {saw}, {clock.ElapsedMilliseconds} ms");
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"seed {seed} (CULTIVATION_SEED={seed} repeats it): {failure.Message}", failure);
            }
        }
    }
}
