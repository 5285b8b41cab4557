using System.Text.Json;
using Cultivation.Contracts.Ladder.V1;
using Cultivation.Finance.Eligibility;
using Cultivation.Finance.Subsidies;
using Cultivation.Hosting;
using Cultivation.Kit;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Cultivation.Finance.Tests.Subsidies;

/// <summary>From a scheme to the money and back, over HTTP. Days are near today, since the service reads the clock.</summary>
[Collection<OnTheWire>]
public sealed class SubsidyTests(District district) : SubsidyFlow(district)
{
    [Fact]
    public async Task a_firm_that_did_not_apply_is_told_confirms_its_account_and_is_paid()
    {
        var (scheme, subsidy, firm) = await Proposed();
        var user = District.Client([Roles.Firm], firm: firm.Id);
        var path = $"subsidies/{subsidy}";
        Assert.Equal((409, "subsidy.notice-not-sent"), await user.Command($"{path}/confirmations", Account()).Problem());
        await Office.Command($"{path}/notices", new { channel = "platform" }).Good();
        var opened = await user.Command($"{path}/receipts", new { receivedOn = Today }).Good();
        Assert.Equal(("received", Today.ToString("O")), (opened.Text("state"), opened.Text("receivedOn")));
        Assert.Equal(JsonValueKind.Null, opened.GetProperty("proposedBy").ValueKind);
        Assert.Equal((409, "subsidy.not-confirmed"), await Second.Command($"{path}/approval", "").Problem());
        await user.Command($"{path}/confirmations", Account()).Good();
        Assert.Equal((403, "subsidy.same-person"), await Office.Command($"{path}/approval", "").Problem());
        Assert.Equal((403, "subsidy.same-person"), await Office.Command($"{path}/approval", "").Problem());
        Assert.Equal((409, "subsidy.not-approved"), await Office.Command($"{path}/payments", new { paymentRef = "P-1", paidOn = Today }).Problem());
        await District.Happens(new AdverseRecordListed(
            firm.Id, firm.CreditCode, firm.Name, "a1", "seriousDishonesty", null, Today.AddDays(-1), "major", "法院"));
        await Dishonest(firm, true);
        Assert.Equal((409, "subsidy.dishonest"), await Second.Command($"{path}/approval", "").Problem());
        await District.Happens(new AdverseRecordRemoved(firm.Id, firm.CreditCode, firm.Name, "a1", "seriousDishonesty", Today, "error"));
        await Dishonest(firm, false);
        await Second.Command($"{path}/approval", "").Good();
        var paid = await Office.Command($"{path}/payments", new { paymentRef = "P-1", paidOn = Today }).Good();
        Assert.Equal(("paid", "5702", 1), (paid.Text("state"), paid.Text("accountEnding"), paid.GetProperty("refused").GetArrayLength()));
        Assert.Equal(6_000m, paid.GetProperty("payment").GetProperty("amount").GetDecimal());
        Assert.Equal(subsidy, (await Office.Read($"subsidies?schemeId={scheme}&state=paid")).GetProperty("items")[0].Text("id"));
        Assert.Equal(subsidy, (await user.Read($"firms/{firm.Id}/subsidies"))[0].Text("id"));
    }

    [Fact]
    public async Task an_account_number_stands_in_one_document_only_and_is_erased_with_it()
    {
        var (_, subsidy, _) = await Proposed();
        var number = $"62220210{Random.Shared.NextInt64(10_000_000_000, 99_999_999_999)}";
        await Office.Command($"subsidies/{subsidy}/notices", new { channel = "letter" }).Good();
        await Office.Command($"subsidies/{subsidy}/confirmations", Account(number) with { documentHash = Samples.Hash }).Good();
        Assert.Equal(number, (await Office.Read($"subsidies/{subsidy}/account")).Text("accountNo"));
        Assert.Equal((403, "auth.role-missing"), await District.Client([Roles.Auditor]).GetAsync($"subsidies/{subsidy}/account").Problem());
        const string anywhere = """
            select (select count(*) from events.mt_events where data::text like any($1)) + (select count(*) from events.mt_doc_subsidy where data::text like any($1))
                + (select count(*) from hosting.replies r where r::text like any($1))
            """;
        Assert.Equal(0, await District.Count(anywhere, [number]));
        await Office.Command($"subsidies/{subsidy}/account/erasure", new { requestRef = "申请1号" }).Good();
        Assert.Equal((404, "subsidy.no-account"), await Office.GetAsync($"subsidies/{subsidy}/account").Problem());
        Assert.Equal(0, await District.Count("select count(*) from events.mt_doc_payeeaccount where data::text like any($1)", [number]));
        await Second.Command($"subsidies/{subsidy}/approval", "").Good();
        Assert.Equal((409, "subsidy.account-erased"), await Office.Command($"subsidies/{subsidy}/payments", new { paymentRef = "P-1", paidOn = Today }).Problem());
    }

