using System.Diagnostics;
using System.Globalization;

namespace Cultivation.Benchmarks.Store;

/// <summary>
/// The same at 10 thousand and at 5 million stored events of 50 per stream, in turn: <c>…_10k</c> and <c>…_5m</c> against hand-written,
/// <c>…_cost</c> the cost at 5 million divided by that at 10 thousand, and that again divided by the same for hand-written.
/// </summary>
internal static class Size
{
    private const int Small = 10_000;
    private const int Large = 5_000_000;

    public static async Task RunAsync()
    {
        await using var small = await FilledAsync(Small);
        var start = Stopwatch.GetTimestamp();
        await using var large = await FilledAsync(Large);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"# 5 million events were stored in {seconds:0} s"));
        // Appends come last: until then every stream has its 50 events.
        await CompareAsync("fold_50", "fold/s", small, large, (s, n) => Fold.OursAsync(s, 1000, n), (s, n) => Fold.ByHandAsync(s, 1000, n));
        await CompareAsync("load", "load/s", small, large, (s, n) => Load.OursAsync(s, 2000, n), (s, n) => Load.ByHandAsync(s, 2000, n));
        await CompareAsync("append_8", "append/s", small, large,
            (s, n) => Append.OursAsync(s, 8, 1600, n), (s, n) => Append.ByHandAsync(s, 8, 1600, n));
        await CompareAsync("bulk", "event/s", small, large, (s, _) => Bulk.OursAsync(s, 4), (s, _) => Bulk.ByHandAsync(s, 4));
    }

    private static async Task<BenchStore> FilledAsync(int count)
    {
        var store = await BenchStore.OpenAsync();
        var fill = new Fill(store, count / 50);
        await fill.AddAsync(count);
        await fill.AddSnapshotsAsync();
        await fill.SettleAsync();
        return store;
    }

    private static async Task CompareAsync(string name, string unit, BenchStore small, BenchStore large,
        Func<BenchStore, int, Task<Measured>> ours, Func<BenchStore, int, Task<Measured>> byHand)
    {
        var rounds = await Figures.RoundsAsync(
            async () => (Small: (await ours(small, Small / 50)).PerSecond, Large: (await ours(large, Large / 50)).PerSecond),
            async () => (Small: (await byHand(small, Small / 50)).PerSecond, Large: (await byHand(large, Large / 50)).PerSecond));
        Figures.Print($"{name}_10k", unit, [.. rounds.Select(r => (r.Ours.Small, r.ByHand.Small))]);
        Figures.Print($"{name}_5m", unit, [.. rounds.Select(r => (r.Ours.Large, r.ByHand.Large))]);
        Figures.Print($"{name}_cost", "times", [.. rounds.Select(r => (r.Ours.Small / r.Ours.Large, r.ByHand.Small / r.ByHand.Large))]);
    }
}
