namespace Cultivation.Servers;

/// <summary>Server programs on this machine.</summary>
internal static class Binaries
{
    /// <summary>The folder of the newest PostgreSQL's programs, or null.</summary>
    public static string? Postgres()
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian) : [];
        return versions
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin"))
            .FirstOrDefault(HasServer);

        static bool HasServer(string folder) => File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "initdb"));
    }

    public static bool RabbitMq() => File.Exists(LocalRabbitMq.Script);

    public static bool Docker { get; } = Command.RunAsync("docker", "info").GetAwaiter().GetResult().Succeeded;
}
