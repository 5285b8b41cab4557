namespace Cultivation.Servers;

/// <summary>Addresses from environment variables.</summary>
internal sealed record GivenServers(string? Postgres, string? RabbitMq, string? Management)
{
    public static GivenServers Read(string prefix)
    {
        var given = new GivenServers(Variable("POSTGRES"), Variable("RABBITMQ"), Variable("RABBITMQ_MANAGEMENT"));
        if (given.RabbitMq is null != given.Management is null)
            throw new ServerFailed($"{prefix}RABBITMQ (amqp://user:password@host:port/vhost) and {prefix}RABBITMQ_MANAGEMENT (http://user:password@host:port) go together: one is missing");
        return given;

        string? Variable(string name) => Environment.GetEnvironmentVariable(prefix + name) is { Length: > 0 } value ? value : null;
    }
}
