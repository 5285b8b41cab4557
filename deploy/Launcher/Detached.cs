using System.Diagnostics;
using System.Globalization;
using Cultivation.Servers;

namespace Cultivation.Launcher;

/// <summary><c>up --detach</c>: leaves a second launcher running in a session of its own and shows what it writes until all is ready.</summary>
internal static class Detached
{
    public static async Task<int> StartAsync(UpOptions options, CancellationToken ct)
    {
        PrivateFile.CreatePassage(RunFolder.Root);
        PrivateFile.Write(RunFolder.Log, "");
        string[] command = ["bash", "-c", "log=$1; shift; exec dotnet \"$@\" </dev/null >>\"$log\" 2>&1", "up", RunFolder.Log, Environment.GetCommandLineArgs()[0], .. options.ForDetached()];
        using var launcher = Process.Start(new ProcessStartInfo("setsid", command) { UseShellExecute = false })!;

        using var log = new StreamReader(new FileStream(RunFolder.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        try
        {
            // The last line that matters comes before the state says ready, so one more read after the condition shows it all.
            await Wait.UntilAsync(async c => await ShowAsync(log, c) && (launcher.HasExited || IsReady(launcher.Id)), TimeSpan.FromHours(1), ct);
            await ShowAsync(log, ct);
        }
        catch (OperationCanceledException)
        {
            await Command.RunAsync("kill", "-TERM", launcher.Id.ToString(CultureInfo.InvariantCulture));
            await launcher.WaitForExitAsync(CancellationToken.None);
            throw;
        }
        return launcher.HasExited ? Math.Max(1, launcher.ExitCode) : 0;
    }

    private static bool IsReady(int launcher) => RunState.ReadOf(launcher) is { Ready: true };

    private static async Task<bool> ShowAsync(StreamReader log, CancellationToken ct)
    {
        Console.Write(await log.ReadToEndAsync(ct));
        return true;
    }
}
