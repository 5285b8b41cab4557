namespace Cultivation.Servers;

/// <summary>What stays the same when servers start again in the same folder: passwords always, ports while they are free.</summary>
internal sealed record ServerState
{
    public string PostgresPassword { get; init; } = PrivateFile.NewSecret();

    public string RabbitMqPassword { get; init; } = PrivateFile.NewSecret();

    public string ErlangCookie { get; init; } = PrivateFile.NewSecret();

    public int PostgresPort { get; init; }

    public int AmqpPort { get; init; }

    public int ManagementPort { get; init; }

    public int PrometheusPort { get; init; }

    public int DistributionPort { get; init; }

    public int EpmdPort { get; init; }

    public static ServerState Open(ServerPlan plan)
    {
        var file = Path.Combine(plan.Folder, "servers.json");
        var last = PrivateFile.ReadJson<ServerState>(file) ?? new ServerState();
        var state = last with
        {
            PostgresPort = Ports.FreeOr(last.PostgresPort),
            AmqpPort = Ports.FreeOr(last.AmqpPort),
            ManagementPort = Ports.FreeOr(last.ManagementPort),
            PrometheusPort = Ports.FreeOr(last.PrometheusPort),
            DistributionPort = Ports.FreeOr(last.DistributionPort),
            EpmdPort = Ports.FreeOr(last.EpmdPort),
        };
        if (!plan.Temporary)
            PrivateFile.WriteJson(file, state);
        return state;
    }
}
