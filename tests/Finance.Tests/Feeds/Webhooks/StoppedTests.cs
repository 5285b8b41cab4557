using System.Text.Json;
using Cultivation.Finance.Feeds.Webhooks;
using Cultivation.Hosting;
using Cultivation.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace Cultivation.Finance.Tests.Feeds.Webhooks;

/// <summary>Webhooks that stopped, by themselves or by somebody's order: who is told, and how they go on.</summary>
[Collection<OverWebhooks>]
public sealed class StoppedTests(District district)
{
    [Fact]
    public async Task a_receiver_that_is_gone_is_left_alone_until_it_is_enabled()
    {
        await using var hooked = await Hooked.With(district);
        hooked.Receiver.Answer = Receiver.With(410);
        await hooked.Told();
        var shown = await hooked.Is(w => w.Text("state") == "disabled");
        Assert.Equal("gone", shown.Text("stoppedReason"));
        await hooked.Bank.Pulled(2);
        hooked.Receiver.Answer = Receiver.With(204);
        await hooked.ToldAt(3);
        Assert.Single(hooked.Receiver.Arrivals);
        await TellsTheStop(hooked, "disabled", "gone");
        await Eventually.True(() => Metrics.Sum("cultivation.webhook.stopped", ("cultivation.bank", hooked.Bank.Id), ("cultivation.state", "Disabled")) == 1);
        var listed = (await district.Client().Read("webhooks?state=disabled")).GetProperty("webhooks").EnumerateArray().Single(w => w.Text("bankId") == hooked.Bank.Id);
        Assert.Equal("gone", listed.Text("stoppedReason"));
        await hooked.Asks("enabling", "").Good();
        Assert.Equal(["1-1", "1-1", "1-2", "1-3"], (await hooked.Receiver.Came(4)).Select(a => a.Id).Order());
        await hooked.Is(w => w.Text("state") == "active" && w.Int("lag") == 0);
        Assert.Equal(2, await district.Count(
            "select count(*) from events.mt_events where type in ('webhook_disabled', 'webhook_stop_disclosed') and stream_id = any($1)", [$"bank:{hooked.Bank.Id}"]));
        await using var client = new SampleClient("bank.py", new Uri(district.Address, $"banks/{hooked.Bank.Id}"), district.Token([Roles.Bank], hooked.Bank.Id));
        var (code, said) = await client.DeliveredAsync(hooked.Receiver.Taken.Select(taken => taken.Json.GetRawText()));
        Assert.True(code == 0 && said.Contains("1-3: 2 rows, equal", StringComparison.Ordinal), said);
    }

    [Fact]
    public async Task a_stop_by_the_operator_is_told_without_his_words_and_one_by_the_bank_is_not()
    {
        await using var hooked = await Hooked.With(district);
        await hooked.Asks("disabling", new { reason = "维护" }).Good();
        await hooked.Asks("enabling", "").Good();
        await hooked.ToldAt(1);
        await hooked.Is(w => w.Text("position") == "1-1");
        await district.Client([Roles.Operator]).Command($"banks/{hooked.Bank.Id}/webhook/disabling", new { reason = "王某要求" }).Good();
        await hooked.Bank.Pulled(2);
        Assert.DoesNotContain("王某", await TellsTheStop(hooked, "disabled", "by-operator", "1-1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task several_that_see_the_stop_tell_it_once()
    {
        await using var hooked = await Hooked.With(district);
        await hooked.ToldAt(1);
        var seen = new Stop(true, new(new(1, "f1", 1, null), 1, district.Time.GetUtcNow(), district.Time.GetUtcNow(), "gone"));
        var stop = district.Provider.GetRequiredService<StopWebhook>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => stop.Now(District.Code, hooked.Bank.Id, hooked.Receiver.Address, seen, CancellationToken.None))));
        await hooked.Bank.Pulled(2);
        await hooked.ToldAt(3);
        Assert.Equal(["granted", "stopped", "granted"], (await hooked.Bank.Pull()).Select(e => e.Text("type").Split('.')[3]));
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
        Assert.Equal(("http-502", "1-0"), (shown.Text("stoppedReason"), shown.Text("position")));
        var notice = (await hooked.Bank.Pulled(2))[1].GetProperty("data");
        Assert.Equal(("paused", "failing", "1-0"), (notice.Text("state"), notice.Text("reason"), notice.Text("delivered")));
        Assert.Contains((await district.Client().Read("webhooks?state=paused")).GetProperty("webhooks").EnumerateArray(), w => w.Text("bankId") == hooked.Bank.Id);
        var tried = hooked.Receiver.Arrivals.Length;
        hooked.Receiver.Answer = Receiver.With(204);
        district.Time.Leap(TimeSpan.FromHours(8));
        await hooked.ToldAt(3);
        Assert.Equal(tried, hooked.Receiver.Arrivals.Length);
        await hooked.Asks("enabling", "").Good();
        Assert.Equal(["1-1", "1-2", "1-3"], (await hooked.Receiver.Came(tried + 3))[tried..].Select(a => a.Id).Order());
        await hooked.Is(w => w.Int("lag") == 0);
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

    /// <summary>The second entry of the feed, by pull and from the queue.</summary>
    private async Task<string> TellsTheStop(Hooked hooked, string state, string reason, string delivered = "1-0")
    {
        var told = (await hooked.Bank.Pull("?after=1-1&limit=1")).Single();
        var data = told.GetProperty("data");
        Assert.Equal(("1-2", "cn.cultivation.webhook.stopped.v1", $"bank:{hooked.Bank.Id}"), (told.Text("id"), told.Text("type"), told.Text("subject")));
        Assert.Equal(
            (District.Code, state, reason, delivered, $"POST /v1/banks/{hooked.Bank.Id}/webhook/enabling"),
            (data.Text("district"), data.Text("state"), data.Text("reason"), data.Text("delivered"), data.Text("enabling")));
        Assert.Equal((await hooked.Bank.Pull("?limit=1")).Single().Text("bookdigest"), told.Text("bookdigest"));
        var queued = JsonDocument.Parse((await hooked.Bank.Take(2))[1].Body).RootElement;
        Assert.True(JsonElement.DeepEquals(data, queued.GetProperty("data")));
        return told.GetRawText();
    }
}
