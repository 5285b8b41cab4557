using System.Diagnostics;
using System.Text.RegularExpressions;
using Cultivation.Servers;

namespace Cultivation.Launcher;

/// <summary><c>dotnet build</c> in Release.</summary>
internal static partial class Build
{
    /// <summary>Builds the solution or a project of it, and says each project that is done.</summary>
    public static async Task RunAsync(string target, Action<string> say, CancellationToken ct)
    {
        // The console's style sheet, scripts and icons come from npm.
        await Tools.EnsureAsync(["node", "npm"], say);
        // No build server stays behind: it would outlive what we promise to stop.
        var start = new ProcessStartInfo("dotnet", ["build", target, "-c", "Release", "-v", "minimal", "--nologo", "-nodeReuse:false", "-tl:off"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = Checkout.Root,
        };
        using var build = Process.Start(start)!;
        await using var stop = ct.Register(() => build.Kill(entireProcessTree: true));
        var errors = new HashSet<string>();
        var done = 0;
        while (await build.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            if (Built().Match(line) is { Success: true } project)
                say($"{++done} {project.Groups["name"].Value}");
            else if (line.Contains(": error ", StringComparison.Ordinal))
                errors.Add(line.Trim());
        }
        await build.WaitForExitAsync(ct);
        if (build.ExitCode != 0)
            throw new ServerFailed($"the build of {target} failed", string.Join('\n', errors.Take(20)));
    }

    [GeneratedRegex(@"^\s+(?<name>\S+) -> ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Built();
}
