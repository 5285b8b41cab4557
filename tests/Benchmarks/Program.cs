using Cultivation.Benchmarks;

// tests/bench [NAME…]: one figure a line, name value unit. A figure is measured, never asserted.
Dictionary<string, Func<Task>> benches = new(StringComparer.OrdinalIgnoreCase) { ["latency"] = Latency.RunAsync };
var asked = args.Length == 0 ? [.. benches.Keys] : args;
if (asked.FirstOrDefault(name => !benches.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"No benchmark {unknown}; there are: {string.Join(", ", benches.Keys)}");
    return 2;
}
foreach (var name in asked)
    await benches[name]();
return 0;
