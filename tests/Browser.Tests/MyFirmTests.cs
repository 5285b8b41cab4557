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
        var page = await house.SignedInAsync($"firm={id}", language: language);
        Assert.Equal("/my-firm", new Uri(page.Url).AbsolutePath);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(name);

        await page.GotoAsync("/my-firm/cases/new");
        await page.Locator("select[name=stage]").SelectOptionAsync("jd.pool");
        await page.Locator("form.filters button").ClickAsync();
        await page.KeepAsync($"my-firm-filing.{language}");
        await page.Locator("form[action='/my-firm/cases'] button").ClickAsync();
        await Assertions.Expect(page.Locator("#said .alert")).ToBeVisibleAsync();
        var filed = Assert.Single((await house.Jiading.CaseWorker.Read($"api/ladder/v1/cases?firmId={id}")).GetProperty("items").EnumerateArray());
        Assert.Equal($"/my-firm/cases/{filed.Text("number")}", new Uri(page.Url).AbsolutePath);
        await page.GotoAsync("/my-firm/cases/new?stage=jd.pool");
        await Assertions.Expect(page.Locator($"a[href='/my-firm/cases/{filed.Text("number")}']")).ToBeVisibleAsync();
        await page.GotoAsync($"/my-firm/cases/{filed.Text("number")}");
        await page.Locator("details summary").ClickAsync();
        await page.Locator("form[action$='/withdrawal'] button").ClickAsync();
        await Assertions.Expect(page.Locator("#said .alert")).ToBeVisibleAsync();
        Assert.Equal("withdrawn", (await house.Jiading.CaseWorker.Read($"api/ladder/v1/cases/{filed.Text("number")}")).Text("state"));

        await Eventually.True(async () => (await house.Jiading.CaseWorker.GetAsync(new Uri($"api/finance/v1/firms/{id}", UriKind.Relative))).IsSuccessStatusCode);
        await page.GotoAsync("/my-firm/consents");
        await page.Locator("form[action='/my-firm/consents'] button").First.ClickAsync();
        await Assertions.Expect(page.Locator("#said .alert")).ToBeVisibleAsync();
        await Eventually.True(async () =>
        {
            await page.AgainAsync();
            return await page.Locator("section[aria-labelledby=told] tbody tr").CountAsync() == 1;
        });
        await page.KeepAsync($"my-firm-told.{language}");
        await page.Locator("details summary").ClickAsync();
        await page.Locator("form[action$='/withdrawals'] button").ClickAsync();
        await Eventually.True(async () =>
        {
            await page.AgainAsync();
            return await page.Locator("section[aria-labelledby=told] tbody tr").CountAsync() == 2;
        });
        await Assertions.Expect(page.Locator("section[aria-labelledby=told] tbody tr").First).ToContainTextAsync(language == "en" ? "Consent ended" : "授权终止");
    }

    [Fact]
    public async Task a_firm_opens_its_own_pages_only()
    {
        var told = await house.ToldAsync();
        var other = await house.Jiading.RegisterAsync();
        var number = await house.Jiading.PoolCaseAsync(other.Id);
        var page = await house.SignedInAsync($"firm={told.Firm}");
        Assert.Equal(404, (await page.GotoAsync($"/my-firm/cases/{number}"))!.Status);
        Assert.Equal(403, (await page.GotoAsync($"/firms/{other.Id}"))!.Status);
        Assert.Equal(403, (await page.GotoAsync("/banks"))!.Status);
        var nobody = await house.SignedInAsync("firm");
        Assert.Equal(403, (await nobody.GotoAsync("/my-firm"))!.Status);
        await Assertions.Expect(nobody.Locator("[role=alert]")).ToContainTextAsync("firm.none");
    }
}
