using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Feeds;

/// <summary>Finance stops while the ladder goes on.</summary>
public sealed class RestartTests : IAsyncLifetime
{
    private readonly District district = new();

    public ValueTask InitializeAsync() => district.InitializeAsync();

    public ValueTask DisposeAsync() => district.DisposeAsync();

    [Fact]
    public async Task what_happened_while_finance_was_down_is_in_the_feed_once_when_it_returns()
    {
        var bank = await Partner.With(district);
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm);
        await firm.Recognised();
        await bank.Take(1);
        await district.StopFinance();
        await firm.Left(new DateOnly(2026, 11, 1));
        await firm.Recognised("r2", new DateOnly(2026, 11, 5));
        await district.StartFinance();
        bank.ForgetPassword();
        Assert.Equal(["1-2", "1-3"], (await bank.Take(2)).Select(m => m.BasicProperties.MessageId));
        Assert.Equal(
            ["granted", "withdrawn", "granted"],
            (await bank.Pulled(3)).Select(e => e.GetProperty("type").GetString()!.Split('.')[3]));
    }

    [Fact]
    public async Task a_feeder_whose_position_was_lost_meanwhile_copies_nothing_twice_and_leaves_nothing_out()
    {
        var lost = await LostPosition.With(district);
        await district.StopFinance();
        await lost.Lose();
        await district.StartFinance();
        await lost.GoesOn();
    }
}
