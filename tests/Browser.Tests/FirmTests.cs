using Cultivation.Kit;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

public sealed class FirmTests(BrowserHouse house)
{
    [Fact]
    public async Task is_found_by_two_characters_of_a_former_name_and_by_its_code()
    {
        var (id, code, name) = await house.Jiading.RegisterAsync();
        var former = $"旧名{code[^6..]}";
        await house.Jiading.CaseWorker.Command(
            $"api/ladder/v1/firms/{id}/renames", new { newName = $"{former}新科技有限公司", changedOn = Jiading.Today, source = "test" }, ifMatch: Asking.Tag(1)).Good();
        var page = await house.SignedInAsync("caseworker", "/firms");
        await Eventually.True(async () =>
        {
            await page.GotoAsync($"/firms?q={Uri.EscapeDataString(name[..6])}");
            return await page.GetByRole(AriaRole.Link, new() { Name = $"{former}新科技有限公司" }).CountAsync() == 1;
        });
        await page.GetByLabel("名称或代码").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "查询" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = $"{former}新科技有限公司" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"{former}新科技有限公司");
        await Assertions.Expect(page.Locator("dd", new() { HasText = name }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task shows_what_the_next_rung_lacks_and_each_event_with_its_trace()
    {
        var sample = await house.SampleAsync();
        var page = await house.SignedInAsync("caseworker", $"/firms/{sample.Firm}");
        await Assertions.Expect(page.Locator(".ladder li.next")).ToContainTextAsync("初创期科技型企业");
        await Assertions.Expect(page.Locator(".ladder li.next")).ToContainTextAsync("下一梯级还差");
        await Assertions.Expect(page.GetByText("4,800万元").First).ToBeVisibleAsync();
        var first = page.Locator(".timeline-lines details").Last;
        await first.Locator("summary").ClickAsync();
        await Assertions.Expect(first).ToContainTextAsync("enterprise_registered");
        Assert.Matches("[0-9a-f]{32}", await first.InnerTextAsync());
    }

    [Fact]
    public async Task says_what_was_known_on_an_earlier_day()
    {
        var sample = await house.SampleAsync();
        var page = await house.SignedInAsync("caseworker", $"/firms/{sample.Firm}?asOf=2020-01-01");
        await Assertions.Expect(page.GetByText("2020年1月1日 的情况")).ToBeVisibleAsync();
        var answer = await page.GotoAsync($"/firms/{sample.Firm}?knownOn=2100-01-01");
        Assert.Equal(422, answer!.Status);
        await Assertions.Expect(page.GetByText("known-on.future")).ToBeVisibleAsync();
    }
}
