using System.Collections.Concurrent;
using System.Diagnostics;
using Cultivation.Servers;

namespace Cultivation.Kit;

/// <summary>
/// Packages of npm under Node.js, in a folder of this test process outside the checkout. Node.js and npm are installed like other programs that are
/// missing; without the network, or the right to install, the test fails.
/// </summary>
public sealed class NodePackages
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<NodePackages>>> Installed = new(StringComparer.Ordinal);
    private readonly string folder;

    private NodePackages(string folder) => this.folder = folder;

    /// <param name="packages">Names and exact versions, <c>standardwebhooks@1.1.1</c>; what they depend on too, so that nothing changes unseen.</param>
    public static Task<NodePackages> With(params string[] packages) => Installed.GetOrAdd(string.Join(' ', packages), _ => new(() => InstallAsync(packages))).Value;

    /// <summary>Runs a script of CommonJS that may require the package.</summary>
    /// <param name="arguments">Those from <c>process.argv[2]</c> on.</param>
    /// <returns>What it printed, without the last line's end.</returns>
    /// <exception cref="ServerFailed">It ended with a fault.</exception>
    public async Task<string> RunAsync(string script, params string[] arguments)
    {
        var file = Path.Combine(folder, $"{Guid.NewGuid():n}.cjs");
        await File.WriteAllTextAsync(file, script);
        return await RunAsync("node", folder, [file, .. arguments]);
    }

    private static async Task<NodePackages> InstallAsync(string[] packages)
    {
        await Tools.EnsureAsync(["node", "npm"], Console.Error.WriteLine);
        var folder = Directory.CreateTempSubdirectory("cultivation-node-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        await RunAsync("npm", folder, ["install", "--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "--prefix", folder, .. packages]);
        return new NodePackages(folder);
    }

    private static async Task<string> RunAsync(string program, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? (await output).TrimEnd() : throw new ServerFailed($"{program} ended with {process.ExitCode}", await error + await output);
    }
}
