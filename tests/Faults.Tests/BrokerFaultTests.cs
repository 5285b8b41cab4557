using Cultivation.Kit;
using Cultivation.Servers;

namespace Cultivation.Faults.Tests;

/// <summary>The broker, which is this test's own, is restarted while entries flow, and a bank's queue is deleted with what it held.</summary>
public sealed class BrokerFaultTests : JiadingTest
{
    private const string Prefix = "CULTIVATION_BROKERFAULTS_";
    private readonly string folder = ServerFolders.Temporary();
    private ServerSet servers = null!;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await servers.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    protected override async Task<TestHouse> StartAsync()
    {
        // Only the broker is this test's own: whoever names a database keeps it.
        Environment.SetEnvironmentVariable($"{Prefix}POSTGRES", (await TestServers.SharedAsync()).Postgres);
        servers = await ServersAsync();
        return await TestHouse.StartAsync(own: servers);
    }

    [Fact]
    public async Task a_broker_that_restarts_while_entries_flow_and_a_queue_that_is_deleted_cost_no_entry()
    {
        await using var receiver = await Receiver.OpenAsync(Jiading.Bank, Jiading.BankId);
        var queue = await BankQueue.OpenAsync(Jiading.Bank, Jiading.BankId);
        var firms = await Told.FirmsAsync(24);
        await Told.RecognisedAsync(firms);
        await Eventually.True(() => queue.Count > 0, TimeSpan.FromSeconds(60));

        // The ladder goes on while the broker is away: some are revoked before it goes, some meanwhile, some when it is back.
        var revoking = Told.RevokedAsync(firms[..12]);
        await servers.DisposeAsync();
        await revoking;
        servers = await ServersAsync();
        await Told.RevokedAsync(firms[12..18]);
        // The bank's client comes back by itself.
        await Told.ProvenAsync(Jiading.BankId, Brought.By(queue), Brought.By(receiver));

        // Now the bank does not read, and its queue is deleted with what waits in it: nobody has to do anything.
        var before = queue.Deliveries;
        await queue.DisposeAsync();
        await Told.RevokedAsync(firms[18..]);
        await Eventually.True(async () => (await Jiading.Bank.Read($"api/finance/v1/banks/{Jiading.BankId}/queue")) is var q && q.Int("lag") == 0 && q.Int("messages") >= 6, TimeSpan.FromSeconds(60));
        using (var management = Management.Client(House.RabbitMqManagement))
            (await management.DeleteAsync($"api/queues/bank.310114.{Jiading.BankId}/feed")).EnsureSuccessStatusCode();
        await using var again = await BankQueue.OpenAsync(Jiading.Bank, Jiading.BankId);
        await Told.ProvenAsync(Jiading.BankId, new Brought("amqp", () => [.. before, .. again.Deliveries], InOrder: true), Brought.By(receiver));
    }

    private Task<ServerSet> ServersAsync() => ServerSet.StartAsync(new ServerPlan(folder) { Prefix = Prefix });
}
