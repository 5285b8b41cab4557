using Cultivation.Benchmarks;
using Cultivation.Benchmarks.Store;

// tests/bench [NAME…]: one figure a line, name value unit, those of the store with their ratio to hand-written.
// A figure is measured; where it has a bound that is missed, the end says so and is 1.
if (args is [Handling.Follow, var how])
{
    await OtherProcess.FollowAsync(how);
    return 0;
}
Dictionary<string, Func<Task>> store = new(StringComparer.OrdinalIgnoreCase)
{
    ["append"] = Append.RunAsync, ["bulk"] = Bulk.RunAsync, ["projection"] = Projection.RunAsync, ["rebuild"] = Rebuild.RunAsync,
    ["handler"] = Handling.RunAsync, ["fold"] = Fold.RunAsync, ["load"] = Load.RunAsync, ["size"] = Size.RunAsync,
};
Dictionary<string, Func<Task>> benches = new(store, StringComparer.OrdinalIgnoreCase) { ["latency"] = Latency.RunAsync, ["lists"] = Lists.RunAsync, ["spread"] = Spread.RunAsync, ["deadbank"] = DeadBank.RunAsync };
string[] named = args.Length == 0 ? [.. benches.Keys] : args;
string[] asked = [.. named.SelectMany(name => name == "store" ? [.. store.Keys] : new[] { name })];
if (asked.FirstOrDefault(name => !benches.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"No benchmark {unknown}; there are: {string.Join(", ", benches.Keys)}, and store for all of the store");
    return 2;
}
foreach (var name in asked)
    await benches[name]();
return Bounds.Said();
