using System.Text.Json;
using Cultivation.Hosting;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests.RiskPools;

/// <summary>A pool over HTTP, from its opening to money that comes back.</summary>
[Collection<OnTheWire>]
public sealed class RiskPoolTests(District district)
{
    private static DateOnly Today => TimeProvider.System.Today();
    private readonly HttpClient office = district.Client();
    private readonly HttpClient second = district.Client([Roles.Supervisor], subject: "zhao");

    [Fact]
    public async Task a_default_is_compensated_by_two_persons_and_what_comes_later_goes_back()
    {
        var (bank, loan, pool) = await InDefault();
        Assert.Equal((422, "riskpool.too-much"), await bank.Http.Command($"risk-pools/{pool}/claims", new { loanId = loan, amount = 550_000.01m }).Problem());
        var claimed = (await bank.Http.Command($"risk-pools/{pool}/claims", new { loanId = loan, amount = 100_000.01m }).Good()).GetProperty("claims")[0];
        await bank.Http.Command($"risk-pools/{pool}/claims", new { loanId = loan, amount = 100_000.01m }).Good();
        Assert.Equal(("claimed", "balance"), (claimed.Text("state"), claimed.Text("waitsFor")));
        var path = $"risk-pools/{pool}/claims/{claimed.Text("id")}";
        Assert.Equal((409, "loan.claimed"), await bank.Http.Command($"loans/{loan}/corrections", new { report = "default", reason = "typo" }).Problem());
        await office.Command($"{path}/proposal", new { amount = 100_000.01m, reason = "in good faith" }).Good();
        Assert.Equal((403, "riskpool.same-person"), await office.Command($"{path}/approval", "").Problem());
        Assert.Equal((422, "riskpool.figures-unconfirmed"), await second.Command($"{path}/approval", "").Problem());
        await office.Command($"risk-pools/{pool}/confirmations", new { figure = "partners", documentRef = "协议1号" }).Good();
        Assert.Equal((409, "riskpool.balance-short"), await second.Command($"{path}/approval", "").Problem());
        await Fill(pool);
        await second.Command($"{path}/approval", "").Good();
        await office.Command($"{path}/payment", new { paymentRef = "P-1", paidOn = Today }).Good();
        await office.Command($"{path}/recoveries", new { recoveryRef = "B-1", recovered = 20_000, receivedOn = Today }).Good();

        var read = await office.Read($"risk-pools/{pool}");
        Assert.Equal(910_999.99m, read.GetProperty("balance").GetDecimal());
        Assert.Equal([455_499.99m, 273_300m, 182_200m], read.GetProperty("balances").EnumerateArray().Select(b => b.GetProperty("amount").GetDecimal()));
        var claim = read.GetProperty("claims")[0];
        Assert.Equal(("paid", 1, "li"), (claim.Text("state"), claim.GetProperty("refusedActs").GetArrayLength(), claim.GetProperty("refusedActs")[0].Text("person")));
        var firm = (await office.Read($"loans/{loan}")).Text("firmId");
        Assert.Equal(pool, (await office.Read($"firms/{firm}/payments?relyingOn=r1")).GetProperty("compensations")[0].Text("poolId"));
        // Of the pool's events those of the firm's claim alone are in its history: none of payments into the pool.
        var history = (await office.Read($"firms/{firm}/history?limit=500")).GetProperty("items").EnumerateArray().Where(line => line.Text("stream") == $"riskpool:{pool}").ToList();
        Assert.Equal(
            ["compensation_returned", "compensation_paid", "compensation_approved", "compensation_act_refused", "compensation_proposed", "compensation_claimed"],
            history.Select(line => line.Text("type")));
        var ofBank = await bank.Http.Read($"risk-pools/{pool}");
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (ofBank.GetProperty("balance").ValueKind, ofBank.GetProperty("claims")[0].GetProperty("refusedActs").ValueKind));
    }

    [Fact]
    public async Task a_compensation_that_was_paid_for_a_title_that_did_not_stand_is_drafted_demanded_and_paid_back()
    {
        var firm = await new Firm(district).Registered();
        var (bank, loan, pool) = await InDefault(firm);
        var id = (await bank.Http.Command($"risk-pools/{pool}/claims", new { loanId = loan, amount = 100_000 }).Good()).GetProperty("claims")[0].Text("id");
        var path = $"risk-pools/{pool}/claims/{id}";
        await office.Command($"risk-pools/{pool}/confirmations", new { figure = "partners", documentRef = "协议1号" }).Good();
        await Fill(pool);
        await office.Command($"{path}/proposal", new { amount = 100_000, reason = "in good faith" }).Good();
        await second.Command($"{path}/approval", "").Good();
        await office.Command($"{path}/payment", new { paymentRef = "P-1", paidOn = Today }).Good();
        Assert.Equal((409, "riskpool.no-recovery-due"), await second.Command($"{path}/demand", new { outcome = "waive", reason = "r", documentRef = "d" }).Problem());

        await firm.Revoked(new DateOnly(2025, 6, 1));
        JsonElement claim = default;
        await Eventually.True(async () => (claim = (await office.Read($"risk-pools/{pool}")).GetProperty("claims")[0]).GetProperty("recoveryDue").ValueKind == JsonValueKind.Object);
        Assert.Equal(100_000m, claim.GetProperty("recoveryDue").GetProperty("amount").GetDecimal());
        Assert.Equal(JsonValueKind.Null, (await bank.Http.Read($"risk-pools/{pool}")).GetProperty("claims")[0].GetProperty("recoveryDue").ValueKind);
        await second.Command($"{path}/demand", new { outcome = "recover", amount = 100_000, reason = "title cancelled", documentRef = "决定1号" }).Good();
        Assert.Equal(100_000m, (await bank.Http.Read($"risk-pools/{pool}")).GetProperty("claims")[0].GetProperty("owed").GetDecimal());
        Assert.Equal(900_000m, (await office.Read($"risk-pools/{pool}")).GetProperty("balance").GetDecimal());
        await office.Command($"{path}/demand/payments", new { paymentRef = "D-1", amount = 100_000, receivedOn = Today }).Good();
        var after = await office.Read($"risk-pools/{pool}");
        Assert.Equal((1_000_000m, 0m), (after.GetProperty("balance").GetDecimal(), after.GetProperty("claims")[0].GetProperty("owed").GetDecimal()));
    }

    [Fact]
    public async Task a_refused_claim_can_be_made_again()
    {
        var (bank, loan, pool) = await InDefault();
        var id = (await bank.Http.Command($"risk-pools/{pool}/claims", new { loanId = loan, amount = 100_000 }).Good()).GetProperty("claims")[0].Text("id");
        Assert.Equal((409, "riskpool.claimed-before"), await bank.Http.Command($"risk-pools/{pool}/claims", new { loanId = loan, amount = 90_000 }).Problem());
        await second.Command($"risk-pools/{pool}/claims/{id}/refusal", new { reason = "papers missing" }).Good();
        Assert.Equal(2, (await bank.Http.Command($"risk-pools/{pool}/claims", new { loanId = loan, amount = 90_000 }).Good()).GetProperty("claims").GetArrayLength());
    }

    [Fact]
    public async Task a_pool_is_the_districts_and_a_claim_its_banks()
    {
        var (bank, loan, pool) = await InDefault();
        var stranger = (await Partner.With(district)).Http;
        Assert.Equal((403, "loan.forbidden"), await stranger.Command($"risk-pools/{pool}/claims", new { loanId = loan, amount = 1 }).Problem());
        var id = (await bank.Http.Command($"risk-pools/{pool}/claims", new { loanId = loan, amount = 100_000 }).Good()).GetProperty("claims")[0].Text("id");
        Assert.Equal(0, (await stranger.Read($"risk-pools/{pool}")).GetProperty("claims").GetArrayLength());
        foreach (var act in new[] { "proposal", "approval", "refusal", "payment", "recoveries", "demand", "demand/payments" })
            Assert.Equal((403, "auth.role-missing"), await bank.Http.Command($"risk-pools/{pool}/claims/{id}/{act}", new { }).Problem());
        Assert.Equal((403, "auth.role-missing"), await office.Command($"risk-pools/{pool}/claims", new { }).Problem());
        Assert.Equal((403, "auth.role-missing"), await bank.Http.Command($"risk-pools/{pool}/contributions", new { }).Problem());
        Assert.Equal((403, "auth.role-missing"), await district.Client([Roles.CaseWorker]).Command("risk-pools", new { }).Problem());
        Assert.Equal((403, "auth.role-missing"), await district.Client([Roles.Firm], firm: "f").GetAsync($"risk-pools/{pool}").Problem());
        Assert.Equal((403, "auth.role-missing"), await district.Client([Roles.CaseWorker]).Command($"risk-pools/{pool}/claims/{id}/approval", "").Problem());
        Assert.Equal((404, "riskpool.unknown"), await district.Client(district: "310106").GetAsync($"risk-pools/{pool}").Problem());
        Assert.Equal((404, "riskpool.claim-unknown"), await office.Command($"risk-pools/{pool}/claims/none/proposal", new { amount = 1, reason = "r" }).Problem());
        Assert.Equal((422, "riskpool.terms"), await office.Command("risk-pools", Terms("wrong-shares", bank.Product, 0.6m)).Problem());
        Assert.Equal((400, "request.malformed"), await office.Command("risk-pools", """{"id":"p1","terms":{}}""").Problem());
    }

    private async Task<(Partner Bank, string Loan, string Pool)> InDefault(Firm? of = null)
    {
        var bank = await Partner.With(district);
        var firm = of ?? await new Firm(district).Registered();
        await bank.Consent(firm);
        await firm.Recognised();
        await bank.Pulled(1);
        var loan = (await bank.Http.Command($"banks/{bank.Id}/loans", new
        {
            loanNo = "L-1", productCode = bank.Product, principal = 1_000_000, startOn = "2026-03-01", endOn = "2027-02-28", rate = 0.0345m, reliedOn = "1-1", firmId = firm.Id,
        }).Good()).Text("id");
        await bank.Http.Command($"loans/{loan}/defaults", new { defaultedOn = "2026-10-01" }).Good();
        await office.Command("risk-pools", Terms($"r-{bank.Id}", bank.Product)).Good();
        return (bank, loan, $"r-{bank.Id}");
    }

    private async Task Fill(string pool)
    {
        foreach (var (partner, amount) in new[] { ("district", 500_000m), ("park", 300_000m), ("insurer", 200_000m) })
            await office.Command($"risk-pools/{pool}/contributions", new { partnerId = partner, amount, contributionRef = $"in-{partner}", paidOn = Today }).Good();
    }

    internal static object Terms(string id, string product, decimal share = 0.5m)
    {
        object Figure(object? value, bool needsConfirmation = false) => new { value, certainty = "secondary", source = "沪科〔2024〕风险补偿", needsConfirmation };
        object Partner(string partnerId, decimal of) => new { partnerId, nameZh = "合作方", share = of };
        return new
        {
            id, nameZh = "风险资金池", nameEn = "Risk pool", documentRef = "协议1号", terms = new
            {
                partners = Figure(new[] { Partner("district", share), Partner("park", 0.3m), Partner("insurer", 0.2m) }, true), covered = Figure(0.55m), capPerLoan = Figure(null),
                capPerYear = Figure(600_000), products = Figure(new[] { product }),
            },
        };
    }
}
