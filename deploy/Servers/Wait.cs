using System.Diagnostics;

namespace Cultivation.Servers;

/// <summary>Waiting for a condition with a bound.</summary>
public static class Wait
{
    /// <summary>Asks after 10 ms, then ever more slowly, up to every quarter of a second; false when the bound is over.</summary>
    public static async Task<bool> UntilAsync(Func<CancellationToken, Task<bool>> condition, TimeSpan bound, CancellationToken ct = default)
    {
        var clock = Stopwatch.StartNew();
        var pause = 10;
        while (!await condition(ct))
        {
            if (clock.Elapsed > bound)
                return false;
            await Task.Delay(pause, ct);
            pause = Math.Min(pause * 3 / 2, 250);
        }
        return true;
    }
}
