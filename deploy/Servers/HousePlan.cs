namespace Cultivation.Servers;

/// <summary>All services on this machine: which servers they use and what is theirs alone.</summary>
/// <param name="Servers">PostgreSQL and RabbitMQ.</param>
/// <param name="Folder">Secrets, the issuer's key and the services' logs.</param>
public sealed record HousePlan(ServerSet Servers, string Folder)
{
    /// <summary>In front of each database's name.</summary>
    public string DatabasePrefix { get; init; } = "";

    /// <summary>The virtual host that services talk to each other in, when it is not that of <see cref="Servers"/>.</summary>
    public Uri? RabbitMq { get; init; }

    /// <summary>Where telemetry goes; null: into the trace store.</summary>
    public string? Otlp { get; init; }

    /// <summary>The gateway's; taken when it is free, as the next one for the console.</summary>
    public int PreferredPort { get; init; }

    /// <summary>With the web pages.</summary>
    public bool Console { get; init; }

    /// <summary>More environment variables for every service.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
