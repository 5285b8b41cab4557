using Cultivation.Kit;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

/// <summary>What is done to several cases of the inbox at once: first shown, then done, each case for itself.</summary>
public sealed class BulkTests(BrowserHouse house)
{
    [Fact]
    public async Task several_cases_are_assigned_after_a_look_at_what_will_change()
    {
        var number = await house.Jiading.WaitingCaseAsync();
        var page = await house.SignedInAsync("supervisor", "/inbox?scope=unassigned");
        await page.GetByLabel($"选择 {number}", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("分办给").FillAsync("caseworker");
        await page.GetByRole(AriaRole.Button, new() { Name = "分办所选…" }).FollowAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToContainTextAsync([number]);
        await page.GetByRole(AriaRole.Button, new() { Name = "确认将 1 件分办给 caseworker" }).FollowAsync();
        await Assertions.Expect(page.GetByText("已分办。")).ToBeVisibleAsync();
        Assert.Equal("caseworker", (await house.Jiading.CaseWorker.Read($"api/ladder/v1/cases/{number}")).Text("assignee"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task what_nobody_has_is_shared_out_by_load_as_was_shown(bool script)
    {
        List<string> numbers = [await house.Jiading.WaitingCaseAsync(), await house.Jiading.WaitingCaseAsync()];
        var people = script ? new[] { "sun", "wu" } : ["qian", "zhao"];
        var page = await house.SignedInAsync("supervisor", "/inbox?scope=unassigned", script: script);
        if (script)
        {
            await page.Locator("#keys").WaitForAsync();
            await page.DrawnAsync();
            await page.Keyboard.PressAsync("s");
        }
        else
            await page.Locator("[data-share]").ClickAsync();
        await page.WaitForURLAsync("**/inbox/sharing*");
        await page.Locator("input[name=people]").FillAsync(string.Join(',', people));
        await page.Locator("form.filters button").FollowAsync();
        // Nobody of them has a case, so each gets as many as the other, or one more.
        await Assertions.Expect(page.Locator("tr[data-person]")).ToHaveCountAsync(2);
        List<string> planned = [];
        foreach (var number in numbers)
            planned.Add(await page.Locator($"tr[data-case='{number}'] td").Last.InnerTextAsync());
        var parts = await page.Locator("tr[data-person] td:last-child").AllInnerTextsAsync();
        Assert.InRange(int.Parse(parts[0]) - int.Parse(parts[1]), 0, 1);
        Assert.Equal(await page.Locator("tr[data-case]").CountAsync(), parts.Sum(int.Parse));

        // What somebody else takes meanwhile is said, and holds nothing back.
        await house.Jiading.CaseWorker.Command($"api/ladder/v1/cases/{numbers[0]}/assignment", new { }, ifMatch: Asking.Tag(2)).Good();
        await page.Locator("form[action='/inbox/sharing'] button.btn-primary").FollowAsync();
        await Assertions.Expect(page.Locator($"tr[data-case='{numbers[0]}']")).ToContainTextAsync("现经办人: caseworker");
        await Assertions.Expect(page.Locator($"tr[data-case='{numbers[1]}']")).ToContainTextAsync("已分办");
        Assert.Equal(planned[1], (await house.Jiading.CaseWorker.Read($"api/ladder/v1/cases/{numbers[1]}")).Text("assignee"));
        Assert.Equal("caseworker", (await house.Jiading.CaseWorker.Read($"api/ladder/v1/cases/{numbers[0]}")).Text("assignee"));
        if (script)
            Assert.Equal("", string.Join('\n', await page.FaultsAsync()));
    }

    [Fact]
    public async Task a_meeting_approves_some_proposals_and_sends_others_back()
    {
        List<string> numbers = [];
        for (var at = 0; at < 2; at++)
        {
            var (id, _, _) = await house.Jiading.RegisterAsync();
            numbers.Add(await house.Jiading.WaitingCaseAsync(id));
            await house.Jiading.ProposeAsync(numbers[at], await house.Jiading.JudgementsAsync(id));
        }
        var page = await house.SignedInAsync("supervisor", "/inbox?scope=toApprove");
        foreach (var number in numbers)
            await page.GetByLabel($"选择 {number}", new() { Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "所选上会…" }).FollowAsync();
        await page.GetByLabel("会议纪要文号").FillAsync("纪要〔2026〕3号");
        await page.GetByLabel($"退回理由(空白为批准) {numbers[1]}").FillAsync("材料不全");
        Assert.Equal("", string.Join('\n', await page.FaultsAsync()));
        await page.GetByRole(AriaRole.Button, new() { Name = "确认登记 2 件" }).FollowAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = numbers[0] })).ToContainTextAsync("已批准");
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = numbers[1] })).ToContainTextAsync("已退回");
        Assert.Equal("decided", (await house.Jiading.CaseWorker.Read($"api/ladder/v1/cases/{numbers[0]}")).Text("state"));
    }

    [Fact]
    public async Task a_form_for_an_older_version_says_that_somebody_changed_it()
    {
        var number = await house.Jiading.WaitingCaseAsync();
        var page = await house.SignedInAsync("supervisor", $"/inbox/assignment?number={number}&to=caseworker");
        await house.Jiading.CaseWorker.Command($"api/ladder/v1/cases/{number}/assignment", new { }, ifMatch: Asking.Tag(2)).Good();
        await page.GetByRole(AriaRole.Button, new() { Name = "确认将 1 件分办给 caseworker" }).FollowAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToContainTextAsync(["其他人已更改"]);
    }
}
