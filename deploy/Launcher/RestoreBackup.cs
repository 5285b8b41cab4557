using Cultivation.Servers;

namespace Cultivation.Launcher;

/// <summary>Puts a backup in the place of what is there. Everything is stopped first: by its operator, who knows why.</summary>
internal static class RestoreBackup
{
    public static readonly Verb Verb = new("restore", "restore FOLDER", "put a backup in the place of the databases; what came after it is gone", RunAsync);

    private static async Task<int> RunAsync(string[] args, CancellationToken ct)
    {
        if (args is not [var folder])
            throw new UsageError("from which folder?");
        _ = BackupManifest.Read(Path.GetFullPath(folder));
        using var running = await RunFolder.TryLockAsync() ?? throw new ServerFailed("it is running: deploy/down first");
        var plan = new ServerPlan(await ServerFolders.OfCheckoutAsync(RunFolder.Root)) { Say = Console.WriteLine };
        await using var servers = await ServerSet.StartAsync(plan, ct);
        var epoch = await Restore.RunAsync(servers.Postgres, "", RunFolder.Root, Path.GetFullPath(folder), Console.WriteLine, ct);
        Console.WriteLine($"Restored; its epoch is {epoch} now. Start it with deploy/up: banks are told to open their books again.");
        return 0;
    }
}
