using Cultivation.Contracts.Ladder.V1;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Feeds.Webhooks;

/// <summary>Finance stops, dies, or runs twice. A district of its own.</summary>
public sealed class WebhookRestartTests : OwnDistrict
{
    [Fact]
    public async Task what_waited_goes_on_after_a_restart_with_its_id_and_its_count()
    {
        await using var hooked = await Hooked.With(District);
        hooked.Receiver.Answer = (arrival, http) => Receiver.With(arrival.Id == "1-1" ? 500 : 204)(arrival, http);
        var stuck = await hooked.ToldAt(1);
        await hooked.Is(w => w.Int("behind") == 1);
        await stuck.Left(new DateOnly(2026, 11, 1));
        await hooked.Bank.Pulled(2);
        await hooked.ToldAt(3);
        await hooked.Is(w => w.Int("lag") == 2);
        var before = hooked.Receiver.Arrivals.Length;
        await District.StopFinance();
        hooked.Receiver.Answer = Receiver.With(204);
        District.Time.Leap(TimeSpan.FromHours(4));
        await District.StartFinance();
        Assert.Equal(["1-1", "1-2"], (await hooked.Receiver.Came(before + 2))[before..].Select(a => a.Id));
        await hooked.Is(w => w.Int("lag") == 0);
        var log = await hooked.Log("&position=1");
        Assert.Equal(Enumerable.Range(1, log.Length).Reverse(), log.Select(a => a.Int("attempt")));
        Assert.Equal("delivered", log[0].Text("outcome"));
    }

    [Fact]
    public async Task of_two_processes_one_sends_and_the_other_follows_it()
    {
        await using var hooked = await Hooked.With(District);
        await hooked.ToldAt(1);
        await hooked.Receiver.Came(1);
        await using (var other = await District.StartAnother())
        {
            for (var i = 2; i <= 8; i++)
                await hooked.ToldAt(i);
            await hooked.Is(w => w.Int("lag") == 0 && w.Text("head") == "1-8");
            Assert.Equal(Enumerable.Range(1, 8).Select(i => $"1-{i}"), hooked.Receiver.Arrivals.Select(a => a.Id).Order());
            await other.StopAsync();
        }
        await using var next = await District.StartAnother();
        await District.StopFinance();
        try
        {
            await District.Happens(new FirmRegistered("late", "91310114TESTLATE01", "上海嘉定样例科技有限公司", new DateOnly(2015, 1, 1), "310114"));
            await District.Signs(Signed(10));
            Assert.Equal("1-9", (await hooked.Receiver.Came(9))[8].Id);
        }
        finally
        {
            await next.StopAsync();
            await District.StartFinance();
        }
    }

    [Fact]
    public async Task a_checkpoint_that_fails_holds_no_firm_back()
    {
        await using var hooked = await Hooked.With(District);
        hooked.Receiver.Answer = (arrival, http) => Receiver.With(arrival.Json.Text("type").Contains("checkpoint", StringComparison.Ordinal) ? 500 : 204)(arrival, http);
        await District.Signs(Signed(10));
        await hooked.Bank.Pulled(1);
        await hooked.Is(w => w.Int("behind") == 1);
        await hooked.ToldAt(2);
        await Eventually.True(() => hooked.Receiver.Arrivals.Any(a => a.Id == "1-2"));
    }

    private static LedgerCheckpointSigned Signed(long size) =>
        new(District.Code, size, new string('a', 64), "2026-11-25T02:30:00.000000Z", null, "kid", "c2ln");
}
