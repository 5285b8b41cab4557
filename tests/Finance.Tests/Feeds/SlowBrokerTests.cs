using System.Text.Json;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Feeds;

/// <summary>A broker that takes its time to confirm: what was read before it must not be told after it. A district of its own.</summary>
public sealed class SlowBrokerTests : IAsyncLifetime
{
    private readonly District district;
    private AmqpWire wire = null!;

    public SlowBrokerTests() => district = new() { By = broker => (wire = AmqpWire.To(broker)).Address };

    public ValueTask InitializeAsync() => district.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await district.DisposeAsync();
        await wire.DisposeAsync();
    }

    [Fact]
    public async Task a_consent_that_is_withdrawn_while_the_entry_before_is_not_confirmed_lets_out_the_position_only()
    {
        var bank = await Partner.With(district);
        var firms = new[] { await new Firm(district).Registered(), await new Firm(district).Registered() };
        foreach (var (i, firm) in firms.Index())
        {
            await bank.Consent(firm);
            await firm.Recognised();
            await bank.Pulled(i + 1);
        }
        await bank.Take(2);
        await Eventually.True(async () => await district.Count("select position from finance.deliveries where bank_id = any($1)", [bank.Id]) == 2);

        // Both entries are read together; the first one's confirm is late.
        var unconfirmed = wire.StopAt(WireStop.Confirm, 1);
        await district.Client().Command($"banks/{bank.Id}/refills", new { after = "1-0" }).Good();
        await unconfirmed.WaitAsync(TimeSpan.FromSeconds(30));
        await bank.Withdraw(firms[1]);
        district.Time.Leap(TimeSpan.FromSeconds(1));
        wire.Pass();
        var taken = (await bank.Take(3)).DistinctBy(m => m.BasicProperties.MessageId).Select(m => JsonElement.Parse(m.Body.Span)).ToList();
        Assert.Equal(firms[0].CreditCode, taken[0].Text("subject"));
        Assert.Equal("""{"position":2,"withheld":true}""", taken[1].GetRawText());
        Assert.Equal("cn.cultivation.consent.ended.v1", taken[2].Text("type"));
        await district.Proof(bank, firms).HoldsAsync(3, new Brought("amqp", () => taken, InOrder: true));
    }
}
