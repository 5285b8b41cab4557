using System.Text;
using Cultivation.Kit;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

/// <summary>What a policy owner publishes as a file, and who approves of banks being told. In the city's tenant, where no other test has banks.</summary>
public sealed class PublishedTests(BrowserHouse house)
{
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task products_schemes_and_pools_are_published_from_files_whose_faults_are_named_by_their_place(string language)
    {
        var id = $"city-{language[..2]}";
        var criteria = (await house.Jiading.CaseWorker.Read("api/finance/v1/products/gaoqi")).GetProperty("versions")[0].GetProperty("criteria").GetRawText();
        var page = await InAsync("310000", "/published", language);
        await page.Locator("textarea[name=text]").FillAsync(Product(id, "City loan", """{ "logic": "all", "items": [{ "id": 1 }] }"""));
        await PublishAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("product.criteria-invalid");
        await Assertions.Expect(page.Locator("table:has(caption) td code").First).ToContainTextAsync("$.");
        Assert.Contains(id, await page.Locator("textarea[name=text]").InputValueAsync(), StringComparison.Ordinal);
        Assert.Equal("", string.Join("\n", await page.FaultsAsync()));
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "p.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(Product(id, "City loan", criteria)) });
        await PublishedAsync(page);
        await page.Locator($"a[href='/published/products/{id}']").FollowAsync();
        var text = page.Locator("textarea[name=text]");
        await text.FillAsync((await text.InputValueAsync()).Replace("City loan", "City tech loan", StringComparison.Ordinal));
        await PublishedAsync(page);
        await Assertions.Expect(page.Locator("tr", new() { HasText = id }).Locator("td").Nth(2)).ToHaveTextAsync("2");

        foreach (var kind in new[] { "schemes", "risk-pools" })
        {
            await page.GotoAsync($"/published/{kind}");
            await PublishAsync(page);
            // No name, no source: each refusal says which; a file of another shape is refused by its place.
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            var template = (await text.InputValueAsync()).Replace("\"nameZh\": \"\"", "\"nameZh\": \"样例\"").Replace("\"nameEn\": \"\"", "\"nameEn\": \"Sample\"")
                .Replace("\"documentRef\": \"\"", "\"documentRef\": \"沪科〔2026〕1号\"").Replace("new-scheme", id).Replace("new-pool", id);
            await text.FillAsync(template);
            await PublishAsync(page);
            await Assertions.Expect(page.Locator("table:has(caption) td code").First).ToHaveTextAsync(kind == "schemes" ? "products" : "partners");
            await text.FillAsync(template.Replace("\"source\": \"\"", "\"source\": 1"));
            await PublishAsync(page);
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("request.malformed");
            await Assertions.Expect(page.Locator("table:has(caption) td code").First).ToContainTextAsync(".source");
            await text.FillAsync(template.Replace("\"source\": \"\"", "\"source\": \"沪科〔2026〕1号 二\""));
            await PublishedAsync(page);
            await page.Locator($"a[href='/published/{kind}/{id}']").FollowAsync();
            var waiting = page.Locator("section[aria-labelledby=thing] .status-warn");
            var before = await waiting.CountAsync();
            await page.DoAsync("confirm-figure", "documentRef=沪科〔2026〕2号");
            await Assertions.Expect(waiting).ToHaveCountAsync(before - 1);
            Assert.Equal("", string.Join("\n", await page.FaultsAsync()));
        }
    }

    [Fact]
    public async Task a_calendar_is_corrected_and_a_division_gets_another_code_for_the_nation_alone()
    {
        var year = Jiading.Today.Year - 1;
        var page = await InAsync("310000", "/published/calendars", "en");
        await Assertions.Expect(page.Locator("form[action='/published/calendars']")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("National");
        page = await InAsync("000000", "/published/calendars", "en");
        await page.Locator("textarea[name=text]").FillAsync($$"""{ "year": {{year}}, "restDays": ["{{year}}-01-01"], "makeupWorkdays": ["{{Weekday(year):yyyy-MM-dd}}"], "documentRef": "notice 8" }""");
        await PublishAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("calendar.makeup-on-weekday");
        await page.Locator("textarea[name=text]").FillAsync($$"""{ "year": {{year}}, "restDays": ["{{year}}-01-01"], "makeupWorkdays": [], "documentRef": "notice 9" }""");
        await PublishedAsync(page);
        await Assertions.Expect(page.Locator("tr", new() { HasText = $"{year}" })).ToContainTextAsync("notice 9");
        await page.Locator("a[href='/published/divisions']").FollowAsync();
        await page.DoAsync("map-division", "oldCode=310108", "newCode=310106", "docRef=notice 10");
        await Assertions.Expect(page.Locator("#found")).ToContainTextAsync("310106");
        page = await InAsync("310000", "/published/divisions", "en");
        await Assertions.Expect(page.Locator("form[action='/published/divisions/map-division']")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task a_bank_is_told_nothing_before_each_lead_unit_approves_and_after_one_takes_that_back()
    {
        var criteria = (await house.Jiading.CaseWorker.Read("api/finance/v1/products/gaoqi")).GetProperty("versions")[0].GetProperty("criteria").GetRawText();
        var page = await InAsync("310000", "/published/products", "en");
        await page.Locator("textarea[name=text]").FillAsync(Product("unit-loan", "Unit loan", criteria));
        await PublishedAsync(page);
        await page.GotoAsync("/banks");
        await page.DoAsync("name-lead-units", "units=finance-office | 市金融办 | City finance office", "documentRef=paper 9");
        await Assertions.Expect(page.Locator("section[aria-labelledby=units] li")).ToContainTextAsync("City finance office");
        await page.DoAsync("register-bank", "id=bank-u", "nameZh=市行", "nameEn=City Bank", "agreement=A-1");
        var agreement = page.Locator("section[aria-labelledby=agreement]");
        await Assertions.Expect(agreement.Locator(".status-warn")).ToBeVisibleAsync();
        await page.DoAsync("approve-disclosure", "documentRef=letter 9");
        await Assertions.Expect(agreement).ToContainTextAsync("letter 9");
        await Assertions.Expect(agreement.Locator(".status-warn")).ToHaveCountAsync(0);
        await page.DoAsync("revoke-approval", "documentRef=letter 10");
        await Assertions.Expect(agreement.Locator(".status-warn")).ToBeVisibleAsync();
        Assert.Equal("", string.Join("\n", await page.FaultsAsync()));
    }

    private static string Product(string code, string nameEn, string criteria) => $$"""{ "code": "{{code}}", "nameZh": "市级贷", "nameEn": "{{nameEn}}", "criteria": {{criteria}} }""";

    // The first day after New Year that is no weekend.
    private static DateOnly Weekday(int year) =>
        Enumerable.Range(2, 5).Select(day => new DateOnly(year, 1, day)).First(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    private static Task PublishAsync(IPage page) => page.Locator("form:has(textarea[name=text]) button[type=submit]").FollowAsync();

    private static async Task PublishedAsync(IPage page)
    {
        await PublishAsync(page);
        await Assertions.Expect(page.Locator("#said .alert")).ToBeVisibleAsync();
    }

    private async Task<IPage> InAsync(string district, string path, string language)
    {
        var page = await house.SignedInAsync("policy", "/published", language);
        await page.Context.AddCookiesAsync([new() { Name = "district", Value = district, Url = house.Url.ToString() }]);
        await page.GotoAsync(path);
        return page;
    }
}
