using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

/// <summary>The forms of acts, as pages draw them from their description.</summary>
internal static class Acts
{
    /// <summary>Opens the form of an act that stands behind its name.</summary>
    public static async Task OpenActAsync(this IPage page, string act)
    {
        // The click before may still be on its way to the page that has the form.
        await page.Locator($"form[action$='/{act}']").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var details = page.Locator($"details:has(form[action$='/{act}'])");
        if (await details.CountAsync() > 0 && await details.GetAttributeAsync("open") is null)
            await details.Locator("summary").ClickAsync();
    }

    /// <summary>Fills in the form, sends it, and waits until the page says that it was done.</summary>
    /// <param name="fields">As <c>name=text</c>.</param>
    public static async Task DoAsync(this IPage page, string act, params string[] fields)
    {
        await page.OpenActAsync(act);
        foreach (var field in fields)
            await page.Locator($"form[action$='/{act}'] [name='{field.Split('=')[0]}']").FillAsync(field[(field.IndexOf('=') + 1)..]);
        await page.Locator($"form[action$='/{act}'] button").FollowAsync();
        await Assertions.Expect(page.Locator("#said .alert")).ToBeVisibleAsync();
        Assert.EndsWith($"-{act}", page.Url, StringComparison.Ordinal);
    }
}
