using Cultivation.Finance.Eligibility;
using Cultivation.Finance.SupportLists;
using Cultivation.Hosting;
using Cultivation.Kit;
using static Cultivation.Finance.Tests.Samples;

namespace Cultivation.Finance.Tests.SupportLists;

/// <summary>The district's support list, told to banks like a product, with the reasons for entry and exit.</summary>
[Collection<OnTheWire>]
public sealed class SupportListTests(District district)
{
    private static readonly Person Li = new("li", "李", [Roles.CaseWorker], [District.Code], null, null);
    private static readonly DateOnly From = new(2026, 11, 2);
    private static readonly ListFirms Entry = new(["f1"], SupportReason.NeedSurvey, From);
    private static readonly DelistFirms Exit = new(["f1"], SupportExit.NeedMet, Spec.Today);

    [Fact]
    public void entry_and_exit_are_told_with_their_reasons()
    {
        var listed = Made("list-loan", "名单贷", "List loan", Holds("stageHeld", SupportList.Code));
        var spec = new Spec().Offering([listed], Partner("bank-a", "list-loan"));
        var (entered, left) = (new Basis("supportListed", $"support:{Code}", Reason: "needSurvey"), new Basis("supportDelisted", $"support:{Code}", Reason: "needMet"));
        spec.Given(Named, Consent("bank-a"));
        spec.When(new SupportListed(SupportReason.NeedSurvey, From, "li")).Then(
            new SupportListed(SupportReason.NeedSurvey, From, "li"), new EligibilityGranted("list-loan", 1, From, entered), Told("bank-a", listed, 4, From, entered));
        spec.When(new SupportDelisted(SupportExit.NeedMet, Spec.Today, "li")).Then(
            new SupportDelisted(SupportExit.NeedMet, Spec.Today, "li"), new EligibilityWithdrawn("list-loan", 4, Spec.Today, left),
            Told("bank-a", listed, 4, Spec.Today, left) with { Kind = DisclosureKind.Withdrawn, Eligible = false, Ends = [5] });
    }

    [Fact]
    public void a_firm_comes_and_goes_once_and_what_makes_no_sense_is_refused()
    {
        var account = new Spec().Given(Named).Account;
        Spec.Throws("firm.unknown", () => ListFirms.Decide(Entry, "f1", null, Li, Spec.Today));
        Spec.Throws("support.not-yet", () => ListFirms.Decide(Entry with { From = Spec.Today.AddDays(1) }, "f1", account, Li, Spec.Today));
        Spec.Throws("support.not-listed", () => DelistFirms.Decide(Exit, "f1", account, Li, Spec.Today));
        var listed = new Spec().Given(Named, ListFirms.Decide(Entry, "f1", account, Li, Spec.Today)[0]).Account;
        Assert.Empty(ListFirms.Decide(Entry, "f1", listed, Li, Spec.Today));
        Spec.Throws("support.listed-before", () => ListFirms.Decide(Entry with { Reason = SupportReason.KeyFirm }, "f1", listed, Li, Spec.Today));
        Spec.Throws("support.exit-day", () => DelistFirms.Decide(Exit with { On = From.AddDays(-1) }, "f1", listed, Li, Spec.Today));
        Spec.Throws("support.exit-day", () => DelistFirms.Decide(Exit with { On = Spec.Today.AddDays(1) }, "f1", listed, Li, Spec.Today));
        var left = listed.After(DelistFirms.Decide(Exit, "f1", listed, Li, Spec.Today)[0], 3);
        Assert.Empty(DelistFirms.Decide(Exit, "f1", left, Li, Spec.Today));
        Spec.Throws("support.overlaps", () => ListFirms.Decide(Entry with { From = From.AddDays(1) }, "f1", left, Li, Spec.Today));
        Assert.NotEmpty(ListFirms.Decide(Entry with { From = Spec.Today }, "f1", left, Li, Spec.Today));
    }

    [Fact]
    public async Task the_list_is_changed_as_a_whole_and_read_as_it_stood()
    {
        var bank = await Finance.Tests.Partner.With(district, Holds("stageHeld", SupportList.Code));
        var (one, two) = (await new Firm(district).Registered(), await new Firm(district).Registered());
        await bank.Consent(one);
        var client = district.Client();
        Assert.Equal((404, "firm.unknown"), await client.Command("support-list", new { firmIds = new[] { one.Id, "nobody" }, reason = "keyFirm", from = From }).Problem());
        Assert.Equal((422, "support.firms"), await client.Command("support-list", new { firmIds = new[] { one.Id, one.Id }, reason = "keyFirm", from = From }).Problem());
        Assert.DoesNotContain(one.Id, await Listed(""));
        Assert.Equal(2, (await client.Command("support-list", new { firmIds = new[] { one.Id, two.Id }, reason = "keyFirm", from = From }).Good()).Int("listed"));
        Assert.Equal("keyFirm", (await bank.Pulled(1))[0].GetProperty("data").GetProperty("basis").Text("reason"));
        await client.Command("support-list/exits", new { firmIds = new[] { one.Id }, reason = "ownWish", on = From.AddDays(10) }).Good();
        Assert.Equal("ownWish", (await bank.Pulled(2))[1].GetProperty("data").GetProperty("basis").Text("reason"));
        Assert.Equal((true, false, true), ((await Listed($"&asOf={From:O}")).Contains(one.Id), (await Listed("")).Contains(one.Id), (await Listed("")).Contains(two.Id)));
    }

    /// <summary>A correction names the loans that the bank gave on the days about which it had been wrong.</summary>
    [Fact]
    public async Task a_correction_names_the_loans_that_relied_on_what_was_wrong()
    {
        var bank = await Finance.Tests.Partner.With(district);
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm);
        await firm.Recognised();
        await bank.Pulled(1);
        foreach (var (number, start) in new[] { ("before", new DateOnly(2025, 6, 1)), ("after", new DateOnly(2026, 2, 1)) })
        {
            await bank.Http.Command($"banks/{bank.Id}/loans", new
            {
                loanNo = number, productCode = bank.Product, principal = 1_000_000m, startOn = start, endOn = start.AddYears(2), rate = 0.03m, reliedOn = "1-1", creditCode = firm.CreditCode,
            }).Good();
        }
        await firm.Revoked(new DateOnly(2026, 1, 1));
        var corrected = (await bank.Pulled(2))[1];
        Assert.Equal("cn.cultivation.eligibility.corrected.v1", corrected.Text("type"));
        Assert.Equal(["after"], corrected.GetProperty("data").GetProperty("loans").EnumerateArray().Select(l => l.GetString()));
    }

    private async Task<List<string>> Listed(string query) =>
        [.. (await district.Client().Read($"support-list?limit=500{query}")).GetProperty("items").EnumerateArray().Select(i => i.Text("firmId"))];
}
