using System.Net;
using Cultivation.Kit;
using Microsoft.AspNetCore.Http;

namespace Cultivation.Finance.Tests.Feeds.Webhooks;

/// <summary>Receivers that are down, gone, elsewhere or hang.</summary>
[Collection<OverWebhooks>]
public sealed class StopTests(District district)
{
    [Fact]
    public async Task a_receiver_that_is_gone_is_left_alone_until_it_is_enabled()
    {
        await using var hooked = await Hooked.With(district);
        hooked.Receiver.Answer = Receiver.With(410);
        await hooked.Told();
        var shown = await hooked.Is(w => w.Text("state") == "disabled");
        Assert.Equal(("gone", 1), (shown.Text("stoppedReason"), shown.Int("lag")));
        hooked.Receiver.Answer = Receiver.With(204);
        await hooked.ToldAt(2);
        Assert.Single(hooked.Receiver.Arrivals);
        var listed = (await district.Client().Read("webhooks?state=disabled")).GetProperty("webhooks").EnumerateArray().Single(w => w.Text("bankId") == hooked.Bank.Id);
        Assert.Equal("gone", listed.Text("stoppedReason"));
        await hooked.Asks("enabling", "").Good();
        Assert.Equal(["1-1", "1-1", "1-2"], (await hooked.Receiver.Came(3)).Select(a => a.Id).Order());
        await hooked.Is(w => w.Text("state") == "active" && w.Int("lag") == 0);
        Assert.Equal(1, await district.Count(
            "select count(*) from events.mt_events where type = 'webhook_disabled' and stream_id = any($1)", [$"bank:{hooked.Bank.Id}"]));
    }

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
    public async Task what_is_on_its_way_when_it_is_disabled_is_broken_off_and_comes_again()
    {
        await using var hooked = await Hooked.With(district);
        var broken = new TaskCompletionSource();
        hooked.Receiver.Answer = async (_, http) =>
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            broken.TrySetResult();
        };
        await hooked.Told();
        await hooked.Receiver.Came(1);
        await hooked.Is(w => w.Int("behind") == 1);
        await hooked.Asks("disabling", new { reason = "维护" }).Good();
        await broken.Task.WaitAsync(TimeSpan.FromSeconds(30));
        hooked.Receiver.Answer = Receiver.With(204);
        await hooked.Asks("enabling", "").Good();
        Assert.Equal(["1-1", "1-1"], (await hooked.Receiver.Came(2)).Select(a => a.Id));
        await hooked.Is(w => w.Int("lag") == 0);
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
        Assert.True(Metrics.Sum("cultivation.webhook.open_circuits") > 0);
        Assert.Equal(8, Metrics.Sum("cultivation.feed.lag", ("cultivation.bank", hooked.Bank.Id), ("cultivation.channel", "webhook")));
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
    public async Task after_three_days_it_is_paused_and_goes_on_from_there_once_enabled()
    {
        await using var hooked = await Hooked.With(district);
        hooked.Receiver.Answer = Receiver.With(502);
        await hooked.Told();
        await hooked.Receiver.Came(1);
        var leaps = 0;
        while (leaps < 40 && (await hooked.Shown()).Text("state") == "active")
        {
            var came = hooked.Receiver.Arrivals.Length;
            await hooked.Is(w => w.Text("state") != "active" || w.Int("behind") == 1);
            district.Time.Leap(TimeSpan.FromHours(4));
            leaps++;
            await Eventually.True(async () => hooked.Receiver.Arrivals.Length > came || (await hooked.Shown()).Text("state") != "active");
        }
        Assert.InRange(leaps, 18, 21);
        var shown = await hooked.Is(w => w.Text("state") == "paused");
        Assert.Equal(("http-502", 1, "1-0"), (shown.Text("stoppedReason"), shown.Int("lag"), shown.Text("position")));
        Assert.Contains((await district.Client().Read("webhooks?state=paused")).GetProperty("webhooks").EnumerateArray(), w => w.Text("bankId") == hooked.Bank.Id);
        var tried = hooked.Receiver.Arrivals.Length;
        hooked.Receiver.Answer = Receiver.With(204);
        district.Time.Leap(TimeSpan.FromHours(8));
        await hooked.ToldAt(2);
        Assert.Equal(tried, hooked.Receiver.Arrivals.Length);
        await hooked.Asks("enabling", "").Good();
        Assert.Equal(["1-1", "1-2"], (await hooked.Receiver.Came(tried + 2))[tried..].Select(a => a.Id).Order());
        await hooked.Is(w => w.Int("lag") == 0);
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
    public async Task a_disabled_webhook_is_sent_nothing()
    {
        await using var hooked = await Hooked.With(district);
        Assert.Equal((422, "webhook.reason-missing"), await hooked.Asks("disabling", new { reason = "" }).Problem());
        await hooked.Asks("disabling", new { reason = "维护" }).Good();
        await hooked.ToldAt(1);
        var shown = await hooked.Shown();
        Assert.Equal(("disabled", "维护", 1), (shown.Text("state"), shown.Text("stoppedReason"), shown.Int("lag")));
        Assert.Empty(hooked.Receiver.Arrivals);
        await hooked.Asks("enabling", "").Good();
        await hooked.Receiver.Came(1);
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