    /// <summary>Subtlety 25: a title cancelled backwards drafts a recovery of what was paid; a title given back withdraws the draft.</summary>
    [Fact]
    public async Task a_cancelled_title_drafts_a_recovery_and_a_restored_one_withdraws_it()
    {
        var (_, subsidy, firm) = await Proposed();
        await District.Happens(new RecognitionRevoked(
            firm.Id, firm.CreditCode, firm.Name, "r1", "cn.hnte", new DateOnly(2026, 11, 1), new DateOnly(2025, 6, 1), "fraud", 2025, "沪科〔2026〕1号"));
        await Eventually.True(async () => (await Office.Read($"subsidies/{subsidy}")).GetProperty("recoveryDue").ValueKind == JsonValueKind.Object);
        var due = (await Office.Read($"subsidies/{subsidy}")).GetProperty("recoveryDue");
        Assert.Equal((6_000m, "recognitionRevoked"), (due.GetProperty("amount").GetDecimal(), due.GetProperty("basis").Text("kind")));
        Assert.Equal(subsidy, (await Office.Read($"subsidies?recoveryDue=true&limit=500")).GetProperty("items").EnumerateArray().Single(s => s.Text("firmId") == firm.Id).Text("id"));
        var rested = await Office.Read($"firms/{firm.Id}/payments?relyingOn=r1");
        Assert.Equal((1, 1), (rested.GetProperty("loans").GetArrayLength(), rested.GetProperty("subsidies").GetArrayLength()));
        rested = await Office.Read($"firms/{firm.Id}/payments?relyingOn=other");
        Assert.Equal((0, 0), (rested.GetProperty("loans").GetArrayLength(), rested.GetProperty("subsidies").GetArrayLength()));
        Assert.Equal((409, "subsidy.basis-in-doubt"), await Office.Command($"subsidies/{subsidy}/notices", new { channel = "letter" }).Problem());
        await District.Happens(new RecognitionRestored(
            firm.Id, firm.CreditCode, firm.Name, "r1", "cn.hnte", new DateOnly(2026, 11, 20), new DateOnly(2025, 6, 1), new DateOnly(2028, 2, 29), "court", "沪科〔2026〕2号"));
        await Eventually.True(async () => (await Office.Read($"subsidies/{subsidy}")).GetProperty("recoveryDue").ValueKind == JsonValueKind.Null);
    }

    /// <summary>Subtlety 19: the end of a day gives up what was received and left unanswered, and nothing whose receipt is not proven.</summary>
    [Fact]
    public async Task the_end_of_a_day_records_silence_once_and_only_where_the_receipt_is_proven()
    {
        const string elsewhere = "310106";
        await Working(new DateOnly(2024, 1, 1));
        var (silent, unproven) = (SubsidySamples.Proposed with { SubsidyId = Subsidy.IdOf("premium", 2024, "f1") }, SubsidySamples.Proposed with { SubsidyId = Subsidy.IdOf("premium", 2024, "f2"), FirmId = "f2" });
        await using (var session = District.Provider.GetRequiredService<IDocumentStore>().LightweightSession(elsewhere))
        {
            var sent = SubsidySamples.Sent with { SentAt = SubsidySamples.At(new DateOnly(2024, 3, 1)) };
            session.Events.StartStream<Subsidy>(
                Subsidy.Key(silent.SubsidyId), silent, sent, SubsidySamples.Received with { ReceivedOn = new(2024, 3, 4), DeadlineOn = new(2024, 3, 7) });
            session.Events.StartStream<Subsidy>(Subsidy.Key(unproven.SubsidyId), unproven, sent);
            await session.SaveChangesAsync();
        }
        var there = District.Client(district: elsewhere);
        Assert.Equal(0, (await there.Command("days/2024-03-06/closing", "").Good()).Int("givenUp"));
        Assert.Equal(1, (await there.Command("days/2024-03-07/closing", "").Good()).Int("givenUp"));
        Assert.Equal(1, (await there.Command("days/2024-03-07/closing", "").Good()).Int("givenUp"));
        Assert.Equal(0, (await there.Command("days/2024-03-08/closing", "").Good()).Int("givenUp"));
        Assert.Equal(("givenUp", "notified"), ((await there.Read($"subsidies/{silent.SubsidyId}")).Text("state"), (await there.Read($"subsidies/{unproven.SubsidyId}")).Text("state")));
        Assert.Equal((422, "day.not-over"), await there.Command($"days/{Today:O}/closing", "").Problem());
        Assert.Equal((400, "request.malformed"), await there.Command("days/yesterday/closing", "").Problem());
    }

