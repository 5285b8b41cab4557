using System.Text.Json;
using Cultivation.Kit;

namespace Cultivation.Faults.Tests;

/// <summary>Ten banks, of which one is dead: it does not read its queue, which fills up, and its receiver refuses every connection.</summary>
public sealed class DeadBankTests : JiadingTest
{
    private const int Banks = 10;

    [Fact]
    public async Task nine_banks_have_all_while_the_tenth_is_dead_and_it_catches_up_when_it_is_back()
    {
        string[] ids = [Jiading.BankId, .. Enumerable.Range(1, Banks - 1).Select(i => $"bank-{i}x")];
        await using var living = new Living();
        foreach (var id in ids[1..])
            await Jiading.AddBankAsync(id);
        foreach (var id in ids[..^1])
            await living.AddAsync(Jiading.Operator, id);
        var dead = await Receiver.StartAsync();
        dead.Answer = (_, http) =>
        {
            http.Abort();
            return Task.CompletedTask;
        };
        await Jiading.Operator.Command($"api/finance/v1/banks/{ids[^1]}/webhook", new { address = dead.Address }, "").Good();
        living.Own(dead);

        var firms = await Told.FirmsAsync(16, ids);
        await Told.RecognisedAsync(firms);
        await Told.RevokedAsync(firms[..4]);
        foreach (var (id, queue, receiver) in living.Banks)
            await Told.ProvenAsync(id, Brought.By(queue), Brought.By(receiver));
        // The dead one is shown so, to itself and to the operator.
        await Eventually.True(async () => (await Queue(ids[^1])) is var q && q.Text("state") == "full" && q.Int("lag") > 0, TimeSpan.FromSeconds(60));
        await Eventually.True(async () => (await Jiading.Operator.Read($"api/finance/v1/banks/{ids[^1]}/webhook")).GetProperty("circuitOpen").GetBoolean(), TimeSpan.FromSeconds(60));
        Assert.Empty(dead.Taken);

        dead.Answer = Receiver.With(204);
        await using var back = await BankQueue.OpenAsync(Jiading.Operator, ids[^1]);
        await Told.ProvenAsync(ids[^1], Brought.By(back), Brought.By(dead));
        await Eventually.True(async () => (await Queue(ids[^1])) is var q && q.Text("state") == "free" && q.Int("lag") == 0, TimeSpan.FromSeconds(30));
    }

    protected override Task<TestHouse> StartAsync() => TestHouse.StartAsync(new Dictionary<string, string> { ["RabbitMq__FeedLength"] = "10" });

    private Task<JsonElement> Queue(string bank) => Jiading.Operator.Read($"api/finance/v1/banks/{bank}/queue");

    /// <summary>Banks with a consumer and a receiver.</summary>
    private sealed class Living : IAsyncDisposable
    {
        private readonly List<IAsyncDisposable> owned = [];

        public List<(string Id, BankQueue Queue, Receiver Receiver)> Banks { get; } = [];

        public async Task AddAsync(HttpClient @operator, string id)
        {
            var receiver = await Receiver.OpenAsync(@operator, id);
            owned.Add(receiver);
            var queue = await BankQueue.OpenAsync(@operator, id);
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
