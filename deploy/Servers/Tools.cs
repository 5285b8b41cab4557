namespace Cultivation.Servers;

/// <summary>Programs that scripts use.</summary>
public static class Tools
{
    /// <summary>Installs the Debian packages of those that are missing; throws <see cref="ServerFailed"/> where it cannot.</summary>
    public static async Task EnsureAsync(IReadOnlyCollection<string> programs, Action<string> say)
    {
        var missing = await MissingAsync(programs);
        if (missing.Count == 0)
            return;
        await DebianPackages.InstallAsync([.. missing.Select(Package).Distinct()], say);
        missing = await MissingAsync(programs);
        if (missing.Count > 0)
            throw new ServerFailed($"Missing: {string.Join(", ", missing)}. Install it (Debian: sudo apt-get install {string.Join(' ', missing.Select(Package).Distinct())}).");
    }

    private static string Package(string program) => program switch
    {
        "node" => "nodejs",
        _ when program.StartsWith("amqp-", StringComparison.Ordinal) => "amqp-tools",
        _ => program,
    };

    private static async Task<List<string>> MissingAsync(IEnumerable<string> programs)
    {
        List<string> missing = [];
        foreach (var program in programs)
        {
            if (!await Command.ExistsAsync(program))
                missing.Add(program);
        }
        return missing;
    }
}
