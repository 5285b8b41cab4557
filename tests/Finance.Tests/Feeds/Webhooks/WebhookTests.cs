using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Feeds.Webhooks;

/// <summary>From the ladder's log to a bank's receiver, over PostgreSQL and HTTP.</summary>
[Collection<OverWebhooks>]
public sealed class WebhookTests(District district)
{
    [Fact]
    public async Task an_entry_reaches_the_receiver_signed_and_is_the_same_as_by_pull()
    {
        await using var hooked = await Hooked.With(district);
        using var cause = new Activity("decision").SetIdFormat(ActivityIdFormat.W3C);
        cause.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        cause.Start();
        await hooked.Told();
        cause.Stop();
        var arrival = (await hooked.Receiver.Came(1)).Single();
        var pulled = (await hooked.Bank.Pulled(1)).Single();
        Assert.Equal(("1-1", "application/cloudevents+json", false), (arrival.Id, arrival.ContentType, arrival.Replay));
        Assert.Equal(pulled.GetRawText(), arrival.Body.Replace(arrival.TraceParent!, pulled.Text("traceparent"), StringComparison.Ordinal));
        Assert.Equal(cause.TraceId, ActivityContext.Parse(arrival.TraceParent!, null).TraceId);
        Assert.Equal(Signed(hooked.Secret, arrival), arrival.Signature);
        var shown = await hooked.Is(w => w.Int("lag") == 0);
        Assert.Equal(("active", "1-1", "1-1", 0), (shown.Text("state"), shown.Text("position"), shown.Text("head"), shown.Int("behind")));
        Assert.DoesNotContain("whsec_", shown.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_webhook_begins_with_the_feed_or_after_what_the_bank_has()
    {
        var bank = await Partner.With(district);
        await using var receiver = await Receiver.StartAsync();
        await using var hooked = new Hooked(district, bank, receiver);
        for (var i = 1; i <= 3; i++)
            await hooked.ToldAt(i);
        await hooked.Set(after: "1-2");
        Assert.Equal("1-3", (await receiver.Came(1)).Single().Id);
        // What came and is not yet recorded as delivered would come once more to the address that is set anew.
        await hooked.Is(w => w.Int("lag") == 0);
        await hooked.Set();
        await hooked.ToldAt(4);
        Assert.Equal(["1-3", "1-4"], (await receiver.Came(2)).Select(a => a.Id));
        await hooked.Is(w => w.Int("lag") == 0);
        await hooked.Set(after: "1-0");
        Assert.Equal(["1-1", "1-2", "1-3", "1-4"], (await receiver.Came(6))[2..].Select(a => a.Id).Order());
    }

    [Fact]
    public async Task what_failed_comes_again_with_the_same_id_and_a_new_time()
    {
        await using var hooked = await Hooked.With(district);
        hooked.Receiver.Answer = Receiver.With(500);
        await hooked.Told();
        await hooked.Receiver.Came(1);
        await hooked.Is(w => w.Int("behind") == 1 && w.Text("reason") == "http-500" && w.Text("failingSince").Length > 0 && w.Text("nextAttemptAt").Length > 0);
        district.Time.Leap(TimeSpan.FromSeconds(10));
        await hooked.Receiver.Came(2);
        await hooked.Is(w => w.Int("behind") == 1);
        hooked.Receiver.Answer = Receiver.With(200);
        district.Time.Leap(TimeSpan.FromMinutes(1));
        var arrivals = await hooked.Receiver.Came(3);
        Assert.Equal(["1-1"], arrivals.Select(a => a.Id).Distinct());
        Assert.Equal(arrivals.Length, arrivals.Select(a => a.Timestamp).Distinct().Count());
        Assert.All(arrivals, a => Assert.Equal(Signed(hooked.Secret, a), a.Signature));
        // A repeat links to the trace of its cause, and is one of its own.
        Assert.NotEqual(arrivals[0].TraceParent![3..35], arrivals[^1].TraceParent![3..35]);
        Assert.Equal("1-1", (await hooked.Is(w => w.Int("behind") == 0)).Text("position"));
    }

    [Fact]
    public async Task a_firms_entries_keep_their_order_while_other_firms_go_on()
    {
        await using var hooked = await Hooked.With(district);
        var stuck = await hooked.ToldAt(1);
        await hooked.Receiver.Came(1);
        hooked.Receiver.Answer = (arrival, http) => Receiver.With(arrival.Subject == stuck.CreditCode ? 500 : 204)(arrival, http);
        await stuck.Left(new DateOnly(2026, 11, 1));
        await hooked.Bank.Pulled(2);
        await hooked.Is(w => w.Int("behind") == 1);
        await stuck.Recognised("r2", new DateOnly(2026, 11, 5));
        await hooked.Bank.Pulled(3);
        var other = await hooked.ToldAt(4);
        await Eventually.True(() => hooked.Receiver.Arrivals.Any(a => a.Id == "1-4"));
        var shown = await hooked.Is(w => w.Int("lag") == 2);
        Assert.Equal(("1-1", "1-4", 1), (shown.Text("position"), shown.Text("head"), shown.Int("behind")));
        Assert.Equal(["1-4"], hooked.Receiver.Arrivals.Where(a => a.Subject == other.CreditCode).Select(a => a.Id));
        Assert.DoesNotContain(hooked.Receiver.Arrivals, a => a.Id == "1-3");

        hooked.Receiver.Answer = Receiver.With(204);
        district.Time.Leap(TimeSpan.FromHours(4));
        await hooked.Is(w => w.Int("lag") == 0);
        Assert.Equal(["1-1", "1-2", "1-3"], hooked.Receiver.Arrivals.Where(a => a.Subject == stuck.CreditCode).Select(a => a.Id).Distinct());
        Assert.Equal("1-3", hooked.Receiver.Arrivals[^1].Id);
    }

    [Fact]
    public async Task a_consent_that_is_withdrawn_while_a_retry_waits_leaves_the_position_only()
    {
        await using var hooked = await Hooked.With(district);
        hooked.Receiver.Answer = Receiver.With(503);
        var firm = await hooked.Told();
        await hooked.Receiver.Came(1);
        await hooked.Is(w => w.Int("behind") == 1);
        await hooked.Bank.Withdraw(firm);
        await hooked.Bank.Pulled(2);
        hooked.Receiver.Answer = Receiver.With(204);
        district.Time.Leap(TimeSpan.FromMinutes(5));
        await Eventually.True(() => hooked.Receiver.Arrivals.Any(a => a.Id == "1-2"));
        var retry = hooked.Receiver.Arrivals.Last(a => a.Id == "1-1");
        Assert.Equal(("""{"position":1,"withheld":true}""", "application/json", null), (retry.Body, retry.ContentType, retry.TraceParent));
        Assert.Equal(Signed(hooked.Secret, retry), retry.Signature);
        Assert.Equal("cn.cultivation.consent.ended.v1", hooked.Receiver.Arrivals[^1].Json.Text("type"));
        await Eventually.True(async () => (await hooked.Log("&outcome=withheld&position=1")).Length == 1);
    }

    internal static string Signed(string secret, Arrival arrival)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{arrival.Id}.{arrival.Timestamp}.{arrival.Body}"));
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed))}";
    }
}
