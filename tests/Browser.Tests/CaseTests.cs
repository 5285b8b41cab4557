using Cultivation.Kit;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

public sealed class CaseTests(BrowserHouse house)
{
    [Fact]
    public async Task from_acceptance_to_the_printed_proof_by_two_persons()
    {
        var number = await SubmittedAsync();
        var page = await house.SignedInAsync("caseworker", $"/cases/{number}");
        await page.GetByRole(AriaRole.Button, new() { Name = "受理", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("已受理,开始计时。")).ToBeVisibleAsync();

        foreach (var criterion in await page.Locator("fieldset:has(input[name=criterion])").AllAsync())
        {
            await criterion.GetByLabel("符合", new() { Exact = true }).CheckAsync();
            await criterion.GetByLabel("理由").FillAsync("已核对原件");
        }
        await page.GetByLabel("批次").FillAsync("2026-1");
        await page.GetByRole(AriaRole.Button, new() { Name = "提出拟办意见" }).ClickAsync();
        await Assertions.Expect(page.GetByText("拟办意见已提出。")).ToBeVisibleAsync();

        var other = await house.SignedInAsync("supervisor", $"/cases/{number}");
        await other.GetByRole(AriaRole.Button, new() { Name = "批准", Exact = true }).ClickAsync();
        await Assertions.Expect(other.GetByText("已批准。")).ToBeVisibleAsync();
        await other.GetByRole(AriaRole.Link, new() { Name = "第 1 次决定" }).ClickAsync();
        await Assertions.Expect(other.GetByRole(AriaRole.Heading, new() { Name = $"决定依据 {number}" })).ToBeVisibleAsync();
        await Assertions.Expect(other.GetByText("已核对原件").First).ToBeVisibleAsync();
        await other.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(other.Locator(".site-header")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task a_form_that_is_sent_twice_is_done_once()
    {
        var number = await SubmittedAsync();
        var page = await house.SignedInAsync("caseworker", $"/cases/{number}", script: false);
        var fields = page.Context.APIRequest.CreateFormData();
        foreach (var field in await page.Locator("form[action$='/accept'] input[type=hidden]").AllAsync())
            fields.Append((await field.GetAttributeAsync("name"))!, (await field.GetAttributeAsync("value"))!);
        var address = new Uri(house.Url, $"cases/{number}/accept").ToString();
        var answers = await Task.WhenAll(page.Context.APIRequest.PostAsync(address, new() { Form = fields }), page.Context.APIRequest.PostAsync(address, new() { Form = fields }));
        Assert.All(answers, answer => Assert.Contains("said=case-accept", answer.Url, StringComparison.Ordinal));
        Assert.Equal("\"2\"", await house.Jiading.CaseWorker.ETag($"api/ladder/v1/cases/{number}"));
    }

    [Fact]
    public async Task a_stale_form_is_refused_and_the_page_shows_how_the_case_stands_now()
    {
        var number = await SubmittedAsync();
        var page = await house.SignedInAsync("caseworker", $"/cases/{number}");
        await house.Jiading.Supervisor.Command($"api/ladder/v1/cases/{number}/assignment", new { personRef = "supervisor" }, ifMatch: Asking.Tag(1)).Good();
        await page.GetByRole(AriaRole.Button, new() { Name = "受理", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("version.stale");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("其他人已更改");
        await Assertions.Expect(page.Locator("dl.facts").First).ToContainTextAsync("supervisor");
        await page.GetByRole(AriaRole.Button, new() { Name = "受理", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("已受理,开始计时。")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task a_case_worker_opens_and_takes_a_case_with_the_keyboard_alone()
    {
        var number = await house.Jiading.WaitingCaseAsync();
        var page = await house.SignedInAsync("caseworker", $"/inbox?scope=unassigned");
        for (var row = 0; row < 50 && await page.Locator("tr.chosen", new() { HasText = number }).CountAsync() == 0; row++)
            await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("a");
        await page.WaitForURLAsync("**/inbox/assignment**");
        await page.GetByRole(AriaRole.Button, new() { Name = "确认将 1 件分办给 caseworker" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("已分办。")).ToBeVisibleAsync();
        // The list follows the log a moment later.
        await Eventually.True(async () =>
        {
            await page.ReloadAsync();
            return await page.Locator("tr[data-row]", new() { HasText = number }).CountAsync() == 1;
        });
        for (var row = 0; row < 50 && await page.Locator("tr.chosen", new() { HasText = number }).CountAsync() == 0; row++)
            await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("o");
        await page.WaitForURLAsync($"**/cases/{number}");
    }

    private async Task<string> SubmittedAsync()
    {
        var (id, _, _) = await house.Jiading.RegisterAsync();
        await house.Jiading.CaseWorker.Command($"api/ladder/v1/firms/{id}/facts", new { facts = (object[])[.. Figures.Good(), Figures.Of(Jiading.Today.Year - 1, "ipClassOne", "ip.classOne", 2, "count")] }).Good();
        return (await house.Jiading.CaseWorker.Command("api/ladder/v1/cases", new { firmId = id, programmeId = "jiading-six-stage", stageId = "jd.pool", channel = "online" }).Good()).Text("number");
    }
}
