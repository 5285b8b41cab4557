namespace Cultivation.Servers;

/// <summary>
/// Saves the whole product while it runs: the database of each service, and the secrets without which what is in them cannot be read. A
/// service is saved before those that it reads from: then nothing that it has read can be missing from what they had said.
/// </summary>
public static class Backup
{
    /// <summary>Consumers before their sources. Traces are not saved: they are bounded and say nothing that the logs do not.</summary>
    internal static readonly string[] Services = ["finance", "ladder"];

    /// <param name="server">Connection string of the server.</param>
    /// <param name="prefix">In front of each database's name.</param>
    /// <param name="house">The folder with the secrets.</param>
    /// <param name="folder">A new or empty folder; only its owner can read what is written there.</param>
    /// <exception cref="ServerFailed">It could not be saved whole; without a manifest the folder is no backup.</exception>
    public static async Task<BackupManifest> TakeAsync(string server, string prefix, string house, string folder, Action<string> say, CancellationToken ct = default)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new ServerFailed($"{folder} is not empty");
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var taken = TimeProvider.System.GetUtcNow();
        foreach (var file in HouseFiles.Where(file => File.Exists(Path.Combine(house, file))))
            PrivateFile.Write(Path.Combine(folder, file), await File.ReadAllTextAsync(Path.Combine(house, file), ct));
        var epoch = 0;
        await using var tools = await PostgresTools.OpenAsync(server, say);
        foreach (var service in Services)
        {
            say(service);
            await tools.RunAsync("pg_dump", prefix + service, "--format=custom", "--no-owner", "--no-acl", $"--file={Dump(folder, service)}");
            epoch = Math.Max(epoch, await Epochs.OfAsync(server, prefix + service, ct) ?? 0);
        }
        var manifest = new BackupManifest(taken, Services, epoch);
        manifest.Write(folder);
        return manifest;
    }

    /// <summary>Secrets and the key of the built-in issuer.</summary>
    internal static readonly string[] HouseFiles = ["secrets.json", "issuer.pem"];

    internal static string Dump(string folder, string service) => Path.Combine(folder, $"{service}.dump");
}
