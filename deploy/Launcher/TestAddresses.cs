using Cultivation.Servers;

namespace Cultivation.Launcher;

/// <summary>The environment variables that tell tests where the servers are.</summary>
internal static class TestAddresses
{
    public static Dictionary<string, string> Of(ServerSet servers) => new()
    {
        ["CULTIVATION_TEST_POSTGRES"] = servers.Postgres,
        ["CULTIVATION_TEST_RABBITMQ"] = servers.RabbitMq.ToString(),
        ["CULTIVATION_TEST_RABBITMQ_MANAGEMENT"] = servers.RabbitMqManagement.ToString(),
    };
}
