using System.Text.Json;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Feeds;

/// <summary>A bank that does not read: its queue fills up, and the feed waits for it.</summary>
public sealed class FullQueueTests() : OwnDistrict(new District { FeedLength = Limit })
{
    // As the operator's table of feeds has it.
    private async Task<string> Standing(Partner bank) => (await District.Client().Read("operations/health")).GetProperty("feeds").EnumerateArray()
        .Single(f => f.Text("bank") == bank.Id && f.Text("channel") == "amqp").Text("state");

    private const int Firms = 8;
    private const int Limit = 4;

    [Fact]
    public async Task entries_that_find_no_room_come_later_in_their_order_and_the_lag_shows_them()
    {
        var bank = await Partner.With(District);
        for (var i = 0; i < Firms; i++)
            await bank.Told();
        await bank.Pulled(Firms);
        await Eventually.True(() => Lag(bank.Id) is > 0 and < Firms);
        Assert.Equal(Enumerable.Range(1, Firms).Select(i => $"1-{i}"), (await bank.Take(Firms)).Select(m => m.BasicProperties.MessageId).Distinct());
        await Eventually.True(() => Lag(bank.Id) == 0);
    }

    [Fact]
    public async Task a_queue_that_fills_up_raises_an_alarm_for_bank_and_operator_and_a_queue_with_room_ends_it()
    {
        var bank = await Partner.With(District);
        await bank.Told();
        var free = await Is(bank, q => q.Int("messages") == 1);
        Assert.Equal(("free", Limit, 0, 0), (free.Text("state"), free.Int("limit"), free.Int("consumers"), free.Int("lag")));
        Assert.Equal(0, Alarms(bank.Id));
        for (var i = 1; i < Firms; i++)
            await bank.Told();
        await bank.Pulled(Firms);
        var full = await Is(bank, q => q.Text("state") == "full" && q.Int("lag") is > 0 and < Firms);
        Assert.True(full.Int("messages") >= Limit);
        Assert.Equal($"1-{Firms}", full.Text("head"));
        Assert.Equal(1, Alarms(bank.Id));
        var tried = await bank.Http.Command($"banks/{bank.Id}/queue/tests", "").Good();
        Assert.Equal(("failed", "full"), (tried.Text("outcome"), tried.Text("reason")));
        await Eventually.True(() => Metrics.Sum("cultivation.queue.messages", ("cultivation.bank", bank.Id)) == full.Int("messages"));
        Assert.Contains((await District.Client().Read("queues?state=full")).GetProperty("queues").EnumerateArray(), q => q.Text("bankId") == bank.Id);
        Assert.Equal("full", await Standing(bank));
        Assert.Equal(full.Text("since"), (await bank.Http.Read($"banks/{bank.Id}/queue")).Text("since"));

        await bank.Take(Firms);
        var empty = await Is(bank, q => q.Text("state") == "free" && q.Int("lag") == 0);
        Assert.NotEqual(full.Text("since"), empty.Text("since"));
        Assert.Equal("active", await Standing(bank));
        Assert.Equal(0, Alarms(bank.Id));
        Assert.DoesNotContain((await District.Client().Read("queues?state=full")).GetProperty("queues").EnumerateArray(), q => q.Text("bankId") == bank.Id);
    }

