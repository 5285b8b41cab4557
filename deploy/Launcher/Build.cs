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
        try
        {
            await BuildAsync(target, say, ct);
        }
        finally
        {
            await StopCompilerAsync();
        }
    }

    private static async Task BuildAsync(string target, Action<string> say, CancellationToken ct)
    {
        // One compiler for all projects saves a quarter of the time.
        using var build = Dotnet("build", target, "-c", "Release", "-v", "minimal", "--nologo", "-nodeReuse:false", "-tl:off", "-p:UseSharedCompilation=true");
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

    /// <summary>No compiler stays behind: it would outlive what we promise to stop.</summary>
    private static async Task StopCompilerAsync()
    {
        using var stop = Dotnet("build-server", "shutdown", "--vbcscompiler");
        await stop.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await stop.WaitForExitAsync(CancellationToken.None);
    }

    private static Process Dotnet(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = Checkout.Root })!;

    [GeneratedRegex(@"^\s+(?<name>\S+) -> ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Built();
}
