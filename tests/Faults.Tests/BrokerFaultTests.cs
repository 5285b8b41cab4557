using Cultivation.Kit;
using Cultivation.Servers;

namespace Cultivation.Faults.Tests;

/// <summary>The broker, which is this test's own, is restarted while entries flow, and a bank's queue is deleted with what it held.</summary>
public sealed class BrokerFaultTests : IAsyncLifetime
{
    private const string Prefix = "CULTIVATION_BROKERFAULTS_";
    private readonly string folder = ServerFolders.Temporary();
    private ServerSet servers = null!;
    private TestHouse house = null!;
    private Jiading jiading = null!;
    private Told told = null!;

    public async ValueTask InitializeAsync()
    {
        // Only the broker is this test's own: whoever names a database keeps it.
        Environment.SetEnvironmentVariable($"{Prefix}POSTGRES", (await TestServers.SharedAsync()).Postgres);
        servers = await StartAsync();
        house = await TestHouse.StartAsync(own: servers);
        jiading = await Jiading.ReadyAsync(house);
        told = new(house, jiading);
    }

    public async ValueTask DisposeAsync()
    {
        await house.DisposeAsync();
        await servers.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task a_broker_that_restarts_while_entries_flow_and_a_queue_that_is_deleted_cost_no_entry()
    {
        await using var receiver = await Receiver.StartAsync();
        await jiading.Bank.Command($"api/finance/v1/banks/{Jiading.BankId}/webhook", new { address = receiver.Address }, "").Good();
        var queue = await BankQueue.OpenAsync(jiading.Bank, Jiading.BankId);
        var firms = await told.FirmsAsync(24);
        await told.RecognisedAsync(firms);
        await Eventually.True(() => queue.Count > 0, TimeSpan.FromSeconds(60));

        // The ladder goes on while the broker is away: some are revoked before it goes, some meanwhile, some when it is back.
        var revoking = told.RevokedAsync(firms[..12]);
        await servers.DisposeAsync();
        await revoking;
        servers = await StartAsync();
        await told.RevokedAsync(firms[12..18]);
        // The bank's client comes back by itself.
        await told.ProvenAsync(Jiading.BankId, Brought.By(queue), Brought.By(receiver));

        // Now the bank does not read, and its queue is deleted with what waits in it: nobody has to do anything.
        var before = queue.Deliveries;
        await queue.DisposeAsync();
        await told.RevokedAsync(firms[18..]);
        await Eventually.True(async () => (await jiading.Bank.Read($"api/finance/v1/banks/{Jiading.BankId}/queue")) is var q && q.Int("lag") == 0 && q.Int("messages") >= 6, TimeSpan.FromSeconds(60));
        using (var management = Management.Client(house.RabbitMqManagement))
            (await management.DeleteAsync($"api/queues/bank.310114.{Jiading.BankId}/feed")).EnsureSuccessStatusCode();
        await using var again = await BankQueue.OpenAsync(jiading.Bank, Jiading.BankId);
        await told.ProvenAsync(Jiading.BankId, new Brought("amqp", () => [.. before, .. again.Deliveries], InOrder: true), Brought.By(receiver));
    }

    private Task<ServerSet> StartAsync() => ServerSet.StartAsync(new ServerPlan(folder) { Prefix = Prefix });
}
