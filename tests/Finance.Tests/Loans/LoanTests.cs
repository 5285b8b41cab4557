using System.Text.Json;
using Cultivation.Hosting;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Loans;

/// <summary>A bank's loans over HTTP, from the entry that it relied on to the correction of that entry.</summary>
[Collection<OnTheWire>]
public sealed class LoanTests(District district)
{
    private static readonly DateOnly Wrong = new(2025, 6, 1);
    private readonly HttpClient office = district.Client();

    [Fact]
    public async Task a_loan_is_reported_paid_and_read_by_bank_firm_and_office()
    {
        var (bank, firm) = await Lending();
        var made = await bank.Http.Command($"banks/{bank.Id}/loans", Report(bank, firm)).Good();
        var path = $"loans/{made.Text("id")}";
        Assert.Equal((1_000_000m, "running", "1-1"), (made.GetProperty("outstanding").GetDecimal(), made.Text("state"), made.Text("reliedOn")));
        Assert.Equal("stageEntered", made.GetProperty("basis").Text("kind"));
        await bank.Http.Command($"{path}/repayments", new { repaymentRef = "R-1", principal = 400_000.25m, interest = 3_000m, paidOn = "2026-11-10" }).Good();
        await bank.Http.Command($"{path}/repayments", new { repaymentRef = "R-1", principal = 400_000.25m, interest = 3_000m, paidOn = "2026-11-10" }).Good();
        await bank.Http.Command($"{path}/defaults", new { defaultedOn = "2026-11-20" }).Good();
        var ofFirm = (await district.Client([Roles.Firm], firm: firm.Id).Read($"firms/{firm.Id}/loans")).GetProperty("items");
        Assert.Equal((599_999.75m, "defaulted"), (ofFirm[0].GetProperty("outstanding").GetDecimal(), ofFirm[0].Text("state")));
        Assert.Equal(made.Text("id"), (await office.Read($"banks/{bank.Id}/loans?state=defaulted&reliedOn=1-1")).GetProperty("items")[0].Text("id"));
        Assert.Equal(0, (await office.Read($"banks/{bank.Id}/loans?state=running")).GetProperty("items").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, (await bank.Http.Read(path)).GetProperty("basisCorrected").ValueKind);

        await bank.Http.Command($"{path}/corrections", new { report = "default", reason = "it had been paid" }).Good();
        Assert.Equal("running", (await bank.Http.Read(path)).Text("state"));

        // The firm's history tells of its consent, of what the bank was told and of the loan; not of what the ladder said.
        var history = await office.Read($"firms/{firm.Id}/history?limit=500");
        Assert.Equal(
            ["consent_granted", "eligibility_disclosed", "eligibility_granted", "loan_defaulted", "loan_repaid", "loan_report_corrected", "loan_reported"],
            history.GetProperty("kinds").EnumerateArray().Select(kind => kind.Text("type")).Order(StringComparer.Ordinal));
        var told = Assert.Single((await office.Read($"firms/{firm.Id}/history?kind=eligibility_disclosed")).GetProperty("items").EnumerateArray());
        Assert.Equal((bank.Id, "2025-03-01", 32), (told.GetProperty("data").Text("bankId"), told.Text("effectiveOn"), told.Text("traceId").Length));
        Assert.Equal($"loan:{made.Text("id")}", history.GetProperty("items")[0].Text("stream"));
    }

    [Fact]
    public async Task the_same_report_is_one_loan_and_a_list_has_pages()
    {
        var (bank, firm) = await Lending();
        var path = $"banks/{bank.Id}/loans";
        var one = await bank.Http.Command(path, Report(bank, firm)).Good();
        Assert.Equal(one.Text("id"), (await bank.Http.Command(path, Report(bank, firm)).Good()).Text("id"));
        Assert.Equal((409, "loan.number-taken"), await bank.Http.Command(path, Report(bank, firm, principal: 5m)).Problem());
        await bank.Http.Command(path, Report(bank, firm, "L-2")).Good();
        await bank.Http.Command(path, Report(bank, firm, "L-3")).Good();
        var first = await bank.Http.Read($"{path}?limit=2");
        var rest = await bank.Http.Read($"{path}?limit=2&after={first.Text("next")}");
        Assert.Equal(3, first.GetProperty("items").EnumerateArray().Concat(rest.GetProperty("items").EnumerateArray()).Select(l => l.Text("id")).Distinct().Count());
        Assert.Equal(JsonValueKind.Null, rest.GetProperty("next").ValueKind);
        Assert.Equal((400, "page.limit"), await bank.Http.GetAsync($"{path}?limit=0").Problem());
        Assert.Equal((400, "query.word"), await bank.Http.GetAsync($"{path}?state=lost").Problem());
    }

