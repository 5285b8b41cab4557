using System.Text.Json;
using Cultivation.Kit;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

/// <summary>A browser window of each language, in which one page after the other is opened: new windows would take longer than what is looked at in them.</summary>
public sealed class Readers(BrowserHouse house) : IAsyncLifetime
{
    private static readonly string[] Languages = ["zh-CN", "en"];
    private string? present;

    /// <summary>By language.</summary>
    public IReadOnlyDictionary<string, IPage> Pages { get; private set; } = new Dictionary<string, IPage>();

    public async ValueTask InitializeAsync()
    {
        var pages = new Dictionary<string, IPage>();
        foreach (var language in Languages)
            pages[language] = await (await house.ProfileAsync(language)).NewPageAsync();
        Pages = pages;
    }

    /// <summary>Windows of one who has signed in, or of nobody.</summary>
    /// <param name="session">As <see cref="BrowserHouse.SessionAsync"/> gives it; null for nobody.</param>
    internal async Task BecomeAsync(string? session)
    {
        if (session == present)
            return;
        await Task.WhenAll(Pages.Values.Select(page => BecomeAsync(page, session, house.Url)));
        present = session;
    }

    /// <summary>The same of one page.</summary>
    internal static async Task BecomeAsync(IPage page, string? session, Uri console)
    {
        // A page that is left open would go on asking how all stands. An address elsewhere would cost a new process, which has to load and compile all anew.
        await page.GotoAsync("/health/live");
        await page.Context.ClearCookiesAsync();
        if (session is not null)
            await page.Context.AddCookiesAsync(JsonElement.Parse(session).GetProperty("cookies").EnumerateArray()
                .Select(cookie => new Cookie { Name = cookie.Text("name"), Value = cookie.Text("value"), Url = console.ToString() }));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var page in Pages.Values)
            await page.Context.CloseAsync();
    }
}
