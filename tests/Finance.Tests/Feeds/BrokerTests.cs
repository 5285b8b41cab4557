using Cultivation.Kit;
using Cultivation.Servers;

namespace Cultivation.Finance.Tests.Feeds;

/// <summary>The broker is stopped and started again under a running Finance.</summary>
public sealed class BrokerTests : IAsyncLifetime
{
    private const string Prefix = "CULTIVATION_BROKERTEST_";
    private readonly string folder = ServerFolders.Temporary();
    private ServerSet servers = null!;
    private District district = null!;

    public async ValueTask InitializeAsync()
    {
        // Only the broker is this test's own: whoever names a database keeps it.
        Environment.SetEnvironmentVariable($"{Prefix}POSTGRES", (await TestServers.SharedAsync()).Postgres);
        servers = await Start();
        district = new District { Servers = servers };
        await district.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await district.DisposeAsync();
        await servers.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task what_happens_while_the_broker_is_away_arrives_in_order_once_it_is_back()
    {
        var bank = await Partner.With(district);
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm);
        await firm.Recognised();
        await bank.Pulled(1);
        await servers.DisposeAsync();
        await firm.Left(new DateOnly(2026, 11, 1));
        await firm.Recognised("r2", new DateOnly(2026, 11, 5));
        servers = await Start();
        await Eventually.True(async () => (await bank.Pull()).Length == 3, TimeSpan.FromSeconds(60));
        bank.ForgetPassword();
        Assert.Equal(["1-1", "1-2", "1-3"], (await bank.Take(3)).Select(m => m.BasicProperties.MessageId).Distinct());
    }

    private Task<ServerSet> Start() => ServerSet.StartAsync(new ServerPlan(folder) { Prefix = Prefix });
}
