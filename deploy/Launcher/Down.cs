using System.Globalization;
using Cultivation.Servers;

namespace Cultivation.Launcher;

/// <summary>Stops what <c>up</c> started, in this or another terminal.</summary>
internal static class Down
{
    public static readonly Verb Verb = new("down", "down", "stop what up started", RunAsync);

    private static async Task<int> RunAsync(string[] args, CancellationToken ct)
    {
        if (!RunFolder.IsRunning())
        {
            Console.WriteLine("Nothing is running.");
            return 0;
        }
        // While it still builds there is no state yet, but who holds the lock is known.
        var launcher = RunFolder.Holder;
        await Command.RunAsync("kill", "-TERM", launcher.ToString(CultureInfo.InvariantCulture));
        var stopped = await Wait.UntilAsync(_ => Task.FromResult(!RunFolder.IsRunning()), TimeSpan.FromSeconds(90), ct);
        Console.WriteLine(stopped ? "Stopped." : $"The launcher (process {launcher}) has not ended after 90 s.");
        return stopped ? 0 : 1;
    }
}
