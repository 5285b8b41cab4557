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
            var answer = await page.GotoAsync("/inbox");
            Assert.Equal(503, answer!.Status);
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "系统暂时无法访问" })).ToBeVisibleAsync();
            await page.KeepAsync("offline.zh-CN");
            Assert.Equal("", string.Join('\n', await page.FaultsAsync()));
        }
        finally
        {
            await gateway.StartAsync();
            await gateway.ReadyAsync(TimeSpan.FromSeconds(60));
        }
        await page.GetByRole(AriaRole.Link, new() { Name = "重试" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "待办" })).ToBeVisibleAsync();
    }
}
