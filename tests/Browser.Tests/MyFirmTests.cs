using Cultivation.Kit;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

public sealed class MyFirmTests(BrowserHouse house)
{
    [Theory]
    [InlineData("zh-CN", 9_201)]
    [InlineData("en", 9_202)]
    public async Task a_firm_files_takes_back_consents_and_sees_what_the_bank_was_told(string language, int certificate)
    {
        var (id, code, name) = await house.Jiading.RegisterAsync();
        await house.Jiading.ImportAsync([(code, name, certificate)]);
        var right = $"ZL {certificate}";
        await house.Jiading.CaseWorker.Command($"api/ladder/v1/firms/{id}/properties", new
        {
            ipNo = right, ipKind = "utilityModel", grantedOn = "2024-05-01", acquiredBy = "selfDeveloped", source = "CNIPA register",
        }).Good();
        var page = await house.SignedInAsync($"firm={id}", language: language);
        Assert.Equal("/my-firm", new Uri(page.Url).AbsolutePath);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(name);

        await page.GotoAsync("/my-firm/cases/new");
        await page.Locator("select[name=stage]").SelectOptionAsync("jd.pool");
        await page.Locator("form.filters button").FollowAsync();
        await page.Locator("form[action='/my-firm/cases'] input[name=right]").CheckAsync();
        await page.Locator("form[action='/my-firm/cases'] button").FollowAsync();
        await Assertions.Expect(page.Locator("#said .alert")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=standing]")).ToContainTextAsync(right);
        var filed = Assert.Single((await house.Jiading.CaseWorker.Read($"api/ladder/v1/cases?firmId={id}")).GetProperty("items").EnumerateArray());
        Assert.Equal($"/my-firm/cases/{filed.Text("number")}", new Uri(page.Url).AbsolutePath);
        await page.GotoAsync("/my-firm/cases/new?stage=jd.pool");
        await Assertions.Expect(page.Locator($"a[href='/my-firm/cases/{filed.Text("number")}']")).ToBeVisibleAsync();
        await page.GotoAsync($"/my-firm/cases/{filed.Text("number")}");
        await page.Locator("details summary").ClickAsync();
        await page.Locator("form[action$='/withdrawal'] button").FollowAsync();
        await Assertions.Expect(page.Locator("#said .alert")).ToBeVisibleAsync();
        Assert.Equal("withdrawn", (await house.Jiading.CaseWorker.Read($"api/ladder/v1/cases/{filed.Text("number")}")).Text("state"));

        await Eventually.True(async () => (await house.Jiading.CaseWorker.GetAsync(new Uri($"api/finance/v1/firms/{id}", UriKind.Relative))).IsSuccessStatusCode);
        await page.GotoAsync("/my-firm/consents");
        await page.Locator("form[action='/my-firm/consents'] select[name=purpose]").First.SelectOptionAsync("guarantee");
        await page.Locator("form[action='/my-firm/consents'] input[name=criteria]").First.CheckAsync();
        await page.Locator("form[action='/my-firm/consents'] button").First.FollowAsync();
        await Assertions.Expect(page.Locator("#said .alert")).ToBeVisibleAsync();
        var consent = (await house.Jiading.CaseWorker.Read($"api/finance/v1/firms/{id}")).GetProperty("consents")[0];
        Assert.Equal(("guarantee", 2), (consent.Text("purpose"), consent.GetProperty("dataScopes").GetArrayLength()));
        await Eventually.True(async () =>
        {
            await page.AgainAsync();
            return await page.Locator("section[aria-labelledby=told] tbody tr").CountAsync() == 1;
        });
        await Eventually.True(async () =>
        {
            await page.AgainAsync();
            return (await page.Locator("section[aria-labelledby=told] tbody tr").InnerTextAsync()).Contains(language == "en" ? "Queue" : "消息队列", StringComparison.Ordinal);
        });
        Assert.Equal("", string.Join("\n", await page.FaultsAsync()));
        await page.Locator("details:has(form[action$='/withdrawals']) summary").ClickAsync();
        await page.Locator("form[action$='/withdrawals'] button").FollowAsync();
        await Eventually.True(async () =>
        {
            await page.AgainAsync();
            return await page.Locator("section[aria-labelledby=told] tbody tr").CountAsync() == 2;
        });
        await Assertions.Expect(page.Locator("section[aria-labelledby=told] tbody tr").First).ToContainTextAsync(language == "en" ? "Consent ended" : "授权终止");
    }

