using System.Text.Json;
using Cultivation.Kit;
using Microsoft.AspNetCore.Http;

namespace Cultivation.Faults.Tests;

/// <summary>
/// Ten banks, of which four are dead: they do not read their queues, which fill up, and their receivers close every connection, hang, answer 500, or take an entry and
/// answer after thirty seconds, for which nobody waits.
/// </summary>
public sealed class DeadBankTests : JiadingTest
{
    private const int Banks = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly (string Reason, Func<Arrival, HttpContext, Task> Answer)[] Ways =
    [
        ("connection-broken", (_, http) =>
        {
            http.Abort();
            return Task.CompletedTask;
        }),
        ("timeout", (_, http) => Task.Delay(Timeout.Infinite, http.RequestAborted)),
        ("http-500", Receiver.With(500)),
        ("timeout", (_, http) => Task.Delay(TimeSpan.FromSeconds(30), http.RequestAborted)),
    ];

    [Fact]
    public async Task six_banks_have_all_while_four_are_dead_each_in_its_way_and_they_catch_up_when_they_are_back()
    {
        string[] ids = [Jiading.BankId, .. Enumerable.Range(1, Banks - 1).Select(i => $"bank-{i}x")];
        await using var living = new Living();
        foreach (var id in ids[1..])
            await Jiading.AddBankAsync(id);
        foreach (var id in ids[..^Ways.Length])
            await living.AddAsync(Jiading.Operator, id);
        List<(string Id, Receiver Receiver, string Reason)> dead = [];
        foreach (var (id, way) in ids[^Ways.Length..].Zip(Ways))
        {
            var receiver = await Receiver.OpenAsync(Jiading.Operator, id);
            receiver.Answer = way.Answer;
            living.Own(receiver);
            dead.Add((id, receiver, way.Reason));
        }

        var firms = await Told.FirmsAsync(16, ids);
        await Told.RecognisedAsync(firms);
        await Told.RevokedAsync(firms[..4]);
        foreach (var (id, queue, receiver) in living.Banks)
            await Told.ProvenAsync(id, Brought.By(queue), Brought.By(receiver));
        foreach (var (id, receiver, reason) in dead)
        {
            // It is shown so, to itself and to the operator.
            await Eventually.True(async () => (await Queue(id)) is var q && q.Text("state") == "full" && q.Int("lag") > 0, TimeSpan.FromSeconds(60));
            await Eventually.True(
                async () => await Webhook(id) is var w && w.GetProperty("circuitOpen").GetBoolean() && w.Text("reason") == reason, TimeSpan.FromSeconds(60), what: reason);
            Assert.Empty(receiver.Taken);
            receiver.Answer = Receiver.With(204);
        }

        foreach (var (id, receiver, _) in dead)
        {
            await using var back = await BankQueue.OpenAsync(Jiading.Operator, id);
            // What it took and was not waited for came to it all the same.
            await Told.ProvenAsync(id, Brought.By(back), new("webhook", () => [.. receiver.Arrivals.Select(a => a.Json)], InOrder: false), Brought.By(receiver));
            await Eventually.True(async () => (await Queue(id)) is var q && q.Text("state") == "free" && q.Int("lag") == 0, TimeSpan.FromSeconds(30));
        }
    }

    protected override Task<TestHouse> StartAsync() => TestHouse.StartAsync(new Dictionary<string, string>
    {
        ["RabbitMq__FeedLength"] = "10", ["Webhooks__Timeout"] = $"{Patience:c}",
    });

    private Task<JsonElement> Queue(string bank) => Jiading.Operator.Read($"api/finance/v1/banks/{bank}/queue");

    private Task<JsonElement> Webhook(string bank) => Jiading.Operator.Read($"api/finance/v1/banks/{bank}/webhook");

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
