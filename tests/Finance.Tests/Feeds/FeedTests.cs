using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Feeds;

/// <summary>From the ladder's log to a bank, over PostgreSQL and RabbitMQ.</summary>
[Collection<OnTheWire>]
public sealed class FeedTests(District district)
{
    private static readonly DateOnly Wrong = new(2025, 6, 1);

    [Fact]
    public async Task a_consenting_firms_stage_reaches_the_bank_on_both_channels_at_one_position()
    {
        var bank = await Partner.With(district);
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm);
        await firm.Recognised();

        var message = (await bank.Take(1)).Single();
        var pulled = (await bank.Pulled(1)).Single();
        var sent = JsonDocument.Parse(message.Body).RootElement;
        Assert.Equal("application/cloudevents+json", message.BasicProperties.ContentType);
        Assert.Equal(("1-1", "1-1", 1), (message.BasicProperties.MessageId, pulled.GetProperty("id").GetString(), sent.GetProperty("position").GetInt32()));
        Assert.Equal("cn.cultivation.eligibility.granted.v1", sent.GetProperty("type").GetString());
        Assert.Equal($"/districts/310114/feeds/{bank.Id}", sent.GetProperty("source").GetString());
        Assert.Equal(firm.CreditCode, sent.GetProperty("subject").GetString());
        Assert.Equal("2025-03-01", sent.GetProperty("data").GetProperty("effectiveOn").GetString());
        Assert.Equal("GR202531000001", sent.GetProperty("data").GetProperty("basis").GetProperty("certificateNo").GetString());
        Assert.True(JsonElement.DeepEquals(sent.GetProperty("data"), pulled.GetProperty("data")));
    }

    [Fact]
    public async Task one_trace_runs_from_the_ladders_event_to_the_banks_message()
    {
        var bank = await Partner.With(district);
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm);
        using var cause = new Activity("decision").SetIdFormat(ActivityIdFormat.W3C);
        cause.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        cause.Start();
        await firm.Recognised();
        cause.Stop();

        var message = (await bank.Take(1)).Single();
        var sent = ActivityContext.Parse(JsonDocument.Parse(message.Body).RootElement.GetProperty("traceparent").GetString()!, null);
        var fed = ActivityContext.Parse((await bank.Pulled(1)).Single().GetProperty("traceparent").GetString()!, null);
        Assert.Equal([cause.TraceId, cause.TraceId], [sent.TraceId, fed.TraceId]);
        Assert.Equal(3, new[] { cause.SpanId, sent.SpanId, fed.SpanId }.Distinct().Count());
        Assert.Equal(cause.TraceId, ActivityContext.Parse(Encoding.ASCII.GetString((byte[])message.BasicProperties.Headers!["traceparent"]!), null).TraceId);

        await district.Client().Command($"banks/{bank.Id}/refills", new { after = "1-0" }).Good();
        var again = JsonDocument.Parse((await bank.Take(1)).Single().Body).RootElement;
        Assert.NotEqual(cause.TraceId, ActivityContext.Parse(again.GetProperty("traceparent").GetString()!, null).TraceId);
    }

    [Fact]
    public async Task without_consent_the_bank_hears_nothing()
    {
        var bank = await Partner.With(district);
        var (silent, told) = (await new Firm(district).Registered(), await new Firm(district).Registered());
        await bank.Consent(told);
        await silent.Recognised();
        await told.Recognised();
        var entry = (await bank.Pulled(1)).Single();
        Assert.Equal(told.CreditCode, entry.GetProperty("subject").GetString());
    }

    [Fact]
    public async Task after_a_withdrawal_comes_one_last_entry_and_then_positions_only()
    {
        var bank = await Partner.With(district);
        var firm = await new Firm(district).Registered();
        await firm.Recognised();
        await firm.Known(2);
        await bank.Consent(firm);
        await bank.Take(1);
        await bank.Withdraw(firm);
        var last = JsonDocument.Parse((await bank.Take(1)).Single().Body).RootElement;
        Assert.Equal("cn.cultivation.consent.ended.v1", last.GetProperty("type").GetString());

        await firm.Revoked(Wrong);
        var entries = await bank.Pulled(2);
        Assert.Equal("""{"position":1,"withheld":true}""", entries[0].GetRawText());
        Assert.Equal("cn.cultivation.consent.ended.v1", entries[1].GetProperty("type").GetString());

        await district.Client().Command($"banks/{bank.Id}/refills", new { after = "1-0" }).Good();
        var again = await bank.Take(2);
        Assert.Equal(["1-1", "1-2"], again.Select(m => m.BasicProperties.MessageId));
        Assert.Equal("""{"position":1,"withheld":true}""", Encoding.UTF8.GetString(again[0].Body.Span));
        Assert.Equal(2, (await bank.Pull()).Length);
    }

    [Fact]
    public async Task a_new_consent_does_not_let_out_what_an_old_one_covered()
    {
        var bank = await Partner.With(district);
        var firm = await new Firm(district).Registered();
        await firm.Recognised();
        await firm.Known(2);
        await bank.Consent(firm);
        await bank.Pulled(1);
        await bank.Withdraw(firm);
        await bank.Consent(firm);
        var entries = await bank.Pulled(3);
        Assert.True(entries[0].GetProperty("withheld").GetBoolean());
        Assert.Equal("cn.cultivation.eligibility.granted.v1", entries[2].GetProperty("type").GetString());
    }

    [Fact]
    public async Task a_retroactive_revocation_is_a_correction_that_names_what_it_supersedes()
    {
        var bank = await Partner.With(district);
        var (other, firm) = (await new Firm(district).Registered(), await new Firm(district).Registered());
        await bank.Consent(other);
        await bank.Consent(firm);
        await other.Recognised();
        await bank.Pulled(1);
        await firm.Recognised();
        await bank.Pulled(2);
        await firm.Revoked(Wrong);
        var correction = (await bank.Pulled(3))[2];
        Assert.Equal("cn.cultivation.eligibility.corrected.v1", correction.GetProperty("type").GetString());
        var data = correction.GetProperty("data");
        Assert.Equal((2, false, "2025-06-01"), (data.GetProperty("supersedes").GetInt32(), data.GetProperty("eligible").GetBoolean(), data.GetProperty("effectiveOn").GetString()));
        var told = (await district.Client().Read($"firms/{firm.Id}")).GetProperty("told").EnumerateArray().Select(t => t.GetProperty("cursor").GetString());
        Assert.Equal(["1-2", "1-3"], told);
    }

    [Fact]
    public async Task figures_go_out_while_the_consent_covers_them_and_a_product_while_it_names_it()
    {
        var (bank, other) = (await Partner.With(district), await Partner.With(district));
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm, ["eligibility", "criteria"]);
        await firm.Recognised();
        var met = Assert.Single((await bank.Pulled(1))[0].GetProperty("data").GetProperty("criteria").EnumerateArray());
        Assert.Equal(("own.1", "jd.hnte"), (met.Text("id"), met.Text("content")));
        await bank.Consent(firm);
        Assert.False((await bank.Pull())[0].GetProperty("data").TryGetProperty("criteria", out _));
        await bank.Consent(firm, products: [other.Product]);
        var entries = await bank.Pulled(2);
        Assert.Equal("""{"position":1,"withheld":true}""", entries[0].GetRawText());
        Assert.Equal(("cn.cultivation.eligibility.coverage-ended.v1", "consentNarrowed"), (entries[1].Text("type"), entries[1].GetProperty("data").GetProperty("basis").Text("kind")));
        await district.Proof(bank, [firm]).HoldsAsync(2);
    }

    [Fact]
    public async Task leaving_the_stage_is_a_withdrawal()
    {
        var bank = await Partner.With(district);
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm);
        await firm.Recognised();
        await bank.Pulled(1);
        await firm.Left(new DateOnly(2026, 11, 1));
        var entry = (await bank.Pulled(2))[1];
        Assert.Equal("cn.cultivation.eligibility.withdrawn.v1", entry.GetProperty("type").GetString());
        Assert.False(entry.GetProperty("data").TryGetProperty("supersedes", out _));
    }

    [Fact]
    public async Task a_feed_of_many_firms_has_no_gap_and_its_queue_the_same_order()
    {
        var bank = await Partner.With(district);
        var firms = new List<Firm>();
        for (var i = 0; i < 30; i++)
        {
            firms.Add(await new Firm(district).Registered());
            await bank.Consent(firms[i]);
        }
        await Task.WhenAll(firms.Select(f => f.Recognised()));
        var entries = await bank.Pulled(30);
        Assert.Equal(Enumerable.Range(1, 30), entries.Select(e => e.GetProperty("position").GetInt32()));
        Assert.Equal(entries.Select(e => e.GetProperty("id").GetString()), (await bank.Take(30)).Select(m => m.BasicProperties.MessageId));
    }

    [Fact]
    public async Task a_product_published_later_finds_the_firms_that_were_there_before()
    {
        var early = await new Firm(district).Registered();
        await early.Recognised();
        await early.Known(2);
        var bank = await Partner.With(district);
        await bank.Consent(early);
        Assert.Equal(early.CreditCode, (await bank.Pulled(1))[0].GetProperty("subject").GetString());
    }
}