    [Theory]
    [InlineData("zh-CN", 9_203)]
    [InlineData("en", 9_204)]
    public async Task a_firm_finds_its_subsidy_opens_the_notice_and_confirms_its_account(string language, int certificate)
    {
        var english = language == "en";
        var notified = await house.NotifiedAsync($"firm-{certificate}", certificate);
        var page = await house.SignedInAsync($"firm={notified.Firm}", language: language);
        await page.Locator(".alert-warning a[href='/my-firm/subsidies']").FollowAsync();
        await page.Locator($"a[href='/my-firm/subsidies/{notified.Subsidy}']").FollowAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=act]")).ToContainTextAsync(english ? "you have 3 working days" : "3 个工作日内确认");
        await page.DoAsync("open-notice");
        await Assertions.Expect(page.Locator("form[action$='/open-notice']")).ToHaveCountAsync(0);
        var received = await house.Jiading.CaseWorker.Read($"api/finance/v1/subsidies/{notified.Subsidy}");
        Assert.Equal(("received", $"{Jiading.Today:yyyy-MM-dd}"), (received.Text("state"), received.Text("receivedOn")));
        await Assertions.Expect(page.Locator($"section[aria-labelledby=standing] time[datetime='{received.Text("deadlineOn")}']")).ToBeVisibleAsync();
        await page.DoAsync("confirm-own-account", $"holderName={notified.Name}", "bankName=样例银行", "accountNo=6222020200112235678");
        await Assertions.Expect(page.Locator("section[aria-labelledby=standing]")).ToContainTextAsync("5678");
        await Assertions.Expect(page.Locator("section[aria-labelledby=act] form")).ToHaveCountAsync(0);
        Assert.Equal("", string.Join("\n", await page.FaultsAsync()));

        await house.Jiading.Supervisor.Command($"api/finance/v1/subsidies/{notified.Subsidy}/approval", new { }).Good();
        await house.Jiading.CaseWorker.Command($"api/finance/v1/subsidies/{notified.Subsidy}/payments", new { paymentRef = "T-9", paidOn = Jiading.Today }).Good();
        await page.AgainAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=standing]")).ToContainTextAsync("T-9");
        await page.GotoAsync("/my-firm");
        await Assertions.Expect(page.Locator(".alert-warning")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task a_firm_opens_its_own_pages_only()
    {
        var told = await house.ToldAsync();
        var subsidy = (await house.SubsidyAsync()).Subsidy;
        var other = await house.Jiading.RegisterAsync();
        var number = await house.Jiading.PoolCaseAsync(other.Id);
        var page = await house.SignedInAsync($"firm={told.Firm}");
        Assert.Equal(404, (await page.GotoAsync($"/my-firm/cases/{number}"))!.Status);
        Assert.Equal(403, (await page.GotoAsync($"/firms/{other.Id}"))!.Status);
        Assert.Equal(403, (await page.GotoAsync("/banks"))!.Status);
        Assert.Equal(403, (await page.GotoAsync($"/my-firm/subsidies/{subsidy}"))!.Status);
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("firm.forbidden");
        var nobody = await house.SignedInAsync("firm");
        Assert.Equal(403, (await nobody.GotoAsync("/my-firm"))!.Status);
        await Assertions.Expect(nobody.Locator("[role=alert]")).ToContainTextAsync("firm.none");
    }
}
