namespace Cultivation.Servers;

/// <summary>
/// Puts a backup in the place of the databases. Nothing of the product may run. Each is restored beside the one that is there and takes its
/// name once all are whole, so that a failure leaves everything as it was. All get a new epoch, higher than any that was ever given out: by
/// it banks and services see that what they read after the backup is gone.
/// </summary>
public static class Restore
{
    /// <inheritdoc cref="Backup.TakeAsync"/>
    /// <returns>The new epoch.</returns>
    public static async Task<int> RunAsync(string server, string prefix, string house, string folder, Action<string> say, CancellationToken ct = default)
    {
        var manifest = BackupManifest.Read(folder);
        if (manifest.Databases.FirstOrDefault(service => !File.Exists(Backup.Dump(folder, service))) is { } lost)
            throw new ServerFailed($"{folder} lacks {Path.GetFileName(Backup.Dump(folder, lost))}");
        var epoch = manifest.Epoch;
        foreach (var service in manifest.Databases)
            epoch = Math.Max(epoch, await Epochs.OfAsync(server, prefix + service, ct) ?? 0);
        epoch++;
        // Written first: another restore of this backup, whatever becomes of this one, takes a higher one.
        (manifest with { Epoch = epoch }).Write(folder);

        await using var tools = await PostgresTools.OpenAsync(server, say);
        foreach (var service in manifest.Databases)
        {
            say(service);
            await Databases.DropAsync(server, Beside(service), ct);
            await Databases.EnsureAsync(server, Beside(service), ct);
            await tools.RunAsync("pg_restore", Beside(service), "--no-owner", "--no-acl", "--exit-on-error", Backup.Dump(folder, service));
            await Epochs.RaiseAsync(server, Beside(service), epoch, ct);
        }
        foreach (var service in manifest.Databases)
        {
            await Databases.DropAsync(server, prefix + service, ct);
            await Databases.RenameAsync(server, Beside(service), prefix + service, ct);
        }
        foreach (var file in Backup.HouseFiles.Where(file => File.Exists(Path.Combine(folder, file))))
            PrivateFile.Write(Path.Combine(house, file), await File.ReadAllTextAsync(Path.Combine(folder, file), ct));
        return epoch;

        string Beside(string service) => $"{prefix}{service}_restored";
    }
}
