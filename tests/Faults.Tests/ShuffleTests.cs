using System.Text.Json;
using Cultivation.Kit;

namespace Cultivation.Faults.Tests;

/// <summary>What the ladder publishes reaches Finance twice and in another order: it decides and tells as without.</summary>
public sealed class ShuffleTests : JiadingTest
{
    private const int Runs = 5;

    [Fact]
    public async Task duplicates_and_another_order_change_nothing_of_what_a_bank_is_told()
    {
        await using var receiver = await Receiver.OpenAsync(Jiading.Bank, Jiading.BankId);
        await using var queue = await BankQueue.OpenAsync(Jiading.Bank, Jiading.BankId);
        async Task<string[]> Follow()
        {
            var firms = await Told.FirmsAsync(12);
            await Told.RecognisedAsync(firms);
            await Told.RevokedAsync(firms[..6]);
            await Told.ProvenAsync(Jiading.BankId, Brought.By(queue), Brought.By(receiver));
            var feed = await Jiading.FeedAsync();
            return [.. await Task.WhenAll(firms.Select(async f => $"{Shape(feed, f.Code)} {await Decided(f.Id)}"))];
        }

        var straight = await Follow();
        await Seeds.EachAsync(Runs, TestContext.Current.TestOutputHelper!.WriteLine, async seed =>
        {
            await using var shuffled = await ShuffledQueue.InFrontOfAsync("finance.ladder", House.RabbitMq, seed);
            Assert.Equal(straight, await Follow());
            Assert.True(shuffled.Passed >= 2 * (12 + 12) && shuffled.Overtaken > shuffled.Passed / 4, $"{shuffled.Passed} messages, {shuffled.Overtaken} out of turn");
            return $"{shuffled.Passed} messages, {shuffled.Overtaken} out of turn";
        });
        Assert.Empty((await Jiading.Operator.Read("api/finance/v1/operations/parked")).GetProperty("parked").EnumerateArray());
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
        var firm = await Jiading.CaseWorker.Read($"api/finance/v1/firms/{firmId}");
        return string.Join(' ', firm.GetProperty("holdings").EnumerateArray().Select(h => $"{h.Text("code")}:{h.Text("from")}:{h.GetProperty("until")}").Order());
    }
}
