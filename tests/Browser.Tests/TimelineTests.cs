using Cultivation.Kit;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

/// <summary>Everything that was recorded of a firm, by time and by kind; each line opens its event and its trace.</summary>
public sealed class TimelineTests(BrowserHouse house)
{
    [Fact]
    public async Task the_timeline_tells_of_cases_and_banks_too_page_by_page_and_by_kind()
    {
        var told = await house.Jiading.LentAsync(9_303, "timeline-1");
        var years = Enumerable.Range(Jiading.Today.Year - 10, 10).SelectMany(year => new[]
            { "sales salesRevenue.hnte195 CNY", "staff staff.hnte195 person", "rdExpense rdExpense.hnte195 CNY", "techStaff techStaff.hnte195 person", "totalRevenue totalRevenue.hnte195 CNY" }
            .Select(figure => figure.Split(' ')).Select(figure => Figures.Of(year, figure[0], figure[1], 60, figure[2])));
        await house.Jiading.CaseWorker.Command($"api/ladder/v1/firms/{told.Firm}/facts", new { facts = years }).Good();
        var number = await house.Jiading.CaseAsync(told.Firm, "jd.pool");
        var recorded = (await house.Jiading.CaseWorker.Read($"api/ladder/v1/firms/{told.Firm}/history?limit=500")).GetProperty("items").GetArrayLength()
            + (await house.Jiading.CaseWorker.Read($"api/finance/v1/firms/{told.Firm}/history?limit=500")).GetProperty("items").GetArrayLength();
        var page = await house.SignedInAsync("caseworker", $"/firms/{told.Firm}");
        var lines = page.Locator("#events .timeline-lines > li");
        await Assertions.Expect(lines).ToHaveCountAsync(50);
        await Assertions.Expect(lines.First.Locator("summary")).ToContainTextAsync("受理");
        var shown = await lines.Locator("dl").EvaluateAllAsync<string[]>(Places);
        await page.ExchangeAsync("#events", () => page.Locator("#events a[rel=next]").ClickAsync());
        await Assertions.Expect(lines).ToHaveCountAsync(recorded - 50);
        Assert.Equal(recorded, shown.Concat(await lines.Locator("dl").EvaluateAllAsync<string[]>(Places)).Distinct().Count());

        await page.ExchangeAsync("#events", () => page.Locator("#events select[name=kind]").SelectOptionAsync("loan_reported"));
        await Assertions.Expect(lines).ToHaveCountAsync(1);
        Assert.Contains("kind=loan_reported", page.Url, StringComparison.Ordinal);
        await lines.Locator("summary").ClickAsync();
        await Assertions.Expect(lines.Locator("pre.event")).ToContainTextAsync("timeline-1");
        await lines.GetByRole(AriaRole.Link, new() { Name = "timeline-1" }).FollowAsync();
        await page.WaitForURLAsync($"**/loans/{told.Loan}");
        await page.GotoAsync($"/firms/{told.Firm}?kind=eligibility_disclosed");
        await Assertions.Expect(lines.First.Locator("summary")).ToContainTextAsync("告知银行");
        await page.GotoAsync($"/firms/{told.Firm}?kind=case_submitted");
        await lines.Locator("summary").ClickAsync();
        await lines.GetByRole(AriaRole.Link, new() { Name = number }).FollowAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync(number);

        var operators = await house.SignedInAsync("operator", $"/firms/{told.Firm}?kind=loan_reported", "en");
        await operators.Locator("#events summary").ClickAsync();
        await Assertions.Expect(operators.Locator("#events summary")).ToContainTextAsync("Loan reported");
        await operators.Locator("#events a[href^='/operations/traces/']").FollowAsync();
        await Assertions.Expect(operators.Locator(".waterfall tr.event").First).ToContainTextAsync("loan_reported");
        // What a bank was told is delivered in the same trace.
        await operators.GotoAsync($"/firms/{told.Firm}?kind=eligibility_disclosed");
        var trace = (await operators.Locator("#events a[href^='/operations/traces/']").First.GetAttributeAsync("href"))!;
        await Eventually.True(async () =>
        {
            await operators.GotoAsync(trace);
            return await operators.Locator("div[aria-label=Deliveries] tbody tr", new() { HasText = Jiading.BankId }).CountAsync() > 0;
        });
    }

    // Stream and version of each line that is shown.
    private const string Places = "all => all.map(line => line.querySelector('dd').textContent.trim())";

    [Fact]
    public async Task a_line_of_the_timeline_opens_its_event_and_for_an_operator_its_trace()
    {
        var sample = await house.SampleAsync();
        var page = await house.SignedInAsync("operator", $"/firms/{sample.Firm}");
        var first = page.Locator(".timeline-lines details").Last;
        await first.Locator("summary").ClickAsync();
        await first.Locator("a[href^='/operations/traces/']").FollowAsync();
        await Assertions.Expect(page.Locator(".waterfall tr.event").First).ToContainTextAsync("enterprise_registered");
        await page.GotoAsync($"/cases/{sample.Case}");
        await page.Locator("section[aria-labelledby=timeline] summary").Last.ClickAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=timeline] a[href^='/operations/traces/']").Last).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("main form[method=post]")).ToHaveCountAsync(0);
    }
}
