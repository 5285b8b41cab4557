using System.Diagnostics;

namespace Cultivation.Demo.Loading;

/// <summary>Progress on the console: a line per step with what it did and how long it took.</summary>
internal sealed class Telling(TextWriter to)
{
    private readonly Stopwatch _all = Stopwatch.StartNew();

    public TimeSpan Elapsed => _all.Elapsed;

    public void Say(string line) => to.WriteLine(line);

    /// <param name="work">Answers how much it did.</param>
    public async Task Step(string what, Func<Task<int>> work)
    {
        var clock = Stopwatch.StartNew();
        var count = await work();
        to.WriteLine($"{what}: {count} in {clock.Elapsed.TotalSeconds:0.0} s");
    }
}
