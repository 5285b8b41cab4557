using System.Diagnostics;
using System.Globalization;

namespace Cultivation.EventStore.Tests.NeverSkips;

/// <summary>Twenty runs, each from a seed of its own that is printed; CULTIVATION_SEED=N runs that one alone.</summary>
internal static class Seeds
{
    private const int Runs = 20;

    private static readonly int[] Chosen =
        Environment.GetEnvironmentVariable("CULTIVATION_SEED") is { Length: > 0 } one
            ? [int.Parse(one, CultureInfo.InvariantCulture)] : [.. Enumerable.Range(Random.Shared.Next(1_000_000), Runs)];

    /// <param name="run">Answers how many events were followed.</param>
    public static async Task EachAsync(ITestOutputHelper output, Func<int, Task<int>> run)
    {
        var followed = 0;
        foreach (var seed in Chosen)
        {
            var clock = Stopwatch.StartNew();
            try
            {
                var events = await run(seed);
                followed += events;
                output.WriteLine($"seed {seed}: {events} events, nothing skipped, inverted or twice, {clock.ElapsedMilliseconds} ms");
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"seed {seed} (CULTIVATION_SEED={seed} repeats it): {failure.Message}", failure);
            }
        }
        output.WriteLine($"{Chosen.Length} seeds, {followed} events");
    }
}
