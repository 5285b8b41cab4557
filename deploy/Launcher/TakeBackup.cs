using Cultivation.Servers;

namespace Cultivation.Launcher;

/// <summary>Saves the running product into a folder.</summary>
internal static class TakeBackup
{
    public static readonly Verb Verb = new("backup", "backup FOLDER", "save the databases and secrets of what up started, while it runs", RunAsync);

    private static async Task<int> RunAsync(string[] args, CancellationToken ct)
    {
        if (args is not [var folder])
            throw new UsageError("into which folder?");
        var state = RunState.Read() ?? throw new ServerFailed("nothing is running here: deploy/up first");
        var saved = await Backup.TakeAsync(state.Postgres, "", RunFolder.Root, Path.GetFullPath(folder), Console.WriteLine, ct);
        Console.WriteLine($"Saved at epoch {saved.Epoch}. It holds secrets: keep it where only operators can read it.");
        return 0;
    }
}
