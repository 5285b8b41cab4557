using System.Diagnostics;

namespace Cultivation.Servers;

/// <summary>Waiting for a condition with a bound.</summary>
public static class Wait
{
    /// <summary>Asks every 50 ms; false when the bound is over.</summary>
    public static async Task<bool> UntilAsync(Func<CancellationToken, Task<bool>> condition, TimeSpan bound, CancellationToken ct = default)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition(ct))
        {
            if (clock.Elapsed > bound)
                return false;
            await Task.Delay(50, ct);
        }
        return true;
    }
}
