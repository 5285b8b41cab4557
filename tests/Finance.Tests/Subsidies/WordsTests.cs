using System.Net.Http.Json;
using System.Text.Json;
using Cultivation.Contracts.Ladder.V1;
using Cultivation.Finance.Tests.RiskPools;
using Cultivation.Hosting;
using Cultivation.Kit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Cultivation.Finance.Tests.Subsidies;

/// <summary>What bank, firm and office write may name people: it is shown where it was written, stands in no event, and can be erased.</summary>
[Collection<OnTheWire>]
public sealed class WordsTests(District district) : SubsidyFlow(district)
{
    private const string Name = "端木测试";
    private readonly District wire = district;

    // Everything that somebody writes about money, each with the name: what it was written at.
    private async Task<(string Loan, string Lost, string Pool, string Subsidy, string Bank)> Written()
    {
        var (_, subsidy, firm) = await Proposed();
        var loan = (await Office.Read($"firms/{firm.Id}/loans")).GetProperty("items")[0];
        var (id, bankId, product) = (loan.Text("id"), loan.Text("bankId"), loan.Text("productCode"));
        var bank = wire.BankClient(bankId);
        var lost = (await bank.Command($"banks/{bankId}/loans", new
        {
            loanNo = "L-2", productCode = product, principal = 1_000_000, startOn = "2026-03-01", endOn = "2027-02-28", rate = 0.0345m, reliedOn = "1-1", firmId = firm.Id,
        }).Good()).Text("id");
        await bank.Command($"loans/{lost}/defaults", new { defaultedOn = "2026-10-01" }).Good();
        await bank.Command($"loans/{lost}/corrections", new { report = "default", reason = $"{Name}录错" }).Good();
        await bank.Command($"loans/{lost}/defaults", new { defaultedOn = "2026-10-02" }).Good();
        var pool = $"r-{bankId}";
        await Office.Command("risk-pools", RiskPoolTests.Terms(pool, product)).Good();
        var claim = (await bank.Command($"risk-pools/{pool}/claims", new { loanId = lost, amount = 100_000 }).Good()).GetProperty("claims")[0].Text("id");
        await Office.Command($"risk-pools/{pool}/claims/{claim}/proposal", new { amount = 90_000, reason = $"{Name}已说明" }).Good();
        await Second.Command($"risk-pools/{pool}/claims/{claim}/refusal", new { reason = $"{Name}未签字" }).Good();

        await wire.Happens(new RecognitionRevoked(
            firm.Id, firm.CreditCode, firm.Name, "r1", "cn.hnte", new DateOnly(2026, 11, 1), new DateOnly(2025, 6, 1), "fraud", 2025, "沪科〔2026〕1号"));
        await Eventually.True(async () => (await Office.Read($"subsidies/{subsidy}")).GetProperty("recoveryDue").ValueKind == JsonValueKind.Object);
        await Second.Command($"subsidies/{subsidy}/recovery", new { outcome = "cancel", reason = $"{Name}承认造假", documentRef = "决定1号" }).Good();
        await Eventually.True(async () => (await Office.Read($"loans/{id}")).GetProperty("basisCorrected").ValueKind == JsonValueKind.Object);
        await Review(id);
        await Review(id);

        await bank.Command($"banks/{bankId}/webhook", new { address = "http://127.0.0.1:9/", after = "1-1" }, "").Good();
        await bank.Command($"banks/{bankId}/webhook/disabling", new { reason = $"{Name}休假" }).Good();
        await Office.Command("consents", Consent(firm, bankId)).Good();
        await Office.Command("consents", Consent(firm, bankId)).Good();
        return (id, lost, pool, subsidy, bankId);
    }

    private Task<JsonElement> Review(string loan) =>
        Office.Command($"loans/{loan}/basis-reviews", new { outcome = "noted", reason = $"{Name}已还清", documentRef = "函1号" }).Good();

