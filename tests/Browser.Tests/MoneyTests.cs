using System.Text.Json;
using Cultivation.Kit;
using Microsoft.Playwright;
using static Cultivation.Browser.Tests.SubsidySamples;

namespace Cultivation.Browser.Tests;

/// <summary>Reports that a bank puts right, compensation for a default, and a subsidy from its run to its payment.</summary>
public sealed class MoneyTests(BrowserHouse house)
{
    private const string Finance = "api/finance/v1";

    [Fact]
    public async Task a_bank_corrects_its_reports_and_a_default_is_compensated_by_two_persons_who_take_it_back_when_its_title_goes()
    {
        var policy = await house.PolicyAsync();
        await policy.Command($"{Finance}/risk-pools", new
        {
            id = "pool-1", nameZh = "风险补偿资金池", nameEn = "Risk pool", documentRef = "协议1号", terms = new
            {
                partners = Figure(new[] { new { partnerId = "district", nameZh = "区财政", share = 1.0 } }), covered = Figure(0.5), capPerLoan = Figure<decimal?>(null),
                capPerYear = Figure<decimal?>(null), products = Figure(new[] { "gaoqi" }),
            },
        }).Good();
        var payer = await house.SignedInAsync("caseworker", "/published/risk-pools/pool-1");
        await payer.DoAsync("contribute", "amount=5000000", "contributionRef=C-1");
        await Assertions.Expect(payer.Locator("section[aria-labelledby=thing]")).ToContainTextAsync("500万元");
        var told = await house.Jiading.LentAsync(9_401, "money-1");
        var address = $"/banks/{Jiading.BankId}/loans/{told.Loan}";
        var bank = await house.SignedInAsync(Jiading.BankId, address);
        await bank.DoAsync("correct-terms", "principal=1000000", "reason=typo");
        await Assertions.Expect(bank.Locator("section[aria-labelledby=loan]")).ToContainTextAsync("100万元");
        await bank.Locator("form[action$='/defaults'] button").FollowAsync();
        await bank.DoAsync("undo-default", "reason=typo");
        await Assertions.Expect(bank.Locator("form[action$='/defaults']")).ToBeVisibleAsync();
        await bank.Locator("form[action$='/defaults'] button").FollowAsync();
        await bank.DoAsync("claim", "amount=400000");
        await Assertions.Expect(bank.Locator("section[aria-labelledby=claim]")).ToContainTextAsync("40万元");
        Assert.Equal("", string.Join("\n", await bank.FaultsAsync()));

        var worker = await house.SignedInAsync("caseworker", address);
        await worker.DoAsync("propose-compensation", "amount=300000", "reason=in good faith");
        await Assertions.Expect(worker.Locator("form[action$='/approve-compensation']")).ToHaveCountAsync(0);
        var supervisor = await house.SignedInAsync("supervisor", address);
        await supervisor.DoAsync("approve-compensation");
        await supervisor.DoAsync("pay-compensation", "paymentRef=P-1");
        await supervisor.DoAsync("recover-compensation", "recoveryRef=B-1", "recovered=20000");
        await Assertions.Expect(supervisor.Locator("section[aria-labelledby=claim] .status-good")).ToBeVisibleAsync();

        var (firm, version) = await house.Jiading.FirmAsync(told.Firm);
        await house.Jiading.RevokeAsync(told.Firm, firm, version).Good();
        await Eventually.True(async () =>
            (await house.Jiading.Supervisor.Read($"{Finance}/risk-pools/pool-1")).GetProperty("claims")[0].GetProperty("recoveryDue").ValueKind == JsonValueKind.Object);
        await supervisor.AgainAsync();
        await supervisor.DoAsync("decide-demand", "reason=title cancelled", "documentRef=decision 1");
        await Assertions.Expect(supervisor.Locator("section[aria-labelledby=claim]")).ToContainTextAsync("29万元");
        await supervisor.DoAsync("receive-demand", "paymentRef=D-1");
        await Assertions.Expect(supervisor.Locator("section[aria-labelledby=claim]")).Not.ToContainTextAsync("29万元");
    }

    [Theory]
    [InlineData("zh-CN", 9_402)]
    [InlineData("en", 9_403)]
    public async Task a_scheme_is_run_and_its_subsidy_is_confirmed_approved_and_paid(string language, int certificate)
    {
        var scheme = $"interest-{certificate}";
        await house.PublishAsync(scheme);
        var told = await house.RepaidAsync($"paid-{language}", certificate);
        var page = await house.SignedInAsync("caseworker", "/subsidies", language);
        await page.Locator("form[action='/subsidies/runs'] select").SelectOptionAsync(scheme);
        await page.Locator("form[action='/subsidies/runs'] button").FollowAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(told.Code);
        Assert.Equal("", string.Join("\n", await page.FaultsAsync()));
        await page.Locator("form[action='/subsidies/runs'] button").FollowAsync();
        await page.Locator("#found a", new() { HasText = told.Code }).First.FollowAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=standing]")).ToContainTextAsync(language == "en" ? "CNY 15,000" : "1.5万元");
        await page.DoAsync("send-notice");
        var hash = new string('a', 64);
        await page.DoAsync("record-receipt", $"documentHash={hash}");
        await page.DoAsync("confirm-account", $"holderName={told.Name}", "bankName=样例银行", "accountNo=6222020200112233445", $"documentHash={hash}");
        await Assertions.Expect(page.Locator("section[aria-labelledby=standing]")).ToContainTextAsync("3445");
        Assert.Equal("", string.Join("\n", await page.FaultsAsync()));
        var supervisor = await house.SignedInAsync("supervisor", new Uri(page.Url).AbsolutePath, language);
        await supervisor.DoAsync("approve-subsidy");
        await supervisor.DoAsync("pay-subsidy", "paymentRef=T-1");
        await Assertions.Expect(supervisor.Locator("section[aria-labelledby=standing]")).ToContainTextAsync("T-1");
    }
}
