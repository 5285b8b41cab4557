using Cultivation.Servers;

namespace Cultivation.Kit;

/// <summary>Programs from npm that tests call, in the versions of a lock file.</summary>
public static class NodePackages
{
    /// <summary>Copies a folder that holds a package.json with its lock file, and installs what it names there.</summary>
    /// <returns>The copy; its caller deletes it.</returns>
    public static async Task<string> InstallAsync(string from)
    {
        await Tools.EnsureAsync(["node", "npm"], _ => { });
        var folder = Directory.CreateTempSubdirectory("cultivation-npm-").FullName;
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        var installed = await Command.RunAsync("npm", "ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
        return installed.Succeeded ? folder : throw new ServerFailed("npm ci failed", installed.Output);
    }
}