    private static object Consent(Firm firm, string bank) => new
    {
        firmId = firm.Id, bankId = bank, dataScopes = new[] { "eligibility" }, purpose = $"{Name}经办的贷款", from = "2026-01-01", to = "2030-12-31", method = "paper",
        documentHash = Samples.Hash,
    };

    private async Task<JsonElement[]> Found() => [.. (await Office.PostAsJsonAsync("texts/search", new { text = Name }).Good()).EnumerateArray()];

    [Fact]
    public async Task what_names_a_person_is_found_erased_and_gone_from_every_table()
    {
        var (loan, lost, pool, subsidy, bank) = await Written();
        var firm = (await Office.Read($"loans/{loan}")).Text("firmId");
        Assert.Equal(
            [$"{Name}已还清", $"{Name}录错", $"{Name}已说明", $"{Name}未签字", $"{Name}承认造假", $"{Name}休假", $"{Name}经办的贷款"], await Shown());
        Assert.Equal(JsonValueKind.Null, (await wire.BankClient(bank).Read($"risk-pools/{pool}")).GetProperty("claims")[0].GetProperty("proposedFor").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await wire.Client([Roles.Firm], firm: firm).Read($"subsidies/{subsidy}")).GetProperty("decisions").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await wire.Client([Roles.Firm], firm: firm).Read($"loans/{lost}")).GetProperty("corrections").ValueKind);

        var database = wire.Provider.GetRequiredService<NpgsqlDataSource>();
        Assert.Equal(["events.mt_doc_kepttext", "hosting.replies"], (await Tables.Holding(database, Name)).Order(StringComparer.Ordinal));
        Assert.Equal((403, "auth.role-missing"), await wire.BankClient(bank).PostAsJsonAsync("texts/search", new { text = Name }).Problem());
        var found = await Found();
        // The same words twice are nothing new: a review and a consent were given again.
        Assert.Equal(
            new[] { $"bank:{bank}", $"firm:{firm}", $"loan:{loan}", $"loan:{lost}", $"riskpool:{pool}", $"riskpool:{pool}", $"subsidy:{subsidy}" }.Order(StringComparer.Ordinal),
            found.Select(t => t.Text("stream")).Order(StringComparer.Ordinal));
        foreach (var text in found)
            await Office.Command($"texts/{text.Text("textRef")}/erasure", new { requestRef = "申请〔2026〕9号" }).Good();

        Assert.Empty(await Tables.Holding(database, Name));
        Assert.Empty(await Found());
        Assert.All(await Shown(), text => Assert.Equal("", text));
        Assert.Equal("cancelled", (await Office.Read($"subsidies/{subsidy}")).Text("state"));
        await Office.Command($"texts/{found[0].Text("textRef")}/erasure", new { requestRef = "申请〔2026〕9号" }).Good();
        Assert.Equal((404, "text.unknown"), await Office.Command("texts/nothing/erasure", new { requestRef = "1" }).Problem());
        Assert.Equal((422, "field.text"), await Office.Command($"loans/{loan}/basis-reviews", new { outcome = "noted", reason = "", documentRef = "函1号" }).Problem());

        async Task<string[]> Shown()
        {
            var claim = (await Office.Read("risk-pools")).GetProperty("pools").EnumerateArray().Single(p => p.Text("id") == pool).GetProperty("claims")[0];
            return
            [
                (await Office.Read($"loans/{loan}")).GetProperty("basisCorrected").GetProperty("review").Text("reason"),
                (await Office.Read($"loans/{lost}")).GetProperty("corrections")[0].Text("reason"),
                claim.Text("proposedFor"), claim.Text("refusedFor"),
                (await Office.Read($"subsidies/{subsidy}")).GetProperty("decisions")[0].Text("reason"),
                (await wire.BankClient(bank).Read($"banks/{bank}/webhook")).Text("stoppedReason"),
                (await Office.Read($"firms/{firm}")).GetProperty("consents")[0].Text("purpose"),
            ];
        }
    }
}
