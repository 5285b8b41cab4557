using System.Text.Json;
using Cultivation.Kit;

namespace Cultivation.Faults.Tests;

/// <summary>What the ladder publishes reaches Finance twice and in another order: it decides and tells as without.</summary>
public sealed class ShuffleTests : IAsyncLifetime
{
    private const int Runs = 5;
    private TestHouse house = null!;
    private Jiading jiading = null!;

    public async ValueTask InitializeAsync()
    {
        house = await TestHouse.StartAsync();
        jiading = await Jiading.ReadyAsync(house);
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task duplicates_and_another_order_change_nothing_of_what_a_bank_is_told()
    {
        var told = new Told(house, jiading);
        await using var receiver = await Receiver.StartAsync();
        await jiading.Bank.Command($"api/finance/v1/banks/{Jiading.BankId}/webhook", new { address = receiver.Address }, "").Good();
        await using var queue = await BankQueue.OpenAsync(jiading.Bank, Jiading.BankId);
        async Task<string[]> Follow()
        {
            var firms = await told.FirmsAsync(12);
            await told.RecognisedAsync(firms);
            await told.RevokedAsync(firms[..6]);
            await told.ProvenAsync(Jiading.BankId, Brought.By(queue), Brought.By(receiver));
            var feed = await jiading.FeedAsync();
            return [.. await Task.WhenAll(firms.Select(async f => $"{Shape(feed, f.Code)} {await Decided(f.Id)}"))];
        }

        var straight = await Follow();
        await Seeds.EachAsync(Runs, TestContext.Current.TestOutputHelper!.WriteLine, async seed =>
        {
            await using var shuffled = await ShuffledQueue.InFrontOfAsync("finance.ladder", house.RabbitMq, seed);
            Assert.Equal(straight, await Follow());
            Assert.True(shuffled.Passed >= 2 * (12 + 12) && shuffled.Overtaken > shuffled.Passed / 4, $"{shuffled.Passed} messages, {shuffled.Overtaken} out of turn");
            return $"{shuffled.Passed} messages, {shuffled.Overtaken} out of turn";
        });
        Assert.Empty((await jiading.Operator.Read("api/finance/v1/operations/parked")).GetProperty("parked").EnumerateArray());
    }

    /// <summary>What was told of a firm, without what is its own: name, numbers, salt and trace.</summary>
    private static string Shape(List<JsonElement> feed, string code)
    {
        var entries = feed.Where(e => e.Text("subject") == code).ToList();
        return string.Join(' ', entries.Select(e =>
        {
            var data = e.GetProperty("data");
            var of = data.TryGetProperty("ends", out var ends) ? string.Join(',', ends.EnumerateArray().Select(p => entries.FindIndex(one => one.Int("position") == p.GetInt32()))) : "";
            return $"{e.Text("type")}:{data.Text("effectiveOn")}:{data.GetProperty("eligible")}:{data.GetProperty("basis").Text("kind")}:{of}";
        }));
    }

    /// <summary>What Finance holds of a firm.</summary>
    private async Task<string> Decided(string firmId)
    {
        var firm = await jiading.CaseWorker.Read($"api/finance/v1/firms/{firmId}");
        return string.Join(' ', firm.GetProperty("holdings").EnumerateArray().Select(h => $"{h.Text("code")}:{h.Text("from")}:{h.GetProperty("until")}").Order());
    }
}
