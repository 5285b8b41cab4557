using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Feeds.Webhooks;

/// <summary>What a bank does by itself: asks for a range again, tries its receiver, searches the log.</summary>
[Collection<OverWebhooks>]
public sealed class ReplayTests(District district)
{
    [Fact]
    public async Task a_range_comes_again_in_order_marked_and_otherwise_the_same()
    {
        await using var hooked = await Hooked.With(district);
        for (var i = 1; i <= 4; i++)
            await hooked.ToldAt(i);
        await hooked.Receiver.Came(4);
        await hooked.Is(w => w.Int("lag") == 0);
        Assert.Equal((422, "webhook.replay-empty"), await hooked.Asks("replays", new { after = "1-3", through = "1-3" }).Problem());
        Assert.Equal((409, "webhook.replay-ahead"), await hooked.Asks("replays", new { after = "1-3", through = "1-5" }).Problem());
        Assert.Equal((409, "feed.epoch-changed"), await hooked.Asks("replays", new { after = "2-1", through = "2-3" }).Problem());
        var asked = await hooked.Asks("replays", new { after = "1-1", through = "1-3" }).Good();
        Assert.Equal(2, asked.Int("entries"));
        var arrivals = await hooked.Receiver.Came(6);
        Assert.Equal(["1-2", "1-3"], arrivals[4..].Select(a => a.Id));
        Assert.All(arrivals[..4], a => Assert.False(a.Replay || a.Json.TryGetProperty("replay", out _)));
        foreach (var again in arrivals[4..])
        {
            var first = arrivals.First(a => a.Id == again.Id);
            Assert.True(again.Replay);
            Assert.Equal(
                first.Body.Replace(first.TraceParent!, again.TraceParent, StringComparison.Ordinal).Replace(",\"data\":", ",\"replay\":true,\"data\":", StringComparison.Ordinal),
                again.Body);
            Assert.Equal(WebhookTests.Signed(hooked.Secret, again), again.Signature);
        }
        await hooked.Is(w => w.Int("replays") == 0);
        Assert.Equal(6, hooked.Receiver.Arrivals.Length);
    }

    [Fact]
    public async Task a_replay_of_a_firm_that_took_its_consent_back_tells_the_position_only()
    {
        await using var hooked = await Hooked.With(district);
        var firm = await hooked.ToldAt(1);
        await hooked.Bank.Withdraw(firm);
        await hooked.Receiver.Came(2);
        await hooked.Is(w => w.Int("lag") == 0);
        await hooked.Asks("replays", new { after = "1-0", through = "1-2" }).Good();
        var again = (await hooked.Receiver.Came(4))[2..];
        Assert.Equal("""{"position":1,"withheld":true,"replay":true}""", again[0].Body);
        Assert.Equal("cn.cultivation.consent.ended.v1", again[1].Json.Text("type"));
    }

    [Fact]
    public async Task a_replay_that_fails_is_tried_again_and_holds_back_nothing_new()
    {
        await using var hooked = await Hooked.With(district);
        await hooked.ToldAt(1);
        await hooked.Is(w => w.Int("lag") == 0);
        hooked.Receiver.Answer = (arrival, http) => Receiver.With(arrival.Replay ? 500 : 204)(arrival, http);
        await hooked.Asks("replays", new { after = "1-0", through = "1-1" }).Good();
        await hooked.Receiver.Came(2);
        await hooked.ToldAt(2);
        await hooked.Is(w => w.Int("lag") == 0 && w.Int("replays") == 1);
        hooked.Receiver.Answer = Receiver.With(204);
        district.Time.Leap(TimeSpan.FromHours(4));
        await hooked.Is(w => w.Int("replays") == 0);
    }

