using Cultivation.Servers;

namespace Cultivation.Kit;

/// <summary>
/// The PostgreSQL and RabbitMQ of this test process: those of CULTIVATION_TEST_POSTGRES, CULTIVATION_TEST_RABBITMQ and
/// CULTIVATION_TEST_RABBITMQ_MANAGEMENT, which tests/run sets, else private ones, started at the first use and gone with the process.
/// </summary>
public static class TestServers
{
    private static readonly Lazy<Task<ServerSet>> Shared = new(StartAsync);

    public static Task<ServerSet> SharedAsync() => Shared.Value;

    private static Task<ServerSet> StartAsync() =>
        ServerSet.StartAsync(new ServerPlan(ServerFolders.Temporary()) { Temporary = true, Prefix = "CULTIVATION_TEST_" });
}
