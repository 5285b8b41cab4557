using Cultivation.Finance.Tests.Feeds;
using Cultivation.Finance.Tests.Feeds.Webhooks;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests.BuiltIn;

/// <summary>
/// What happens while a publisher waits to save. It waits for a transaction that stays open; and while any does, Marten's daemon passes no number that was
/// rolled back, so that nothing new would reach the feed.
/// </summary>
[Collection<OnTheWire>]
public sealed class HeldRowTests(District district)
{
    [Fact]
    public async Task what_was_published_but_not_saved_comes_again_with_the_same_id()
    {
        var bank = await Partner.With(district);
        await using (var held = await HeldRow.OfAsync(district.FinanceData, "finance.deliveries", bank.Id))
        {
            await bank.Told();
            Assert.Equal("1-1", (await bank.Take(1)).Single().BasicProperties.MessageId);
            // The publisher now waits to save its place. Its connection dies, as it would with the process.
            await held.WantedAsync();
            Assert.Equal(1, await held.EndAsync());
        }
        Assert.Equal("1-1", (await bank.Take(1)).Single().BasicProperties.MessageId);
        await bank.Filled(1);
    }

    [Fact]
    public async Task what_was_sent_but_not_saved_comes_again_with_the_same_id()
    {
        await using var hooked = await Hooked.With(district);
        await using (var held = await HeldRow.OfAsync(district.FinanceData, "finance.webhooks", hooked.Bank.Id))
        {
            await hooked.Told();
            await hooked.Receiver.Came(1);
            // The delivery now waits to save what it sent. Its connection dies, as it would with the process.
            await held.WantedAsync();
            Assert.Equal(1, await held.EndAsync());
        }
        Assert.Equal(["1-1", "1-1"], (await hooked.Receiver.Came(2)).Select(a => a.Id));
        await hooked.Is(w => w.Int("lag") == 0);
    }

    [Fact]
    public async Task an_entry_that_is_new_while_a_long_range_comes_again_does_not_wait_for_its_end()
    {
        const int range = 30, page = 20;
        var bank = await Partner.With(district);
        await bank.Told(range);
        await bank.Take(range);
        await bank.Filled(range);
        HeldRow replay;
        await using (var place = await HeldRow.OfAsync(district.FinanceData, "finance.deliveries", bank.Id))
        {
            await bank.Told();
            await bank.Take(1);
            await place.WantedAsync();
            await bank.AsksAgain("1-0", $"1-{range}").Good();
            replay = await HeldRow.OfAsync(district.FinanceData, "finance.queue_replays", bank.Id);
        }
        await using (replay)
        {
            await replay.WantedAsync();
            await bank.Told();
            await bank.Pulled(range + 2);
        }
        var came = (await bank.Take(range + 1)).Select(m => (m.BasicProperties.MessageId, Replay: m.BasicProperties.Headers!.ContainsKey("replay")));
        var again = Enumerable.Range(1, range).Select(i => ((string?)$"1-{i}", Replay: true)).ToList();
        Assert.Equal([.. again[..page], ($"1-{range + 2}", false), .. again[page..]], came);
    }
}