    [Fact]
    public async Task a_test_event_is_sent_now_and_its_end_is_told()
    {
        await using var hooked = await Hooked.With(district);
        var tried = await hooked.Asks("tests", "").Good();
        Assert.Equal(("delivered", 204, "cn.cultivation.test.v1"), (tried.Text("outcome"), tried.Int("status"), tried.Text("type")));
        var arrival = hooked.Receiver.Arrivals.Single();
        Assert.Equal((tried.Text("id"), "cn.cultivation.test.v1"), (arrival.Id, arrival.Json.Text("type")));
        Assert.Equal(WebhookTests.Signed(hooked.Secret, arrival), arrival.Signature);
        hooked.Receiver.Answer = Receiver.With(401);
        await hooked.Asks("disabling", new { reason = "维护" }).Good();
        tried = await hooked.Asks("tests", "").Good();
        Assert.Equal(("failed", 401, "http-401"), (tried.Text("outcome"), tried.Int("status"), tried.Text("reason")));
        Assert.Equal(["test", "test"], (await hooked.Log()).Select(a => a.Text("kind")));
    }

    [Fact]
    public async Task the_log_is_searched_by_position_outcome_and_time_in_pages()
    {
        await using var hooked = await Hooked.With(district);
        hooked.Receiver.Answer = Receiver.With(500);
        await hooked.ToldAt(1);
        await hooked.Is(w => w.Int("behind") == 1);
        hooked.Receiver.Answer = Receiver.With(204);
        district.Time.Leap(TimeSpan.FromHours(1));
        await hooked.Is(w => w.Int("lag") == 0);
        var between = district.Time.GetUtcNow();
        district.Time.Leap(TimeSpan.FromHours(1));
        await hooked.ToldAt(2);
        await hooked.Is(w => w.Int("lag") == 0 && w.Text("head") == "1-2");

        var delivered = (await hooked.Log("&position=1&outcome=delivered")).Single();
        Assert.Equal(("entry", 204, 1), (delivered.Text("kind"), delivered.Int("status"), delivered.Int("position")));
        var failed = await hooked.Log("&outcome=failed");
        Assert.All(failed, a => Assert.Equal((1, 500, "http-500"), (a.Int("position"), a.Int("status"), a.Text("reason"))));
        Assert.Equal(failed.Length + 1, delivered.Int("attempt"));
        Assert.Equal(32, delivered.Text("traceId").Length);
        var after = Uri.EscapeDataString(between.ToString("O"));
        Assert.Equal([2], (await hooked.Log($"&from={after}")).Select(a => a.Int("position")));
        Assert.DoesNotContain(await hooked.Log($"&to={after}"), a => a.Int("position") == 2);
        Assert.Empty(await hooked.Log("&outcome=withheld"));

        var path = $"banks/{hooked.Bank.Id}/deliveries";
        var page = await hooked.Bank.Http.Read($"{path}?channel=webhook&limit=1");
        Assert.Equal(2, page.GetProperty("deliveries")[0].Int("position"));
        Assert.Equal(1, (await hooked.Bank.Http.Read($"{path}?channel=webhook&limit=1&cursor={page.GetProperty("next")}")).GetProperty("deliveries")[0].Int("position"));
        await Eventually.True(async () => (await hooked.Bank.Http.Read($"{path}?channel=amqp")).GetProperty("deliveries").GetArrayLength() == 2);
        Assert.Equal((400, "delivery.outcome-unknown"), await hooked.Bank.Http.GetAsync($"{path}?outcome=good").Problem());
        Assert.Equal((400, "feed.limit"), await hooked.Bank.Http.GetAsync($"{path}?limit=501").Problem());
        Assert.Equal((400, "request.malformed"), await hooked.Bank.Http.GetAsync($"{path}?position=first").Problem());
    }

    [Fact]
    public async Task the_log_forgets_what_is_old_and_the_table_of_secrets_what_has_ended()
    {
        await using var hooked = await Hooked.With(district);
        await hooked.Bank.Http.Command($"banks/{hooked.Bank.Id}/webhook/secrets", "", "").Good();
        await hooked.ToldAt(1);
        await Eventually.True(async () => (await hooked.Log()).Length == 1);
        district.Time.Leap(TimeSpan.FromDays(31));
        await Eventually.True(async () => (await hooked.Log()).Length == 0);
        await Eventually.True(async () => await district.Count("select count(*) from finance.webhook_secrets where bank_id = any($1)", [hooked.Bank.Id]) == 1);
    }
}
