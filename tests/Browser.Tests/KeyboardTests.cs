using Cultivation.Kit;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

/// <summary>A case worker with nothing but a keyboard: nothing is clicked, and what has the focus was reached by keys.</summary>
public sealed class KeyboardTests(BrowserHouse house)
{
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task a_case_is_taken_from_the_inbox_accepted_and_proposed(string language)
    {
        var number = await house.Jiading.SubmittedAsync();
        var page = await house.SignedInAsync("caseworker", "/inbox?scope=unassigned&state=submitted", language);
        await ChooseAsync(page, number);
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("a");
        await page.WaitForURLAsync("**/inbox/assignment**");
        await page.TabToAsync("form[action='/inbox/assignment'] button[type=submit]");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/inbox?said=assigned");
        // The list follows the log a moment later, by itself.
        await ChooseAsync(page, number);
        await page.Keyboard.PressAsync("o");
        await page.WaitForURLAsync($"**/cases/{number}");

        await page.TabToAsync("form[action$='/accept'] button[type=submit]");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**said=case-accept");
        foreach (var criterion in await page.Locator("form[action$='/propose'] input[name=criterion]").EvaluateAllAsync<string[]>("all => all.map(one => one.value)"))
        {
            await page.TabToAsync($"input[name='met.{criterion}'][value=yes]");
            await page.Keyboard.PressAsync("Space");
            await page.TabToAsync($"input[name='why.{criterion}']");
            await page.Keyboard.TypeAsync("originals seen");
        }
        await page.TabToAsync("form[action$='/propose'] input[name=batch]");
        await page.Keyboard.TypeAsync("2026-1");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**said=case-propose");
        Assert.Equal("caseworker", (await house.Jiading.CaseWorker.Read($"api/ladder/v1/cases/{number}")).GetProperty("proposal").Text("by"));
    }

    private static async Task ChooseAsync(IPage page, string number)
    {
        await page.Locator($"tr[data-row='{number}']").WaitForAsync();
        await page.DrawnAsync();
        for (var row = 0; row < 200 && await page.Locator($"tr.chosen[data-row='{number}']").CountAsync() == 0; row++)
            await page.Keyboard.PressAsync("j");
    }
}
