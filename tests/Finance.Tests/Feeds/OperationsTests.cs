using System.Text.Json;
using Cultivation.Finance.Tests.Feeds.Webhooks;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Feeds;

/// <summary>What an operator is told of feeds.</summary>
[Collection<OverWebhooks>]
public sealed class OperationsTests(District district)
{
    private HttpClient Operator => district.Client(["operator"]);

    [Fact]
    public async Task health_tells_how_far_each_bank_is_behind_on_each_channel()
    {
        await using var hooked = await Hooked.With(district);
        hooked.Receiver.Answer = Receiver.With(500);
        await hooked.ToldAt(1);
        await Eventually.True(async () => (await Lag(hooked, "amqp")).Int("head") == 1 && (await Lag(hooked, "amqp")).Int("lagEntries") == 0);
        await Eventually.True(async () => (await Lag(hooked, "webhook")).Int("lagEntries") == 1);
        var behind = await Lag(hooked, "webhook");
        Assert.Equal((District.Code, 1, "active"), (behind.Text("district"), behind.Int("head"), behind.Text("state")));
        Assert.True(behind.GetProperty("lagSeconds").GetDouble() > 0);

        hooked.Receiver.Answer = Receiver.With(204);
        district.Time.Leap(TimeSpan.FromHours(5));
        await Eventually.True(async () => (await Lag(hooked, "webhook")).Int("lagEntries") == 0);
        Assert.Equal(0, (await Lag(hooked, "webhook")).GetProperty("lagSeconds").GetDouble());
    }

    [Fact]
    public async Task the_deliveries_of_a_trace_are_told_with_bank_channel_and_outcome()
    {
        await using var hooked = await Hooked.With(district);
        await hooked.ToldAt(1);
        await Eventually.True(async () => (await hooked.Log()).Length == 1);
        var logged = (await hooked.Log())[0];
        var found = (await Operator.Read($"operations/traces/{logged.Text("traceId")}/deliveries")).GetProperty("deliveries").EnumerateArray()
            .Where(delivery => delivery.Text("bank") == hooked.Bank.Id && delivery.Text("channel") == "webhook").ToList();
        var delivery = Assert.Single(found);
        Assert.Equal((District.Code, "entry", 1, "delivered"), (delivery.Text("district"), delivery.Text("kind"), delivery.Int("position"), delivery.Text("outcome")));
        Assert.Empty((await Operator.Read("operations/traces/0123456789abcdef0123456789abcdef/deliveries")).GetProperty("deliveries").EnumerateArray());
    }

    private async Task<JsonElement> Lag(Hooked hooked, string channel) => (await Operator.Read("operations/health")).GetProperty("feeds").EnumerateArray()
        .Single(feed => feed.Text("bank") == hooked.Bank.Id && feed.Text("channel") == channel);
}