    [Fact]
    public async Task a_consent_that_is_withdrawn_while_entries_wait_for_room_lets_out_their_positions_only()
    {
        var bank = await Partner.With(District);
        List<Firm> firms = [];
        for (var i = 0; i < Firms; i++)
            firms.Add(await bank.Told());
        // The office looks, which hands nothing over.
        await Eventually.True(async () => (await District.Client().Read($"banks/{bank.Id}/feed")).GetProperty("entries").GetArrayLength() == Firms);
        await Is(bank, q => q.Text("state") == "full");
        Assert.Equal((false, 0), await Waiting());
        await bank.Withdraw(firms[^1]);
        await bank.Pulled(Firms + 1);
        var taken = (await bank.Take(Firms + 1)).DistinctBy(m => m.BasicProperties.MessageId).Select(m => JsonElement.Parse(m.Body.Span)).ToList();
        Assert.Equal($$"""{"position":{{Firms}},"withheld":true}""", taken[Firms - 1].GetRawText());
        Assert.Equal("cn.cultivation.consent.ended.v1", taken[Firms].Text("type"));
        Assert.Equal((true, 0), await Waiting());
        await District.Proof(bank, firms).HoldsAsync(Firms + 1, new Brought("amqp", () => taken, InOrder: true));

        async Task<(bool Withheld, int HandedOver)> Waiting()
        {
            var told = (await District.Client().Read($"firms/{firms[^1].Id}")).GetProperty("told")[0];
            return (told.GetProperty("withheld").GetBoolean(), told.GetProperty("handedOver").GetArrayLength());
        }
    }

    [Fact]
    public async Task a_bank_that_holds_its_feed_by_another_channel_is_spared_what_waits_for_room()
    {
        var bank = await Partner.With(District);
        for (var i = 0; i < Firms; i++)
            await bank.Told();
        await bank.Pulled(Firms);
        await Is(bank, q => q.Text("state") == "full" && q.Int("lag") is > 1 and < Firms);
        await bank.Http.Command($"banks/{bank.Id}/queue/confirmations", new { through = $"1-{Firms - 1}" }).Good();
        Assert.Equal($"1-{Firms - 1}", (await bank.Http.Read($"banks/{bank.Id}/queue")).Text("position"));
        List<string?> taken = [];
        while (!taken.Contains($"1-{Firms}"))
            taken.Add((await bank.Take(1)).Single().BasicProperties.MessageId);
        Assert.DoesNotContain($"1-{Firms - 1}", taken);
        await Is(bank, q => q.Text("state") == "free" && q.Int("lag") == 0);
    }

    [Fact]
    public async Task a_queue_that_was_made_with_another_limit_goes_on_and_is_judged_by_its_own()
    {
        var bank = await Partner.With(District);
        await bank.Told();
        await Is(bank, q => q.Int("messages") == 1);
        await District.StopFinance();
        District.FeedLength = 100;
        await District.StartFinance();
        for (var i = 1; i < Firms; i++)
            await bank.Told();
        var full = await Is(bank, q => q.Text("state") == "full" && q.Int("lag") > 0);
        Assert.Equal(Limit, full.Int("limit"));
        Assert.Equal(Enumerable.Range(1, Firms).Select(i => $"1-{i}"), (await bank.Take(Firms)).Select(m => m.BasicProperties.MessageId).Distinct());
    }

    [Fact]
    public async Task a_queues_state_is_its_banks_and_the_operators()
    {
        var (bank, other) = (await Partner.With(District), await Partner.With(District));
        Assert.Equal((403, "bank.forbidden"), await other.Http.GetAsync($"banks/{bank.Id}/queue").Problem());
        Assert.Equal((404, "bank.unknown"), await District.Client().GetAsync("banks/nobody/queue").Problem());
        Assert.Equal((400, "queue.state-unknown"), await District.Client().GetAsync("queues?state=good").Problem());
        Assert.Equal((403, "auth.role-missing"), await bank.Http.GetAsync("queues").Problem());
    }

    private static async Task<JsonElement> Is(
        Partner bank, Func<JsonElement, bool> wanted, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(wanted))] string what = "")
    {
        JsonElement shown = default;
        await Eventually.True(async () => wanted(shown = await bank.Http.Read($"banks/{bank.Id}/queue")), what: what);
        return shown;
    }

    private static long Alarms(string bank) => Metrics.Sum("cultivation.queue.alarms", ("cultivation.bank", bank));

    private static long Lag(string bank) => Metrics.Sum("cultivation.feed.lag", ("cultivation.bank", bank), ("cultivation.channel", "amqp"));
}
