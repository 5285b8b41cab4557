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
        await DebianPackages.InstallAsync([.. missing.SelectMany(Packages).Distinct()], say);
        missing = await MissingAsync(programs);
        if (missing.Count > 0)
            throw new ServerFailed($"Missing: {string.Join(", ", missing)}. Install it (Debian: sudo apt-get install {string.Join(' ', missing.SelectMany(Packages).Distinct())}).");
    }

    private static string[] Packages(string program) => program switch
    {
        // Without the fonts a browser shows Chinese as boxes.
        "chromium-headless-shell" => ["chromium-headless-shell", "fonts-noto-cjk"],
        "node" => ["nodejs"],
        "pg_dump" or "pg_restore" => ["postgresql-client"],
        _ when program.StartsWith("amqp-", StringComparison.Ordinal) => ["amqp-tools"],
        _ => [program],
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
