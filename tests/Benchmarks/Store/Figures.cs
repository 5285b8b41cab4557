using System.Diagnostics;
using System.Globalization;

namespace Cultivation.Benchmarks.Store;

/// <param name="PerSecond">Operations, or events, per second.</param>
/// <param name="Bytes">Allocated by this process for each of them.</param>
/// <param name="Cpu">Microseconds of processor time that this process, without the database, spent on each.</param>
internal readonly record struct Measured(double PerSecond, double Bytes, double Cpu);

/// <summary>
/// Runs ours and the hand-written code in turn, eleven short rounds of each after one that warms up, and prints
/// <c>name value unit ratio</c>: the median of ours, and the median over the rounds of ours divided by hand-written. Of a rate more is better, of bytes and time less.
/// </summary>
internal static class Figures
{
    private const int Rounds = 11;

    public static async Task RateAsync(string name, string unit, Func<Task<Measured>> ours, Func<Task<Measured>> byHand)
    {
        var rounds = await RoundsAsync(ours, byHand);
        Print(name, unit, [.. rounds.Select(r => (r.Ours.PerSecond, r.ByHand.PerSecond))]);
        Print($"{name}_allocated", "B", [.. rounds.Select(r => (r.Ours.Bytes, r.ByHand.Bytes))]);
        Print($"{name}_processor", "µs", [.. rounds.Select(r => (r.Ours.Cpu, r.ByHand.Cpu))]);
    }

    public static async Task<(T Ours, T ByHand)[]> RoundsAsync<T>(Func<Task<T>> ours, Func<Task<T>> byHand)
    {
        await ours();
        await byHand();
        var rounds = new (T, T)[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            // Who comes first changes, so that neither always finds what the other left.
            var other = round % 2 == 0 ? default : await byHand();
            var own = await ours();
            rounds[round] = (own, round % 2 == 0 ? await byHand() : other!);
        }
        return rounds;
    }

    public static void Print(string name, string unit, (double Ours, double ByHand)[] rounds)
    {
        var (value, ratio) = (Median(rounds.Select(r => r.Ours)), Median(rounds.Select(r => r.Ours / r.ByHand)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.##} {unit} {ratio:0.00}"));
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>So many operations by so many workers, each of which waits for one before it begins the next.</summary>
    /// <param name="operation">Is given the worker's number and that of the operation.</param>
    /// <param name="each">How many events an operation counts for.</param>
    public static Task<Measured> WorkAsync(int workers, int operations, Func<int, int, Task> operation, int each = 1) =>
        TimeAsync(operations * each, () => Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            for (var n = worker; n < operations; n += workers)
                await operation(worker, n);
        }))));

    public static async Task<Measured> TimeAsync(int count, Func<Task> work)
    {
        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var processor = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        await work();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        processor = Environment.CpuUsage.TotalTime - processor;
        return new(count / seconds, (double)(GC.GetTotalAllocatedBytes(precise: true) - bytes) / count, processor.TotalMicroseconds / count);
    }
}
