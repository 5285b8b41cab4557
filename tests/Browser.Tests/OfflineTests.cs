using Cultivation.Kit;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

public sealed class OfflineTests(BrowserHouse house)
{
    [Fact]
    public async Task a_gateway_that_is_down_is_said_and_the_page_comes_back_with_it()
    {
        var page = await house.SignedInAsync("caseworker");
        var gateway = house.House.House.Gateway;
        await gateway.KillAsync();
        try
        {
            // A part of a page that does not come leads to the page that says so.
            await page.GetByRole(AriaRole.Button, new() { Name = "筛选", Exact = true }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "系统暂时无法访问" })).ToBeVisibleAsync();
            var answer = await page.GotoAsync("/inbox");
            Assert.Equal(503, answer!.Status);
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "系统暂时无法访问" })).ToBeVisibleAsync();
            Assert.Equal("", string.Join('\n', await page.FaultsAsync()));
        }
        finally
        {
            await gateway.StartAsync();
            await gateway.ReadyAsync(TimeSpan.FromSeconds(60));
        }
        await page.GetByRole(AriaRole.Link, new() { Name = "重试" }).FollowAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "待办" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task a_form_that_met_a_gateway_that_is_down_is_sent_again_with_what_was_written_and_done_once()
    {
        var (id, _, _) = await house.Jiading.RegisterAsync();
        var page = await house.SignedInAsync("caseworker", $"/firms/{id}", script: false);
        await page.Locator("details:has(form[action$='/adverse']) summary").ClickAsync();
        await page.Locator("form[action$='/adverse'] [name=source]").FillAsync("沪应急〔2026〕7号");
        var gateway = house.House.House.Gateway;
        await gateway.KillAsync();
        try
        {
            await page.Locator("form[action$='/adverse'] button").FollowAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "系统暂时无法访问" })).ToBeVisibleAsync();
        }
        finally
        {
            await gateway.StartAsync();
            await gateway.ReadyAsync(TimeSpan.FromSeconds(60));
        }
        await page.GetByRole(AriaRole.Button, new() { Name = "重试" }).FollowAsync();
        await Assertions.Expect(page.GetByText("不良记录已登记。")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=registers]")).ToContainTextAsync("沪应急〔2026〕7号");
        Assert.Equal("\"2\"", await house.Jiading.CaseWorker.ETag($"api/ladder/v1/firms/{id}"));
    }
}
