using Cultivation.Kit;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

/// <summary>Every page, in both languages, light and dark, at 1280, 768 and 390 pixels and at 400 %.</summary>
public sealed class EveryPageTests(BrowserHouse house, Readers readers) : IClassFixture<Readers>
{
    /// <summary>Name, who opens it, and its address.</summary>
    public static TheoryData<string, string, string> All { get; } = new()
    {
        { "signed-out", "", "/signed-out" },
        { "banks", "supervisor", "/banks" },
        { "bank", "bank-a", "/banks/bank-a" },
        { "bank-book", "bank-a", "/banks/bank-a/book" },
        { "bank-feed", "bank-a", "/banks/bank-a/feed" },
        { "bank-feed-none", "bank-a", "/banks/bank-a/feed?q=nowhere" },
        { "bank-forbidden", "bank-b", "/banks/bank-a" },
        { "bank-deliveries", "bank-a", "/banks/bank-a/deliveries" },
        { "bank-channels", "bank-a", "/banks/bank-a/channels" },
        { "bank-consents", "bank-a", "/banks/bank-a/consents" },
        { "bank-loans", "bank-a", "/banks/bank-a/loans" },
        { "bank-loan", "bank-a", "/banks/bank-a/loans/{loan}" },
        { "bank-loan-report", "bank-a", "/banks/bank-a/loans/report" },
        { "bank-guide", "bank-a", "/banks/bank-a/guide" },
        { "my-firm", "firm={told}", "/my-firm" },
        { "my-firm-cases", "firm={told}", "/my-firm/cases" },
        { "my-firm-case", "firm={firm}", "/my-firm/cases/{case}" },
        { "my-firm-filing", "firm={told}", "/my-firm/cases/new?stage=jd.pool" },
        { "my-firm-consents", "firm={told}", "/my-firm/consents" },
        { "my-firm-subsidies", "firm={subsidised}", "/my-firm/subsidies" },
        { "my-firm-subsidy", "firm={subsidised}", "/my-firm/subsidies/{subsidy}" },
        { "inbox", "caseworker", "/inbox?scope=all" },
        { "inbox-empty", "caseworker", "/inbox?scope=mine&town=nowhere" },
        { "assignment", "supervisor", "/inbox/assignment?number={case}&to=caseworker" },
        { "sharing", "supervisor", "/inbox/sharing?people=caseworker+supervisor" },
        { "firms", "caseworker", "/firms?q=嘉定" },
        { "firm-new", "supervisor", "/firms/new" },
        { "teams", "caseworker", "/firms?teams=yes" },
        { "firm", "caseworker", "/firms/{firm}" },
        { "title", "supervisor", "/firms/{told}/titles/{title}" },
        { "allocation", "supervisor", "{allocation}" },
        { "firm-before", "auditor", "/firms/{firm}?asOf=2020-01-01" },
        { "case", "caseworker", "/cases/{case}" },
        { "case-decided", "auditor", "/cases/{decided}" },
        { "proof", "caseworker", "/cases/{decided}/decisions/1" },
        { "proof-verified", "auditor", "/cases/{decided}/decisions/1?verify=yes" },
        { "leads", "caseworker", "/discovery" },
        { "leads-empty", "auditor", "/discovery?queue=recommended&stage=jd.excellent" },
        { "lead", "caseworker", "/discovery/leads/{lead}" },
        { "lead-raise", "caseworker", "/discovery/leads/new?firm={firm}" },
        { "near", "policy", "/discovery/near?stage=jd.hnte" },
        { "screens", "supervisor", "/discovery/screens" },
        { "screen", "supervisor", "/discovery/screens/{screen}" },
        { "screen-new", "caseworker", "/discovery/screens/new" },
        { "programmes", "policy", "/programmes" },
        { "programme", "policy", "/programmes/jiading-six-stage" },
        { "programme-rules", "caseworker", "/programmes/jiading-six-stage/versions/2026.11-draft1" },
        { "programme-differences", "auditor", "/programmes/jiading-six-stage/differences" },
        { "programme-draft", "policy", "/programmes/jiading-six-stage/draft" },
        { "published-products", "policy", "/published/products" },
        { "published-product", "policy", "/published/products/gaoqi" },
        { "published-pools", "caseworker", "/published/risk-pools" },
        { "published-calendars", "policy", "/published/calendars" },
        { "published-divisions", "policy", "/published/divisions?code=310108" },
        { "targets", "supervisor", "/targets?year=2019" },
        { "target-new", "policy", "/targets/new" },
        { "funnel", "policy", "/targets/funnel" },
        { "cohorts", "supervisor", "/targets/cohorts" },
        { "reviews", "expert-1", "/reviews" },
        { "follow-ups", "caseworker", "/follow-ups" },
        { "follow-ups-none", "auditor", "/follow-ups?firm=nobody" },
        { "owed-duties", "caseworker", "/owed/duties" },
        { "owed-reports", "policy", "/owed/reports" },
        { "support-list", "caseworker", "/owed/support-list" },
        { "pool", "auditor", "/pools/jd.pool" },
        { "ledger", "auditor", "/ledger" },
        { "people", "caseworker", "/people" },
        { "texts", "supervisor", "/texts" },
        { "subsidies", "caseworker", "/subsidies" },
        { "lists", "supervisor", "/lists" },
        { "list", "supervisor", "/lists/{list}" },
        { "list-totals", "policy", "/lists/{list}/told" },
        { "operations", "operator", "/operations" },
        { "operations-lags", "operator", "/operations/lags?service=ladder" },
        { "operations-parked", "operator", "/operations/parked" },
        { "operations-acts", "operator", "/operations/acts" },
        { "operations-traces", "operator", "/operations/traces?case={case}" },
        { "operations-traces-refused", "operator", "/operations/traces?case=1&firm=2" },
        { "operations-trace", "operator", "/operations/traces/{trace}" },
        { "forbidden", "operator", "/inbox" },
        { "not-found", "caseworker", "/nowhere" },
    };

