namespace Cultivation.Servers;

/// <summary>What a backup holds; <c>manifest.json</c> in its folder.</summary>
/// <param name="Databases">The services whose databases were saved, in the order in which they were.</param>
/// <param name="Epoch">The highest epoch that any database had, or that this backup was restored as since.</param>
public sealed record BackupManifest(DateTimeOffset TakenAt, IReadOnlyList<string> Databases, int Epoch)
{
    private const string Name = "manifest.json";

    /// <exception cref="ServerFailed">The folder holds no whole backup.</exception>
    public static BackupManifest Read(string folder) =>
        PrivateFile.ReadJson<BackupManifest>(Path.Combine(folder, Name)) ?? throw new ServerFailed($"{folder} holds no backup: it has no {Name}, which is written last");

    public void Write(string folder) => PrivateFile.WriteJson(Path.Combine(folder, Name), this);
}
