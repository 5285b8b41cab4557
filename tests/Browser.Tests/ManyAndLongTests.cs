using Cultivation.Kit;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

/// <summary>Pages hold out when there is much, when it is long, and when a person is impatient.</summary>
public sealed class ManyAndLongTests(BrowserHouse house)
{
    private const string Header = "creditCode,legalName,establishedOn,registeredDivision,industryCode,enterpriseType,town";

    [Fact]
    public async Task a_list_of_10_000_rows_and_as_many_firms_as_it_brings_are_shown_page_by_page()
    {
        var good = Enumerable.Range(200_000, 8_000).Select(n => $"{CreditCodes.Made(n)},长列表{n}有限公司,2015-03-02,310114,I6510,有限责任公司,安亭镇");
        var bad = Enumerable.Range(1, 2_000).Select(n => $"91310114X{n:0000},坏行{n},2015-03-02,310114,I6510,有限责任公司,安亭镇");
        var list = await ReadAsync([.. good, .. bad]);
        var page = await house.SignedInAsync("supervisor", $"/lists/{list}");
        await Assertions.Expect(page.GetByText("共 10,000 行")).ToBeVisibleAsync();
        Assert.InRange(await page.Locator("tbody tr").CountAsync(), 51, 550);
        Assert.InRange((await page.ContentAsync()).Length, 10_000, 500_000);
        await page.GetByRole(AriaRole.Link, new() { Name = "更多错误" }).FollowAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "前面的错误" })).ToBeVisibleAsync();
        await page.Locator("a[rel=next]").ClickAsync();
        await Assertions.Expect(page.GetByText("长列表200500有限公司")).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Assertions.Expect(page.GetByText("长列表200000有限公司")).ToBeVisibleAsync();
        await page.SetViewportSizeAsync(390, 844);
        Assert.False(await page.OverflowsAsync());

        var some = await ReadAsync([.. Enumerable.Range(210_000, 120).Select(n => $"{CreditCodes.Made(n)},大批量{n}有限公司,2015-03-02,310114,I6510,有限责任公司,安亭镇")]);
        await house.Jiading.ApplyAsync(some);
        await Eventually.True(async () =>
        {
            await page.GotoAsync("/firms?q=大批量");
            return await page.Locator("a[rel=next]").CountAsync() == 1 && await page.Locator("#found tbody tr").CountAsync() == 50;
        });
        await page.Locator("a[rel=next]").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "回到开头" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task a_name_of_200_characters_breaks_no_page_and_stays_text_on_each()
    {
        const string hostile = "<b onmouseover=alert(1)>'\"&amp;</b>{{name}}";
        var name = hostile + new string('长', 90) + new string('x', 60) + "有限公司";
        var firm = (await house.Jiading.CaseWorker.Command("api/ladder/v1/firms", new
        {
            creditCode = CreditCodes.Made(9_003), legalName = name, establishedOn = "2015-03-02", registeredDivision = "310114", industryCode = "I6510",
            enterpriseType = hostile, source = hostile,
        }).Good()).Text("id");
        var number = await house.Jiading.WaitingCaseAsync(firm);
        await house.Jiading.CaseWorker.Command($"api/ladder/v1/cases/{number}/supplements", new { items = new[] { hostile + new string('纸', 90) } }, ifMatch: Asking.Tag(2)).Good();
        var page = await house.SignedInAsync("supervisor");
        page.Dialog += (_, dialog) => Assert.Fail(dialog.Message);
        foreach (var path in new[] { "/inbox?scope=all", $"/firms/{firm}", $"/cases/{number}", $"/inbox/assignment?number={number}&to=caseworker", $"/firms?q={Uri.EscapeDataString("长长长")}" })
        {
            await page.SetViewportSizeAsync(1280, 900);
            await page.GotoAsync(path);
            Assert.Equal(0, await page.Locator("main [onmouseover]").CountAsync());
            foreach (var width in new[] { 1280, 768, 390, 320 })
            {
                await page.SetViewportSizeAsync(width, 900);
                Assert.False(await page.OverflowsAsync(), $"{path} at {width} pixels");
            }
        }
        await page.GotoAsync($"/firms/{firm}");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(name);
    }

    [Fact]
    public async Task a_double_click_does_nothing_twice()
    {
        var (id, _, _) = await house.Jiading.RegisterAsync();
        var page = await house.SignedInAsync("caseworker", $"/firms/{id}");
        await page.OpenActAsync("adverse");
        await page.Locator("form[action$='/adverse'] [name=source]").FillAsync("twice");
        await page.Locator("form[action$='/adverse'] button").DblClickAsync();
        await Assertions.Expect(page.Locator("#said .alert")).ToBeVisibleAsync();
        Assert.Equal("\"2\"", await house.Jiading.CaseWorker.ETag($"api/ladder/v1/firms/{id}"));
    }

    private async Task<string> ReadAsync(string[] rows)
    {
        var file = string.Join('\n', [Header, .. rows]);
        return (await house.Jiading.CaseWorker.Command("api/ladder/v1/imports/firms?listRef=many&authority=district", file, type: "text/csv").Good()).Text("id");
    }
}
