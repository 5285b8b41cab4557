namespace Cultivation.Servers;

/// <summary>Where private servers live, and who hears of what is being done.</summary>
/// <param name="Folder">Data, logs, ports and passwords. The same folder gives the same data.</param>
public sealed record ServerPlan(string Folder)
{
    /// <summary>The data is deleted at the end, and RabbitMQ need not end in order.</summary>
    public bool Temporary { get; init; }

    /// <summary>Variables that name servers to be used instead: {Prefix}POSTGRES, {Prefix}RABBITMQ, {Prefix}RABBITMQ_MANAGEMENT.</summary>
    public string Prefix { get; init; } = "CULTIVATION_";

    /// <summary>Progress, one plain sentence at a time.</summary>
    public Action<string> Say { get; init; } = _ => { };
}
