using System.Diagnostics;

namespace Cultivation.Servers;

/// <summary>Runs a service's program only to look after its database: <c>schema print</c>, or <c>schema apply</c>.</summary>
public static class ServiceSchema
{
    // What a service wants to be told before it can be built; its schema asks none of them.
    private static readonly Dictionary<string, string> Unused = new(StringComparer.Ordinal)
    {
        ["ConnectionStrings__Store"] = "Host=localhost", ["RabbitMq__Uri"] = "amqp://localhost", ["RabbitMq__Management"] = "http://localhost",
        ["Gateway__Url"] = "http://localhost", ["Identity__Authority"] = "http://localhost", ["Identity__Audience"] = "none",
        ["Logging__LogLevel__Default"] = "Warning",
    };

    /// <summary>The services that keep a database, and the folder of each.</summary>
    public static IReadOnlyDictionary<string, string> Projects { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ladder"] = "services/Ladder", ["finance"] = "services/Finance",
    };

    /// <param name="verb"><c>print</c> or <c>apply</c>.</param>
    /// <param name="database">The service's connection string; null where none is needed, or the environment has it.</param>
    /// <returns>What it printed: the DDL.</returns>
    /// <exception cref="ServerFailed">It ended with a fault.</exception>
    public static async Task<string> RunAsync(string service, string verb, string? database, CancellationToken ct = default)
    {
        var start = new ProcessStartInfo("dotnet", [Checkout.Dll(Projects[service]), "schema", verb])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (setting, value) in Unused)
            start.Environment.TryAdd(setting, value);
        if (database is not null)
            start.Environment["ConnectionStrings__Store"] = database;
        using var process = Process.Start(start)!;
        await using var stop = ct.Register(() => process.Kill(entireProcessTree: true));
        var (output, error) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0 ? await output : throw new ServerFailed($"{service} could not {verb} its schema", await error + await output);
    }
}
