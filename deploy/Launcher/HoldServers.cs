using Cultivation.Servers;

namespace Cultivation.Launcher;

/// <summary>Only PostgreSQL and RabbitMQ, for working on one service or running tests again and again.</summary>
internal static class HoldServers
{
    public static readonly Verb Verb = new("servers", "servers", "private servers for tests, until Ctrl-C", RunAsync);

    private static async Task<int> RunAsync(string[] args, CancellationToken ct)
    {
        var plan = new ServerPlan(ServerFolders.Temporary()) { Temporary = true, Prefix = "CULTIVATION_TEST_", Say = Console.Error.WriteLine };
        await using var servers = await ServerSet.StartAsync(plan, ct);
        foreach (var (name, value) in TestAddresses.Of(servers))
            Console.WriteLine($"export {name}='{value}'");
        await Task.Delay(Timeout.Infinite, ct).ContinueWith(_ => { }, TaskScheduler.Default);
        return 0;
    }
}
