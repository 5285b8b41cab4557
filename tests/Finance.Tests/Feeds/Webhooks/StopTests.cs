using System.Net;
using Cultivation.Kit;
using Microsoft.AspNetCore.Http;

namespace Cultivation.Finance.Tests.Feeds.Webhooks;

/// <summary>Receivers that are down, gone, elsewhere or hang.</summary>
[Collection<OverWebhooks>]
public sealed class StopTests(District district)
{
    [Fact]
    public async Task a_redirect_is_a_failure_and_is_not_followed()
    {
        await using var elsewhere = await Receiver.StartAsync();
        await using var hooked = await Hooked.With(district);
        hooked.Receiver.Answer = Receiver.With(307, headers => headers.Location = elsewhere.Address);
        await hooked.Told();
        await hooked.Is(w => w.Int("behind") == 1 && w.Text("reason") == "redirect");
        Assert.Empty(elsewhere.Arrivals);
    }

    [Fact]
    public async Task a_receiver_that_hangs_slows_no_other_bank_and_times_out()
    {
        await using var hanging = await Hooked.With(district);
        await using var quick = await Hooked.With(district);
        hanging.Receiver.Answer = (_, http) => Task.Delay(Timeout.Infinite, http.RequestAborted);
        var (slow, fast) = (await hanging.Ready(5), await quick.Ready(5));
        foreach (var firm in slow)
            await firm.Recognised();
        await hanging.Receiver.Came(4);
        foreach (var firm in fast)
            await firm.Recognised();
        await quick.Receiver.Came(5);
        Assert.Equal(4, (await hanging.Is(w => w.Int("behind") == 4)).Int("behind"));
        district.Time.Leap(TimeSpan.FromSeconds(15));
        await hanging.Is(w => w.Int("behind") > 0 && w.Text("reason") == "timeout");
        await Eventually.True(async () => (await hanging.Log("&outcome=failed")).Any(a => a.Text("reason") == "timeout" && a.Int("tookMs") >= 15_000));
    }

    [Fact]
    public async Task an_entry_that_hangs_slows_no_other_firm_of_its_bank()
    {
        await using var hooked = await Hooked.With(district);
        var stuck = await new Firm(district).Registered();
        hooked.Receiver.Answer = (arrival, http) => arrival.Subject == stuck.CreditCode ? Task.Delay(Timeout.Infinite, http.RequestAborted) : Receiver.With(204)(arrival, http);
        await hooked.Bank.Consent(stuck);
        var others = await hooked.Ready(6);
        await stuck.Recognised();
        await hooked.Receiver.Came(1);
        await stuck.Left(new DateOnly(2026, 11, 1));
        await hooked.Bank.Pulled(2);
        foreach (var firm in others)
            await firm.Recognised();
        Assert.Equal(["1-1", "1-3", "1-4", "1-5", "1-6", "1-7", "1-8"], (await hooked.Receiver.Came(7)).Select(a => a.Id).Order());
        await hooked.Is(w => w.Int("lag") == 2 && w.Int("behind") == 1);
        hooked.Receiver.Answer = Receiver.With(204);
        district.Time.Leap(TimeSpan.FromSeconds(15));
        await hooked.Is(w => w.Text("reason") == "timeout");
        district.Time.Leap(TimeSpan.FromMinutes(1));
        await hooked.Is(w => w.Int("lag") == 0);
        Assert.Equal(["1-1", "1-1", "1-2"], hooked.Receiver.Arrivals.Where(a => a.Subject == stuck.CreditCode).Select(a => a.Id));
    }

    [Fact]
    public async Task while_nothing_gets_through_one_entry_at_a_time_is_tried_and_one_success_lets_all_go()
    {
        await using var hooked = await Hooked.With(district);
        hooked.Receiver.Answer = Receiver.With(500);
        for (var i = 1; i <= 8; i++)
            await hooked.ToldAt(i);
        var open = await hooked.Is(w => w.GetProperty("circuitOpen").GetBoolean());
        Assert.True(open.Int("behind") is >= 5 and < 8);
        await Eventually.True(() => Metrics.Sum("cultivation.webhook.open_circuits") > 0);
        await Eventually.True(() => Metrics.Sum("cultivation.feed.lag", ("cultivation.bank", hooked.Bank.Id), ("cultivation.channel", "webhook")) == 8);
        var before = hooked.Receiver.Arrivals.Length;
        district.Time.Leap(TimeSpan.FromHours(4));
        await hooked.Receiver.Came(before + 1);
        Assert.Equal("1-1", hooked.Receiver.Arrivals[before].Id);
        hooked.Receiver.Answer = Receiver.With(204);
        district.Time.Leap(TimeSpan.FromHours(4));
        await hooked.Is(w => !w.GetProperty("circuitOpen").GetBoolean() && w.Int("lag") == 0);
        Assert.Equal(8, hooked.Receiver.Arrivals.Select(a => a.Id).Distinct().Count());
        await Eventually.True(() => Metrics.Sum("cultivation.feed.lag", ("cultivation.bank", hooked.Bank.Id), ("cultivation.channel", "webhook")) == 0);
    }

    [Fact]
    public async Task a_receiver_that_asks_for_quiet_has_it()
    {
        await using var hooked = await Hooked.With(district);
        hooked.Receiver.Answer = Receiver.With(429, headers => headers.RetryAfter = "3600");
        await hooked.Told();
        await hooked.Receiver.Came(1);
        await hooked.Is(w => w.Int("behind") == 1);
        hooked.Receiver.Answer = Receiver.With(204);
        await hooked.ToldAt(2);
        district.Time.Leap(TimeSpan.FromMinutes(50));
        Assert.Equal(2, (await hooked.Shown()).Int("lag"));
        Assert.Single(hooked.Receiver.Arrivals);
        district.Time.Leap(TimeSpan.FromMinutes(15));
        Assert.Equal(["1-1", "1-1", "1-2"], (await hooked.Receiver.Came(3)).Select(a => a.Id).Order());
    }

    [Fact]
    public async Task a_receiver_that_is_not_there_is_named_so()
    {
        var bank = await Partner.With(district);
        await bank.Http.Command($"banks/{bank.Id}/webhook", new { address = "http://127.0.0.1:1/" }, "").Good();
        var tried = await bank.Http.Command($"banks/{bank.Id}/webhook/tests", "").Good();
        Assert.Equal(("failed", "connection-failed"), (tried.Text("outcome"), tried.Text("reason")));
        Assert.Equal(HttpStatusCode.OK, (await bank.Http.GetAsync($"banks/{bank.Id}/webhook")).StatusCode);
    }
}