    /// <summary>Subtlety 25: money lent in the window of a cancelled title is marked and can be found; the software takes nothing back.</summary>
    [Fact]
    public async Task a_revocation_marks_the_loans_that_relied_on_the_title_and_names_the_entry_that_told_the_bank()
    {
        var (bank, firm) = await Lending();
        var loan = (await bank.Http.Command($"banks/{bank.Id}/loans", Report(bank, firm)).Good()).Text("id");
        Assert.Equal(0, (await office.Read($"banks/{bank.Id}/loans?basisCorrected=true")).GetProperty("items").GetArrayLength());
        await firm.Revoked(Wrong);
        var corrected = (await bank.Pulled(2))[1];
        JsonElement marked = default;
        await Eventually.True(async () => (marked = (await bank.Http.Read($"banks/{bank.Id}/loans?basisCorrected=true")).GetProperty("items")).GetArrayLength() == 1);
        var mark = marked[0].GetProperty("basisCorrected");
        Assert.Equal((loan, corrected.Text("id"), "2025-06-01"), (marked[0].Text("id"), mark.Text("toldBy"), mark.Text("wrongFrom")));
        Assert.Equal((1_000_000m, "running"), (marked[0].GetProperty("outstanding").GetDecimal(), marked[0].Text("state")));
        Assert.Equal(loan, (await bank.Http.Read($"banks/{bank.Id}/loans?correctedBy={corrected.Text("id")}")).GetProperty("items")[0].Text("id"));
        Assert.Contains(loan, (await office.Read("loans?limit=500")).GetProperty("items").EnumerateArray().Select(l => l.Text("id")));
        await office.Command($"loans/{loan}/basis-reviews", new { outcome = "raisedWithBank", reason = "asked for its plan", documentRef = "函1号" }).Good();
        Assert.DoesNotContain(loan, (await office.Read("loans?limit=500")).GetProperty("items").EnumerateArray().Select(l => l.Text("id")));
        Assert.Contains(loan, (await office.Read("loans?reviewed=true&limit=500")).GetProperty("items").EnumerateArray().Select(l => l.Text("id")));
        Assert.Equal(JsonValueKind.Null, (await bank.Http.Read($"loans/{loan}")).GetProperty("basisCorrected").GetProperty("review").ValueKind);
    }

    [Fact]
    public async Task where_consent_has_ended_the_office_sees_the_mark_and_the_bank_does_not()
    {
        var (bank, firm) = await Lending();
        var loan = (await bank.Http.Command($"banks/{bank.Id}/loans", Report(bank, firm)).Good()).Text("id");
        await bank.Withdraw(firm);
        await firm.Revoked(Wrong);
        await Eventually.True(async () => (await office.Read($"loans/{loan}")).GetProperty("basisCorrected").ValueKind == JsonValueKind.Object);
        Assert.Equal(JsonValueKind.Null, (await bank.Http.Read($"loans/{loan}")).GetProperty("basisCorrected").ValueKind);
        Assert.Equal(0, (await bank.Http.Read($"banks/{bank.Id}/loans?basisCorrected=true")).GetProperty("items").GetArrayLength());
        Assert.Equal(1, (await bank.Http.Read($"banks/{bank.Id}/loans?basisCorrected=false")).GetProperty("items").GetArrayLength());
        Assert.Equal((422, "loan.basis-withheld"), await bank.Http.Command($"banks/{bank.Id}/loans", Report(bank, firm, "L-2")).Problem());
    }

