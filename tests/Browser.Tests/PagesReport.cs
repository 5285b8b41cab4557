using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Cultivation.Kit;
using Cultivation.Servers;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

/// <summary>
/// The figures of every page on the demo district, in <c>tests/.output/pages/pages.md</c>: what axe-core finds in both languages, server time, script and style; and what Lighthouse
/// says of inbox, firm and case. Beside it pictures of each page in both languages, in dark mode, at 768 and at 390 pixels. <c>tests/bench pages</c> runs it. Timing fails nothing.
/// </summary>
public sealed class PagesReport(BrowserHouse house)
{
    private const int Asked = 50;
    private static readonly string[] Languages = ["zh-CN", "en"];

    [Fact(Explicit = true)]
    [Trait("kind", "measured")]
    public async Task lists_what_every_page_breaks_and_takes()
    {
        await house.LoadDemoAsync(Console.WriteLine);
        var demo = await DemoPlaces.FindAsync(house.Jiading.CaseWorker);
        List<string> lines =
        [
            $"Server time: p95 of {Asked} requests one after the other, in milliseconds, on the demo district and {Environment.ProcessorCount} cores. Bytes: script and style that the page names, compressed.", "",
            "| page | axe zh-CN | axe en | p50 | p95 | bytes |", "|---|---|---|---|---|---|",
        ];
        foreach (var row in EveryPageTests.All)
        {
            var (name, person, path) = row.Data;
            var (who, address) = (await house.PlaceAsync(person), await house.PlaceAsync(demo.Fill(path)));
            var session = person.Length == 0 ? null : await house.SessionAsync(who);
            List<int> faults = [];
            foreach (var language in Languages)
            {
                var page = await house.OpenAsync(language, session: session);
                await page.GotoAsync(address);
                await page.KeepAsync($"{name}.{language}");
                var found = await page.FaultsAsync();
                faults.Add(found.Count);
                foreach (var fault in found)
                    Console.WriteLine($"{name} {language}: {fault}");
                if (language == Languages[0])
                    await KeepAsync(page, $"{name}.{language}");
                await page.CloseAsync();
            }
            using var http = house.Client(session);
            var (half, most) = await TimesAsync(http, address);
            var bytes = await FirstView.BytesAsync(http, address);
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"| {name} | {faults[0]} | {faults[1]} | {half:0} | {most:0} | {bytes} |"));
            Console.WriteLine(lines[^1]);
        }
        lines.AddRange(["", "| Lighthouse, desktop | performance | accessibility |", "|---|---|---|"]);
        foreach (var path in new[] { "/inbox?scope=all", $"/firms/{demo.Firm}", $"/cases/{demo.Case}" })
            lines.Add($"| {path.Split('/', '?')[1]} | {string.Join(" | ", await LighthouseAsync(new Uri(house.Url, path), await house.SessionAsync("caseworker")))} |");
        var file = Path.Combine(Pages.Output, "pages.md");
        Directory.CreateDirectory(Pages.Output);
        await File.WriteAllLinesAsync(file, lines);
        Console.WriteLine(string.Join('\n', lines.TakeLast(5)));
    }

    private static async Task KeepAsync(IPage page, string name)
    {
        // Charts are drawn in the colours of the theme with which the page came.
        await page.Context.AddCookiesAsync([new() { Name = "theme", Value = "dark", Url = page.Url }]);
        await page.AgainAsync();
        await page.KeepAsync($"{name}.dark");
        await page.SetViewportSizeAsync(768, 1024);
        await page.KeepAsync($"{name}.tablet");
        await page.SetViewportSizeAsync(390, 844);
        await page.KeepAsync($"{name}.narrow");
    }

    private static async Task<(double Half, double Most)> TimesAsync(HttpClient http, string address)
    {
        List<double> times = [];
        for (var at = 0; at < Asked + 3; at++)
        {
            var started = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync(new Uri(address, UriKind.Relative));
            // The first ones find nothing compiled and nothing kept.
            if (at >= 3)
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        times.Sort();
        return (times[Asked / 2], times[(int)(Asked * 0.95)]);
    }

    private static async Task<IReadOnlyList<string>> LighthouseAsync(Uri address, string session)
    {
        var lighthouse = await NodePackages.Of("lighthouse");
        using var playwright = await Playwright.CreateAsync();
        var port = FreePort();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserHouse.Program, Args = [.. BrowserHouse.Arguments, $"--remote-debugging-port={port}"] });
        var headers = JsonSerializer.Serialize(new { Cookie = BrowserHouse.Cookies(session) });
        var run = await lighthouse.ProgramAsync(
            "lighthouse", address.ToString(), $"--port={port}", "--preset=desktop", "--only-categories=performance,accessibility", "--output=json", "--quiet", "--disable-storage-reset",
            $"--extra-headers={headers}", $"--output-path={Path.Combine(Pages.Output, "lighthouse.json")}");
        Assert.True(run.Succeeded, run.Output);
        var found = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(Pages.Output, "lighthouse.json"))).GetProperty("categories");
        return [.. new[] { "performance", "accessibility" }.Select(category => $"{found.GetProperty(category).GetProperty("score").GetDecimal() * 100:0}")];
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
