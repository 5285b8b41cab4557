using System.Globalization;
using Cultivation.Servers;

namespace Cultivation.Launcher;

/// <summary>What is running, its logs and secrets: <c>.run</c> in the checkout, or the folder that CULTIVATION_RUN names, for another product beside it.</summary>
internal static class RunFolder
{
    /// <summary>Its path.</summary>
    public static string Root { get; } = Environment.GetEnvironmentVariable("CULTIVATION_RUN") is { Length: > 0 } named ? Path.GetFullPath(named) : Path.Combine(Checkout.Root, ".run");

    private static readonly string LockFile = In("lock");
    private static readonly string HolderFile = In("process");

    public static string Log => In("up.log");

    /// <summary>The process of the running <c>up</c>.</summary>
    public static int Holder => int.Parse(File.ReadAllText(HolderFile), CultureInfo.InvariantCulture);

    public static string In(string name) => Path.Combine(Root, name);

    /// <summary>Null when an <c>up</c> of this checkout is running. The system releases the lock however that one ends.</summary>
    public static async Task<IDisposable?> TryLockAsync()
    {
        PrivateFile.CreatePassage(Root);
        FileStream? held = null;
        // IsRunning of another process takes the lock for a moment.
        await Wait.UntilAsync(_ => Task.FromResult((held = TryOpen(FileAccess.ReadWrite, FileShare.None)) is not null), TimeSpan.FromSeconds(1));
        if (held is not null)
            PrivateFile.Write(HolderFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return held;
    }

    public static bool IsRunning()
    {
        if (!File.Exists(LockFile))
            return false;
        using var free = TryOpen(FileAccess.Read, FileShare.Read);
        return free is null;
    }

    /// <summary>Each run writes new logs; those of the run before stay until the next one.</summary>
    public static void PutLogsAside()
    {
        if (Directory.Exists(In("logs.before")))
            Directory.Delete(In("logs.before"), recursive: true);
        if (Directory.Exists(In("logs")))
            Directory.Move(In("logs"), In("logs.before"));
    }

    private static FileStream? TryOpen(FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(LockFile, FileMode.OpenOrCreate, access, share);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
