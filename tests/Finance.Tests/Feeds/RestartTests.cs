using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Feeds;

/// <summary>Finance stops while the ladder goes on.</summary>
public sealed class RestartTests : OwnDistrict
{
    [Fact]
    public async Task what_happened_while_finance_was_down_is_in_the_feed_once_when_it_returns()
    {
        var bank = await Partner.With(District);
        var firm = await new Firm(District).Registered();
        await bank.Consent(firm);
        await firm.Recognised();
        await bank.Take(1);
        await District.StopFinance();
        await firm.Left(new DateOnly(2026, 11, 1));
        await firm.Recognised("r2", new DateOnly(2026, 11, 5));
        await District.StartFinance();
        bank.ForgetPassword();
        Assert.Equal(["1-2", "1-3"], (await bank.Take(2)).Select(m => m.BasicProperties.MessageId));
        Assert.Equal(
            ["granted", "withdrawn", "granted"],
            (await bank.Pulled(3)).Select(e => e.GetProperty("type").GetString()!.Split('.')[3]));
    }

    [Fact]
    public async Task a_feeder_whose_position_was_lost_meanwhile_copies_nothing_twice_and_leaves_nothing_out()
    {
        var lost = await LostPosition.With(District);
        await District.StopFinance();
        await lost.Lose();
        await District.StartFinance();
        await lost.GoesOn();
    }
}
