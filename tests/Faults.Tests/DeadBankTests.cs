using Cultivation.Kit;

namespace Cultivation.Faults.Tests;

/// <summary>Ten banks, of which one is dead: it does not read its queue, which fills up, and its receiver refuses every connection.</summary>
public sealed class DeadBankTests : IAsyncLifetime
{
    private const int Banks = 10;
    private TestHouse house = null!;
    private Jiading jiading = null!;

    public async ValueTask InitializeAsync()
    {
        house = await TestHouse.StartAsync(new Dictionary<string, string> { ["RabbitMq__FeedLength"] = "10" });
        jiading = await Jiading.ReadyAsync(house);
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task nine_banks_have_all_while_the_tenth_is_dead_and_it_catches_up_when_it_is_back()
    {
        string[] ids = [Jiading.BankId, .. Enumerable.Range(1, Banks - 1).Select(i => $"bank-{i}x")];
        var told = new Told(house, jiading);
        await using var living = new Living();
        foreach (var id in ids[1..])
            await jiading.AddBankAsync(id);
        foreach (var id in ids[..^1])
            await living.AddAsync(jiading, id);
        var dead = await Receiver.StartAsync();
        dead.Answer = (_, http) =>
        {
            http.Abort();
            return Task.CompletedTask;
        };
        await jiading.Operator.Command($"api/finance/v1/banks/{ids[^1]}/webhook", new { address = dead.Address }, "").Good();
        living.Own(dead);

        var firms = await told.FirmsAsync(16, ids);
        await told.RecognisedAsync(firms);
        await told.RevokedAsync(firms[..4]);
        foreach (var (id, queue, receiver) in living.Banks)
            await told.ProvenAsync(id, Brought.By(queue), Brought.By(receiver));
        // The dead one is shown so, to itself and to the operator.
        await Eventually.True(async () => (await Queue(ids[^1])) is var q && q.Text("state") == "full" && q.Int("lag") > 0, TimeSpan.FromSeconds(60));
        await Eventually.True(async () => (await jiading.Operator.Read($"api/finance/v1/banks/{ids[^1]}/webhook")).GetProperty("circuitOpen").GetBoolean(), TimeSpan.FromSeconds(60));
        Assert.Empty(dead.Taken);

        dead.Answer = Receiver.With(204);
        await using var back = await BankQueue.OpenAsync(jiading.Operator, ids[^1]);
        await told.ProvenAsync(ids[^1], Brought.By(back), Brought.By(dead));
        await Eventually.True(async () => (await Queue(ids[^1])) is var q && q.Text("state") == "free" && q.Int("lag") == 0, TimeSpan.FromSeconds(30));
    }

    private Task<System.Text.Json.JsonElement> Queue(string bank) => jiading.Operator.Read($"api/finance/v1/banks/{bank}/queue");

    /// <summary>Banks with a consumer and a receiver.</summary>
    private sealed class Living : IAsyncDisposable
    {
        private readonly List<IAsyncDisposable> owned = [];

        public List<(string Id, BankQueue Queue, Receiver Receiver)> Banks { get; } = [];

        public async Task AddAsync(Jiading jiading, string id)
        {
            var receiver = await Receiver.StartAsync();
            owned.Add(receiver);
            await jiading.Operator.Command($"api/finance/v1/banks/{id}/webhook", new { address = receiver.Address }, "").Good();
            var queue = await BankQueue.OpenAsync(jiading.Operator, id);
            owned.Add(queue);
            Banks.Add((id, queue, receiver));
        }

        public void Own(IAsyncDisposable one) => owned.Add(one);

        public async ValueTask DisposeAsync()
        {
            foreach (var one in owned)
                await one.DisposeAsync();
        }
    }
}
