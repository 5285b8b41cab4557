using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Feeds;

/// <summary>A bank that does not read: its queue fills up, and the feed waits for it.</summary>
public sealed class FullQueueTests : IAsyncLifetime
{
    private const int Firms = 8;
    private readonly District district = new() { FeedLength = 2 };

    public ValueTask InitializeAsync() => district.InitializeAsync();

    public ValueTask DisposeAsync() => district.DisposeAsync();

    [Fact]
    public async Task entries_that_find_no_room_come_later_in_their_order_and_the_lag_shows_them()
    {
        var bank = await Partner.With(district);
        for (var i = 0; i < Firms; i++)
        {
            var firm = await new Firm(district).Registered();
            await bank.Consent(firm);
            await firm.Recognised();
        }
        await bank.Pulled(Firms);
        await Eventually.True(() => Lag(bank.Id) is > 0 and < Firms);
        Assert.Equal(Enumerable.Range(1, Firms).Select(i => $"1-{i}"), (await bank.Take(Firms)).Select(m => m.BasicProperties.MessageId).Distinct());
        await Eventually.True(() => Lag(bank.Id) == 0);
    }

    private static long Lag(string bank) => Metrics.Sum("cultivation.feed.lag", ("cultivation.bank", bank), ("cultivation.channel", "amqp"));
}
