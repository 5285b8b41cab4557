using System.Net;
using System.Text.Json;
using Cultivation.Browser.Tests;
using Cultivation.Kit;
using Cultivation.Servers;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Playwright;
using Xunit.Sdk;

[assembly: AssemblyFixture(typeof(BrowserHouse))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Cultivation.Browser.Tests;

/// <summary>All services and the console as processes, a district made ready, and one Chromium for all tests, which is installed where it is missing.</summary>
public sealed class BrowserHouse : IAsyncLifetime
{
    /// <summary>Of a window, in pixels.</summary>
    internal const int Width = 1280, Height = 900;

    /// <summary>Chromium without the frame of windows and tabs that nobody sees here: a third of the time less.</summary>
    private const string Chromium = "chromium-headless-shell";

    internal const string Program = $"/usr/bin/{Chromium}";

    internal static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly Dictionary<string, string> sessions = new(StringComparer.Ordinal);
    private readonly List<IBrowserContext> profiles = [];
    private ITest? test;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public TestHouse House { get; private set; } = null!;

    public Jiading Jiading { get; private set; } = null!;

    /// <summary>Address of the console.</summary>
    public Uri Url => House.House.Console!.Url;

    public async ValueTask InitializeAsync()
    {
        await Tools.EnsureAsync([Chromium], Console.Error.WriteLine);
        // As where a proxy stands before the console.
        Environment.SetEnvironmentVariable("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true");
        Assertions.SetDefaultExpectTimeout(15_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Arguments });
        House = await TestHouse.StartAsync(console: true);
        Jiading = await Jiading.ReadyAsync(House);
    }

    /// <summary>Another house in the place of this one, with the demo district instead of the little one.</summary>
    /// <param name="say">Gets each line of its progress.</param>
    internal async Task LoadDemoAsync(Action<string> say)
    {
        await House.DisposeAsync();
        sessions.Clear();
        House = await TestHouse.StartAsync(console: true);
        await DemoLoader.RunAsync(House.House.Gateway.Url, say, TestContext.Current.CancellationToken);
        Jiading = await Jiading.OfDemoAsync(House);
    }

    /// <summary>A new browser profile, in which nobody is signed in.</summary>
    /// <param name="language"><c>zh-CN</c> or <c>en</c>: what the browser asks for.</param>
    /// <param name="script">Without it pages must be readable and usable too.</param>
    /// <param name="session">The cookies of one who is.</param>
    public async Task<IPage> OpenAsync(string language = "zh-CN", bool script = true, string? session = null)
    {
        await CloseOfOtherTestsAsync();
        var context = await ProfileAsync(language, script, session);
        profiles.Add(context);
        return await context.NewPageAsync();
    }

    /// <summary>The same, to be closed by who asks for it; without a page.</summary>
    internal async Task<IBrowserContext> ProfileAsync(string language, bool script = true, string? session = null)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = Url.ToString(), Locale = language, JavaScriptEnabled = script, ViewportSize = new() { Width = Width, Height = Height }, StorageState = session,
        });
        context.SetDefaultTimeout(15_000);
        return context;
    }

    /// <summary>As <see cref="OpenAsync"/>, and one of the demo people has signed in and is on a page.</summary>
    public async Task<IPage> SignedInAsync(string person, string path = "/", string language = "zh-CN", bool script = true)
    {
        var page = await OpenAsync(language, script, await SessionAsync(person));
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>The cookies of one of the demo people who has signed in, or of somebody of a firm, as <c>firm=id</c>: once for all tests, and as the browser would without one.</summary>
    public async Task<string> SessionAsync(string person)
    {
        if (sessions.TryGetValue(person, out var session))
            return session;
        var jar = new CookieContainer();
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = jar }) { BaseAddress = Url };
        using var asks = await http.GetAsync(new Uri("/sign-in?to=/health/live", UriKind.Relative));
        var issuer = asks.RequestMessage!.RequestUri!;
        var form = QueryHelpers.ParseQuery(issuer.Query).ToDictionary(field => field.Key, field => field.Value.ToString());
        (form["person"], form["firm"]) = person.Split('=') is [var somebody, var firm] ? (somebody, firm) : (person, "");
        using var chosen = new FormUrlEncodedContent(form);
        using var back = await http.PostAsync(new Uri(issuer, issuer.AbsolutePath), chosen);
        Assert.Equal("/health/live", back.RequestMessage!.RequestUri!.AbsolutePath);
        var cookies = jar.GetCookies(Url).Select(cookie => new
        {
            name = cookie.Name, value = cookie.Value, domain = Url.Host, path = "/", expires = -1, httpOnly = cookie.HttpOnly, secure = cookie.Secure, sameSite = "Lax",
        });
        return sessions[person] = JsonSerializer.Serialize(new { cookies, origins = Array.Empty<object>() });
    }

    /// <summary>A client of the gateway for the policy owner, who has several districts, in the district of the tests.</summary>
    public async Task<HttpClient> PolicyAsync()
    {
        var policy = await House.ClientAsync("policy");
        policy.DefaultRequestHeaders.Add("District", "310114");
        return policy;
    }

    /// <summary>A client of the console that asks as one who is signed in, and follows no redirect.</summary>
    /// <param name="session">The cookies; null for nobody.</param>
    public HttpClient Client(string? session)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Url };
        if (session is not null)
            client.DefaultRequestHeaders.Add("Cookie", Cookies(session));
        return client;
    }

    /// <summary>Cookies as a header.</summary>
    public static string Cookies(string session) => string.Join("; ", JsonElement.Parse(session).GetProperty("cookies").EnumerateArray()
        .Select(cookie => $"{cookie.Text("name")}={cookie.Text("value")}"));

    /// <summary>Chooses one of the demo people on the issuer's page; somebody of a firm with the firm's id, as <c>firm=id</c>.</summary>
    public async Task ChooseAsync(IPage page, string person)
    {
        if (person.Split('=') is [var somebody, var firm])
        {
            await page.Locator("input[name=firm]").FillAsync(firm);
            person = somebody;
        }
        await page.Locator($"button[name=person][value='{person}']").ClickAsync();
        await page.WaitForURLAsync(url => url.StartsWith(Url.ToString(), StringComparison.Ordinal) && !url.Contains("signin-oidc", StringComparison.Ordinal));
    }

    // An operator's page that is left open would go on asking how all stands.
    private async Task CloseOfOtherTestsAsync()
    {
        if (TestContext.Current.Test == test)
            return;
        test = TestContext.Current.Test;
        await Task.WhenAll(profiles.Select(profile => profile.CloseAsync()));
        profiles.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        await House.DisposeAsync();
    }
}