    [Theory]
    [MemberData(nameof(All))]
    public async Task breaks_no_rule_of_accessibility(string name, string person, string path)
    {
        var (who, address) = (await house.PlaceAsync(person), await house.PlaceAsync(path));
        await readers.BecomeAsync(person.Length == 0 ? null : await house.SessionAsync(who));
        await Task.WhenAll(readers.Pages.Select(page => CheckAsync(page.Value, page.Key, name, address)));
    }

    // Those of which pictures are kept here; of all pages tests/bench pages keeps them.
    private static readonly string[] Pictured = ["inbox", "firm", "case", "list", "bank-feed", "operations", "operations-trace"];

    private static async Task CheckAsync(IPage page, string language, string name, string address)
    {
        await page.SetViewportSizeAsync(BrowserHouse.Width, BrowserHouse.Height);
        await page.GotoAsync(address);
        Assert.Equal(language, await page.EvaluateAsync<string>("document.documentElement.lang"));
        if (Pictured.Contains(name))
            await page.KeepAsync($"{name}.{language}");
        // Colours are the same in both languages: light ones are looked at in one, dark ones in the other.
        Assert.Equal("", string.Join("\n", await page.FaultsAsync(colors: language == "en" ? false : null)));
        if (language == "en")
        {
            await page.DarkenAsync();
            Assert.Equal("", string.Join("\n", await page.FaultsAsync(colors: true)));
        }
        await page.SetViewportSizeAsync(768, 1024);
        Assert.False(await page.OverflowsAsync(), "one has to scroll sideways at 768 pixels");
        await page.SetViewportSizeAsync(390, 844);
        Assert.False(await page.OverflowsAsync(), "one has to scroll sideways at 390 pixels");
        // 1280 pixels at 400 % are 320.
        await page.SetViewportSizeAsync(320, 844);
        Assert.False(await page.OverflowsAsync(), "one has to scroll sideways at 400 %");
    }

    [Fact]
    public async Task is_read_without_script()
    {
        List<(string Name, string? Session, string Address)> pages = [];
        foreach (var (name, person, path) in All.Select(row => row.Data))
            pages.Add((name, person.Length == 0 ? null : await house.SessionAsync(await house.PlaceAsync(person)), await house.PlaceAsync(path)));
        var faults = await Task.WhenAll(readers.Pages.Keys.Select(UnreadAsync));
        Assert.Equal("", string.Join("\n", faults.SelectMany(some => some)));

        async Task<List<string>> UnreadAsync(string language)
        {
            await using var context = await house.ProfileAsync(language, script: false);
            var page = await context.NewPageAsync();
            var (found, present) = (new List<string>(), (string?)null);
            foreach (var (name, session, address) in pages)
            {
                if (session != present)
                    await Readers.BecomeAsync(page, present = session, house.Url);
                await page.GotoAsync(address);
                found.AddRange((await page.EvaluateAsync<string[]>(Unread)).Select(fault => $"{name} {language}: {fault}"));
            }
            return found;
        }
    }

    // What cannot be read or reached without script: a page without heading or content, what waits for a script to come and has no link, a chart without its table, what a script would
    // show, and what can be pressed to no effect.
    private const string Unread =
        """
        () => {
          const shown = one => one.checkVisibility();
          const main = document.querySelector("main");
          const faults = [];
          if (document.documentElement.matches("[aria-busy]") || document.getElementById("busy").textContent.trim()) faults.push("it says that it is busy");
          if (![...main.querySelectorAll("h1")].some(one => shown(one) && one.textContent.trim())) faults.push("no heading");
          if (![...main.querySelectorAll("tbody tr, .empty, form, summary, dl, li, p:not(#lead), .alert")].some(shown)) faults.push("no content");
          for (const one of main.querySelectorAll("[hx-trigger*=load], [hx-trigger*=revealed]")) if (![...one.querySelectorAll("a[href]")].some(shown)) faults.push(`waits for a script: ${one.outerHTML.slice(0, 90)}`);
          for (const chart of main.querySelectorAll("[data-chart]"))
            if (![...document.querySelectorAll(`table[data-of="${chart.dataset.chart}"] tbody tr`)].some(shown)) faults.push(`no table of ${chart.dataset.chart}`);
          for (const one of main.querySelectorAll("[hidden] :is(a, table), a:not([href]), button[type=button], button:not(form *)"))
            if (!one.closest("#sliders, #keys")) faults.push(`needs a script: ${one.outerHTML.slice(0, 90)}`);
          return faults;
        }
        """;
}