    [Fact]
    public async Task nothing_is_recorded_on_figures_that_nobody_confirmed_or_on_what_nobody_saw()
    {
        var (bank, _) = await PaidBack();
        var scheme = await Published(bank);
        var dry = await Office.Command($"schemes/{scheme}/runs", new { year = 2026 }).Good();
        Assert.Equal(("rate", 6_000m), (dry.GetProperty("unconfirmed")[0].GetString(), dry.GetProperty("total").GetDecimal()));
        Assert.Equal((422, "scheme.figures-unconfirmed"), await Office.Command($"schemes/{scheme}/runs", new { year = 2026, seen = dry.Text("digest") }).Problem());
        await Office.Command($"schemes/{scheme}/confirmations", new { version = 1, figure = "rate", documentRef = "沪科〔2025〕212号" }).Good();
        Assert.Equal((409, "scheme.run-changed"), await Office.Command($"schemes/{scheme}/runs", new { year = 2026, seen = "other" }).Problem());
        Assert.Equal((422, "scheme.no-window"), await Office.Command($"schemes/{scheme}/runs", new { year = 2020 }).Problem());
        Assert.Equal((404, "scheme.version-unknown"), await Office.Command($"schemes/{scheme}/runs", new { year = 2026, version = 9 }).Problem());
        Assert.Equal((404, "scheme.unknown"), await Office.Command("schemes/none/runs", new { year = 2026 }).Problem());
        Assert.Equal((422, "field.id"), await Office.Command("schemes", Rules(bank, "No Id")).Problem());
        Assert.Equal((422, "scheme.rules"), await Office.Command("schemes", Rules(bank, rate: 2m)).Problem());
        Assert.Equal((400, "request.malformed"), await Office.Command("schemes", """{"id":"x1","rules":{}}""").Problem());
        await Office.Command($"schemes/{scheme}/runs", new { year = 2026, seen = dry.Text("digest") }).Good();
        await Office.Command($"schemes/{scheme}/runs", new { year = 2026, seen = dry.Text("digest") }).Good();
        var again = await Office.Command($"schemes/{scheme}/runs", new { year = 2026 }).Good();
        Assert.Equal((0, "firmHasSubsidy"), (again.GetProperty("firms").GetArrayLength(), again.GetProperty("leftOut")[0].Text("why")));
        Assert.Equal(1, (await Office.Read($"subsidies?schemeId={scheme}")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task a_firm_deals_with_its_own_subsidy_and_others_with_none()
    {
        var (scheme, subsidy, _) = await Proposed();
        var stranger = District.Client([Roles.Firm], firm: "other");
        foreach (var (act, body) in new (string, object)[] { ("receipts", new { receivedOn = Today }), ("confirmations", Account()) })
            Assert.Equal((403, "firm.forbidden"), await stranger.Command($"subsidies/{subsidy}/{act}", body).Problem());
        Assert.Equal((403, "firm.forbidden"), await stranger.GetAsync($"subsidies/{subsidy}").Problem());
        foreach (var act in new[] { "notices", "approval", "payments", "recovery", "account/erasure" })
        {
            Assert.Equal((403, "auth.role-missing"), await stranger.Command($"subsidies/{subsidy}/{act}", new { }).Problem());
            Assert.Equal((403, "auth.role-missing"), await District.Client([Roles.Bank], "b").Command($"subsidies/{subsidy}/{act}", new { }).Problem());
        }
        Assert.Equal((403, "auth.role-missing"), await District.Client([Roles.Operator]).Command($"schemes/{scheme}/runs", new { year = 2026 }).Problem());
        Assert.Equal((403, "auth.role-missing"), await District.Client([Roles.CaseWorker]).Command("schemes", new { }).Problem());
        Assert.Equal((403, "auth.role-missing"), await District.Client([Roles.CaseWorker]).Command($"subsidies/{subsidy}/approval", "").Problem());
        Assert.Equal((403, "auth.role-missing"), await stranger.GetAsync($"firms/other/payments").Problem());
        Assert.Equal((404, "subsidy.unknown"), await District.Client(district: "310106").GetAsync($"subsidies/{subsidy}").Problem());
        Assert.Equal((404, "scheme.unknown"), await District.Client(district: "310106").GetAsync($"schemes/{scheme}").Problem());
    }
}