    [Fact]
    public async Task a_report_that_makes_no_sense_is_a_problem()
    {
        var (bank, firm) = await Lending();
        var path = $"banks/{bank.Id}/loans";
        Assert.Equal((422, "loan.basis-unknown"), await bank.Http.Command(path, Report(bank, firm, reliedOn: "1-9")).Problem());
        Assert.Equal((422, "loan.basis-unknown"), await bank.Http.Command(path, Report(bank, firm, reliedOn: "1-0")).Problem());
        Assert.Equal((409, "feed.epoch-changed"), await bank.Http.Command(path, Report(bank, firm, reliedOn: "2-1")).Problem());
        Assert.Equal((400, "feed.cursor-malformed"), await bank.Http.Command(path, Report(bank, firm, reliedOn: "one")).Problem());
        Assert.Equal((422, "money.amount"), await bank.Http.Command(path, Report(bank, firm, principal: 0.001m)).Problem());
        Assert.Equal((400, "request.malformed"), await bank.Http.Command(path, """{"loanNo":"L-1","principal":"much"}""").Problem());
        Assert.Equal((404, "loan.unknown"), await bank.Http.Command("loans/none/defaults", new { defaultedOn = "2026-11-20" }).Problem());
    }

    [Fact]
    public async Task a_loan_is_its_banks_and_its_firms_alone()
    {
        var ((bank, firm), (other, otherFirm)) = (await Lending(), await Lending());
        var loan = $"loans/{(await bank.Http.Command($"banks/{bank.Id}/loans", Report(bank, firm)).Good()).Text("id")}";
        Assert.Equal((403, "loan.forbidden"), await other.Http.Command($"banks/{bank.Id}/loans", Report(bank, firm)).Problem());
        Assert.Equal((422, "loan.basis-other-firm"), await other.Http.Command($"banks/{other.Id}/loans", Report(other, firm)).Problem());
        foreach (var (act, body) in new (string, object)[]
        {
            ("repayments", new { repaymentRef = "R-1", principal = 1, interest = 0, paidOn = "2026-11-10" }), ("defaults", new { defaultedOn = "2026-11-20" }),
            ("corrections", new { report = "loan", reason = "mine" }),
        })
        {
            Assert.Equal((403, "loan.forbidden"), await other.Http.Command($"{loan}/{act}", body).Problem());
            Assert.Equal((403, "auth.role-missing"), await office.Command($"{loan}/{act}", body).Problem());
            Assert.Equal((404, "loan.unknown"), await district.Client([Roles.Bank], bank.Id, district: "310106").Command($"{loan}/{act}", body).Problem());
        }
        Assert.Equal((403, "auth.role-missing"), await office.Command($"banks/{bank.Id}/loans", Report(bank, firm)).Problem());
        Assert.Equal((403, "auth.role-missing"), await bank.Http.Command($"{loan}/basis-reviews", new { }).Problem());
        Assert.Equal((403, "auth.role-missing"), await bank.Http.GetAsync("loans").Problem());
        Assert.Equal((409, "loan.not-marked"), await office.Command($"{loan}/basis-reviews", new { outcome = "noted", reason = "r", documentRef = "d" }).Problem());
        Assert.Equal((403, "loan.forbidden"), await other.Http.GetAsync($"banks/{bank.Id}/loans").Problem());
        Assert.Equal((403, "loan.forbidden"), await other.Http.GetAsync(loan).Problem());
        Assert.Equal((403, "firm.forbidden"), await district.Client([Roles.Firm], firm: otherFirm.Id).GetAsync(loan).Problem());
        Assert.Equal((403, "firm.forbidden"), await district.Client([Roles.Firm], firm: otherFirm.Id).GetAsync($"firms/{firm.Id}/loans").Problem());
        Assert.Equal((403, "auth.role-missing"), await district.Client([Roles.Operator]).GetAsync(loan).Problem());
        Assert.Equal((404, "loan.unknown"), await district.Client(district: "310106").GetAsync(loan).Problem());
    }

    private async Task<(Partner Bank, Firm Firm)> Lending()
    {
        var bank = await Partner.With(district);
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm);
        await firm.Recognised();
        await bank.Pulled(1);
        return (bank, firm);
    }

    private static object Report(Partner bank, Firm firm, string loanNo = "L-1", decimal principal = 1_000_000m, string reliedOn = "1-1") => new
    {
        loanNo, productCode = bank.Product, principal, startOn = "2026-11-01", endOn = "2027-10-31", rate = 0.0345m, reliedOn, creditCode = firm.CreditCode, premium = 12_000m,
    };
}
