namespace Cultivation.Servers;

/// <summary>Sees to it that each needed server can be started: installed, installed now, or as a container.</summary>
internal static class ServerPrograms
{
    public static async Task EnsureAsync(bool needsPostgres, bool needsRabbitMq, Action<string> say)
    {
        var missing = Missing(needsPostgres, needsRabbitMq);
        if (missing.Count == 0)
            return;
        await DebianPackages.InstallAsync(missing, say);
        missing = Missing(needsPostgres, needsRabbitMq);
        if (missing.Count > 0 && !Binaries.Docker)
            throw new ServerFailed(
                $"Missing: {string.Join(", ", missing)}. Install it (Debian: sudo apt-get install {string.Join(' ', missing)}), or start Docker, "
                + "or name servers by CULTIVATION_POSTGRES, CULTIVATION_RABBITMQ and CULTIVATION_RABBITMQ_MANAGEMENT.");
    }

    private static List<string> Missing(bool needsPostgres, bool needsRabbitMq)
    {
        List<string> missing = [];
        if (needsPostgres && Binaries.Postgres() is null)
            missing.Add("postgresql");
        if (needsRabbitMq && !Binaries.RabbitMq())
            missing.Add("rabbitmq-server");
        return missing;
    }
}
