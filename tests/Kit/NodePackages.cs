using System.Collections.Concurrent;
using Cultivation.Servers;

namespace Cultivation.Kit;

/// <summary>
/// Packages of npm under Node.js, in the versions of a lock file, in a folder of this test process outside the checkout. Node.js and npm are
/// installed like other programs that are missing; without the network, or the right to install, the test fails.
/// </summary>
public sealed class NodePackages
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<NodePackages>>> Installed = new(StringComparer.Ordinal);
    private readonly string folder;

    private NodePackages(string folder) => this.folder = folder;

    /// <param name="from">A folder of the test's output with a package.json, its lock file, and scripts.</param>
    public static Task<NodePackages> Of(string from) => Installed.GetOrAdd(from, _ => new(() => InstallAsync(Path.Combine(AppContext.BaseDirectory, from)))).Value;

    /// <summary>Runs a script of the folder.</summary>
    /// <param name="arguments">Those from <c>process.argv[2]</c> on.</param>
    public Task<Command> ScriptAsync(string name, params string[] arguments) => Command.RunAsync("node", [Path.Combine(folder, name), .. arguments]);

    /// <summary>Runs a program that one of the packages brings.</summary>
    public Task<Command> ProgramAsync(string name, params string[] arguments) => Command.RunAsync(Path.Combine(folder, "node_modules/.bin", name), arguments);

    /// <summary>A file of the folder.</summary>
    public string File(string name) => Path.Combine(folder, name);

    private static async Task<NodePackages> InstallAsync(string from)
    {
        await Tools.EnsureAsync(["node", "npm"], Console.Error.WriteLine);
        var folder = Directory.CreateTempSubdirectory("cultivation-node-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        foreach (var file in Directory.GetFiles(from))
            System.IO.File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        var installed = await Command.RunAsync("npm", "ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
        return installed.Succeeded ? new(folder) : throw new ServerFailed("npm ci failed", installed.Output);
    }
}
