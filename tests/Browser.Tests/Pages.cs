using System.Text.Json;
using System.Threading.Channels;
using Cultivation.Kit;
using Cultivation.Servers;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

/// <summary>What is asked of every page.</summary>
internal static class Pages
{
    /// <summary>Where pictures and figures are kept.</summary>
    public static readonly string Output = Path.Combine(Checkout.Root, "tests", ".output", "pages");

    private const string Mark = "part => part.dataset.before = 'yes'";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);

    // Rules that another theme can break, and another language cannot.
    private static readonly string[] ColorRules = ["color-contrast", "link-in-text-block"];
    private static readonly string[] AllRules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    private static readonly Lazy<Task<string>> Axe = new(async () => await File.ReadAllTextAsync((await NodePackages.Of("packages")).File("node_modules/axe-core/axe.min.js")));

    /// <summary>Rules of WCAG 2.2 AA that the page breaks, by axe-core, each with the elements.</summary>
    /// <param name="colors">Of the rules about colours alone; false for all others; null for all.</param>
    public static async Task<IReadOnlyList<string>> FaultsAsync(this IPage page, bool? colors = null)
    {
        // By the protocol, as the page's own policy lets no foreign script in.
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(await Axe.Value);
        var found = await page.EvaluateAsync<JsonElement>(
            "([run, but]) => axe.run(document, { runOnly: run, rules: Object.fromEntries(but.map(rule => [rule, { enabled: false }])), resultTypes: ['violations'] }).then(r => r.violations)",
            new[] { colors == true ? ColorRules : AllRules, colors == false ? ColorRules : [] });
        return [.. found.EnumerateArray().Select(v => $"{v.Text("id")}: {v.Text("help")}: {string.Join(" | ", v.GetProperty("nodes").EnumerateArray().Select(n => n.Text("html")).Take(5))}")];
    }

    /// <summary>
    /// Asks for the page once more, by its address: while the page that an act led to is still coming, Chromium refuses to reload ("Not attached to an active page").
    /// </summary>
    public static Task AgainAsync(this IPage page) => page.GotoAsync(page.Url);

    /// <summary>
    /// Clicks what leads to another page, and waits until that has come. A click alone does not wait: what is asked next might be asked of the page before.
    /// </summary>
    public static async Task FollowAsync(this ILocator link)
    {
        var (page, before) = (link.Page, link.Page.Locator("body[data-before]"));
        var came = Channel.CreateUnbounded<IPage>();
        page.DOMContentLoaded += Came;
        try
        {
            await page.Locator("body").EvaluateAsync(Mark);
            await link.ClickAsync();
            // The page before may have been read to its end only now.
            do await came.Reader.ReadAsync().AsTask().WaitAsync(Bound);
            while (await before.CountAsync() > 0);
        }
        finally
        {
            page.DOMContentLoaded -= Came;
        }

        void Came(object? sender, IPage read) => came.Writer.TryWrite(read);
    }

    /// <summary>Does what exchanges a part of the page, and waits until the new one has come; without script it is the whole page that comes.</summary>
    /// <param name="part">Selector of the part.</param>
    public static async Task ExchangeAsync(this IPage page, string part, Func<Task> act)
    {
        await page.Locator(part).EvaluateAsync(Mark);
        await act();
        await Assertions.Expect(page.Locator($"{part}:not([data-before])")).ToHaveCountAsync(1);
        await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
    }

    /// <summary>Waits until the page was drawn: what is typed before, Chromium does not hand to it.</summary>
    public static Task DrawnAsync(this IPage page) => page.EvaluateAsync("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");

    /// <summary>Presses Tab until the focus is on what the selector names.</summary>
    public static async Task TabToAsync(this IPage page, string selector)
    {
        await page.Locator(selector).First.WaitForAsync();
        await page.DrawnAsync();
        for (var pressed = 0; pressed < 200; pressed++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("wanted => document.activeElement.matches(wanted)", selector))
                return;
        }
        Assert.Fail($"{selector} is not reached by Tab");
    }

    /// <summary>The same page in dark mode, as the theme that a person chose would mark it.</summary>
    public static Task DarkenAsync(this IPage page) =>
        page.EvaluateAsync("document.documentElement.dataset.bsTheme = 'dark'; document.getAnimations().forEach(change => change.finish());");

    /// <summary>Keeps a picture of the whole page in tests/.output/pages.</summary>
    public static Task KeepAsync(this IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Output, $"{name}.png"), FullPage = true });

    /// <summary>What the page shows is wider than the window, so that one has to scroll sideways.</summary>
    public static Task<bool> OverflowsAsync(this IPage page) => page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");
}
