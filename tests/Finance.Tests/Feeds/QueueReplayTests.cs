using System.Text.Json;
using Cultivation.Finance.Feeds.Amqp;
using Cultivation.Hosting;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Feeds;

/// <summary>A bank asks for a range again, in its queue and by pull; by webhook see there.</summary>
[Collection<OnTheWire>]
public sealed class QueueReplayTests(District district)
{
    [Fact]
    public async Task a_range_comes_into_the_queue_again_in_order_marked_and_otherwise_the_same()
    {
        var bank = await With(4);
        var first = await bank.Take(4);
        await bank.Filled(4);
        Assert.Equal((422, "queue.replay-empty"), await bank.AsksAgain("1-3", "1-3").Problem());
        Assert.Equal((409, "queue.replay-ahead"), await bank.AsksAgain("1-3", "1-5").Problem());
        Assert.Equal((409, "feed.epoch-changed"), await bank.AsksAgain("2-1", "2-3").Problem());
        Assert.Equal((404, "bank.unknown"), await district.Client().Command("banks/nobody/queue/replays", new { after = "1-0", through = "1-1" }).Problem());
        Assert.Equal((403, "bank.forbidden"), await (await Partner.With(district)).Http.Command($"banks/{bank.Id}/queue/replays", new { after = "1-0", through = "1-1" }).Problem());
        Assert.Equal(2, (await bank.AsksAgain("1-1", "1-3").Good()).Int("entries"));
        var again = await bank.Take(2);
        Assert.Equal(["1-2", "1-3"], again.Select(m => m.BasicProperties.MessageId));
        Assert.All(first, m => Assert.False(m.BasicProperties.Headers!.ContainsKey("replay") || JsonElement.Parse(m.Body.Span).TryGetProperty("replay", out _)));
        foreach (var (one, before) in again.Zip(first[1..3]))
        {
            var (sent, told) = (JsonElement.Parse(one.Body.Span), JsonElement.Parse(before.Body.Span));
            Assert.Equal(true, one.BasicProperties.Headers!["replay"]);
            Assert.Equal(
                told.GetRawText().Replace(told.Text("traceparent"), sent.Text("traceparent"), StringComparison.Ordinal)
                    .Replace(",\"data\":", ",\"replay\":true,\"data\":", StringComparison.Ordinal), sent.GetRawText());
        }
        await Eventually.True(async () => (await bank.Http.Read($"banks/{bank.Id}/queue")).Int("replays") == 0);
        var log = (await bank.Http.Read($"banks/{bank.Id}/deliveries?channel=amqp")).GetProperty("deliveries").EnumerateArray().ToList();
        Assert.Equal(["replay", "replay"], log[..2].Select(a => a.Text("kind")));
        // New entries go on after it.
        await bank.Told();
        Assert.Equal("1-5", (await bank.Take(1)).Single().BasicProperties.MessageId);
    }

    [Fact]
    public void no_more_than_ten_ranges_wait()
    {
        var (after, through) = (new Cursor(1, 0), new Cursor(1, 1));
        Assert.Equal([new QueueReplayRequested("bank-a", "p1", 0, 1, "zhao")], ReplayQueue.Decide(Samples.BankA, after, through, 7, 9, "p1", "zhao"));
        Spec.Throws("queue.replays-many", () => ReplayQueue.Decide(Samples.BankA, after, through, 7, 10, "p1", "zhao"));
    }

    [Fact]
    public async Task a_replay_of_a_firm_that_took_its_consent_back_tells_the_position_only()
    {
        var bank = await Partner.With(district);
        var firm = await bank.Told();
        await bank.Take(1);
        await bank.Withdraw(firm);
        await bank.Take(1);
        await bank.Filled(2);
        await bank.AsksAgain("1-0", "1-2").Good();
        var again = await bank.Take(2);
        Assert.Equal("""{"position":1,"withheld":true,"replay":true}""", JsonElement.Parse(again[0].Body.Span).GetRawText());
        Assert.Equal("cn.cultivation.consent.ended.v1", JsonElement.Parse(again[1].Body.Span).Text("type"));
    }

    [Fact]
    public async Task a_range_that_is_pulled_with_its_end_is_marked_too()
    {
        var bank = await With(4);
        var plain = await bank.Pulled(4);
        Assert.All(plain, e => Assert.False(e.TryGetProperty("replay", out _)));
        var page = await bank.Http.Read($"banks/{bank.Id}/feed?after=1-1&through=1-3");
        var range = page.GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(["1-2", "1-3"], range.Select(e => e.Text("id")));
        Assert.All(range, e => Assert.True(e.GetProperty("replay").GetBoolean()));
        Assert.Equal("1-3", page.Text("next"));
        Assert.Empty((await bank.Http.Read($"banks/{bank.Id}/feed?after=1-3&through=1-3&wait=30")).GetProperty("entries").EnumerateArray());
        Assert.Equal((409, "feed.cursor-ahead"), await bank.Http.GetAsync($"banks/{bank.Id}/feed?after=1-3&through=1-5").Problem());
    }

    private async Task<Partner> With(int firms)
    {
        var bank = await Partner.With(district);
        await bank.Told(firms);
        return bank;
    }
}
