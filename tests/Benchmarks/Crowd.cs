using Cultivation.Kit;

namespace Cultivation.Benchmarks;

/// <summary>One person does the work of many while things are made ready.</summary>
internal static class Crowd
{
    /// <summary>A house whose gateway lets a person ask so often.</summary>
    /// <param name="more">Environment variables.</param>
    public static Task<TestHouse> HouseAsync(params (string Name, string Value)[] more) => TestHouse.StartAsync(new Dictionary<string, string>(
        [new("Limits__Requests__person__PerSecond", "20000"), new("Limits__Requests__person__Burst", "40000"), .. more.Select(one => new KeyValuePair<string, string>(one.Name, one.Value))]));

    /// <summary>Eight at a time.</summary>
    public static Task AtOnce(int count, Func<int, Task> one) =>
        Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) => await one(i));

    /// <summary>The value below which such a share of them is.</summary>
    public static double At(IReadOnlyCollection<double> values, double share) => values.Order().ElementAt(Math.Min(values.Count - 1, (int)(values.Count * share)));
}
