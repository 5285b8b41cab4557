using Cultivation.Kit;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

public sealed class InboxTests(BrowserHouse house)
{
    [Theory]
    [InlineData("zh-CN", "还剩", "高新技术培育企业", "受理")]
    [InlineData("en", "working days left", "pool", "Accepted")]
    public async Task shows_by_when_a_case_is_due_in_working_days(string language, string left, string stage, string state)
    {
        var sample = await house.SampleAsync();
        var page = await house.SignedInAsync("caseworker", "/inbox?scope=all", language);
        var row = page.Locator("tr[data-row]", new() { HasText = sample.Case });
        await Assertions.Expect(row).ToContainTextAsync(left);
        await Assertions.Expect(row).ToContainTextAsync(sample.Name);
        await Assertions.Expect(row).ToContainTextAsync(stage, new() { IgnoreCase = true });
        await Assertions.Expect(row).ToContainTextAsync(state);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task filters_stand_in_the_address_with_and_without_script(bool script)
    {
        await house.SampleAsync();
        var page = await house.SignedInAsync("caseworker", "/inbox?scope=all", script: script);
        await page.GetByLabel("街镇").FillAsync("没有的镇");
        await page.GetByRole(AriaRole.Button, new() { Name = "筛选", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("没有符合条件的事项。")).ToBeVisibleAsync();
        Assert.Contains("scope=all", page.Url, StringComparison.Ordinal);
        Assert.Contains("town=", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task of_everybodys_cases_those_of_one_person_are_shown()
    {
        var number = await house.Jiading.WaitingCaseAsync();
        var person = $"p-{Guid.NewGuid():N}"[..12];
        await house.Jiading.Supervisor.Command($"api/ladder/v1/cases/{number}/assignment", new { personRef = person }, ifMatch: Asking.Tag(2)).Good();
        await Eventually.True(async () => (await house.Jiading.CaseWorker.Read($"api/ladder/v1/worklist?assignee={person}")).GetProperty("items").GetArrayLength() == 1);
        var page = await house.SignedInAsync("supervisor", "/inbox?scope=all");
        await page.Locator("input[name=assignee]").FillAsync(person);
        await page.Locator("input[name=assignee]").PressAsync("Enter");
        await page.WaitForURLAsync($"**assignee={person}**");
        await Assertions.Expect(page.Locator("tr[data-row]")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("tr[data-row]")).ToContainTextAsync([number]);
    }

    [Fact]
    public async Task what_others_do_comes_by_itself_and_keeps_filter_selection_and_focus()
    {
        var (first, second) = (await house.Jiading.WaitingCaseAsync(), await house.Jiading.WaitingCaseAsync());
        var page = await house.SignedInAsync("supervisor", "/inbox?scope=unassigned&state=accepted");
        await page.EvaluateAsync("window.loaded = 'once'");
        await page.GetByLabel("分办给").FillAsync("caseworker");
        var box = page.GetByLabel($"选择 {first}", new() { Exact = true });
        await box.CheckAsync();
        await box.FocusAsync();
        await house.Jiading.CaseWorker.Command($"api/ladder/v1/cases/{second}/assignment", new { }, ifMatch: Asking.Tag(2)).Good();
        await Assertions.Expect(page.Locator("tr[data-row]", new() { HasText = second })).ToHaveCountAsync(0);
        var third = await house.Jiading.WaitingCaseAsync();
        await Assertions.Expect(page.Locator("tr[data-row]", new() { HasText = third })).ToHaveCountAsync(1);
        await Assertions.Expect(box).ToBeCheckedAsync();
        await Assertions.Expect(box).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByLabel("分办给")).ToHaveValueAsync("caseworker");
        await Assertions.Expect(page.GetByLabel($"选择 {third}", new() { Exact = true })).Not.ToBeCheckedAsync();
        var counts = await house.Jiading.Supervisor.Read("api/ladder/v1/worklist/counts");
        await Assertions.Expect(page.Locator("#scopes a[aria-current] .badge")).ToHaveTextAsync($"{counts.Int("unassigned")}");
        Assert.Equal("once", await page.EvaluateAsync<string>("window.loaded"));
        Assert.EndsWith("scope=unassigned&state=accepted", page.Url, StringComparison.Ordinal);
        await Assertions.Expect(page.GetByLabel("状态")).ToHaveValueAsync("accepted");
    }

    [Fact]
    public async Task a_part_that_is_awaited_is_said_to_be_under_way()
    {
        var page = await house.SignedInAsync("caseworker", "/inbox?scope=all");
        var held = new TaskCompletionSource();
        await page.RouteAsync("**/inbox?*state=decided*", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        await page.Locator("select[name=state]").SelectOptionAsync("decided");
        await Assertions.Expect(page.Locator("#busy")).ToHaveTextAsync("正在处理,请稍候…");
        held.SetResult();
        await Assertions.Expect(page.Locator("#busy")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task a_person_takes_other_keys_and_they_are_kept()
    {
        await house.SampleAsync();
        var page = await house.SignedInAsync("caseworker", "/inbox?scope=all");
        await page.Locator("#keys input[name=next]").FillAsync("n");
        await page.Locator("#keys input[name=next]").BlurAsync();
        await page.AgainAsync();
        await page.DrawnAsync();
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(page.Locator("tr.chosen")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("n");
        await Assertions.Expect(page.Locator("tr.chosen")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("tr.chosen [data-open]")).ToBeFocusedAsync();
        var outline = await page.Locator("tr.chosen [data-open]").EvaluateAsync<string>("link => getComputedStyle(link).outlineStyle + getComputedStyle(link).outlineWidth");
        Assert.Equal("solid3px", outline);
    }

    [Fact]
    public async Task the_back_button_leads_back_to_the_filter_and_out_of_a_case()
    {
        var sample = await house.SampleAsync();
        var page = await house.SignedInAsync("caseworker", "/inbox?scope=all");
        await page.GetByLabel("街镇").FillAsync("没有的镇");
        await page.GetByRole(AriaRole.Button, new() { Name = "筛选", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("没有符合条件的事项。")).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = sample.Case })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = sample.Case }).ClickAsync();
        await page.WaitForURLAsync($"**/cases/{sample.Case}");
        await page.GoBackAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = sample.Case })).ToBeVisibleAsync();
        Assert.EndsWith("/inbox?scope=all", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_filter_is_saved_under_a_name_and_forgotten()
    {
        var page = await house.SignedInAsync("supervisor", "/inbox?scope=all&state=accepted");
        await page.GetByText("已存筛选").ClickAsync();
        await page.GetByLabel("把当前筛选存为").FillAsync("已受理的");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).FollowAsync();
        await Assertions.Expect(page.GetByText("筛选已保存。")).ToBeVisibleAsync();
        await page.GotoAsync("/inbox");
        await page.GetByText("已存筛选").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "已受理的" }).FollowAsync();
        Assert.Contains("state=accepted", page.Url, StringComparison.Ordinal);
        await page.GetByText("已存筛选").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "删除筛选“已受理的”" }).FollowAsync();
        await Assertions.Expect(page.GetByText("筛选已删除。")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task a_hostile_name_is_shown_as_text()
    {
        const string hostile = "<script>document.title='hit'</script>\"'><img src=x onerror=alert(1)>有限公司";
        var (code, name) = (CreditCodes.Made(9_001), hostile);
        var firm = (await house.Jiading.CaseWorker.Command("api/ladder/v1/firms", new
        {
            creditCode = code, legalName = name, establishedOn = "2015-03-02", registeredDivision = "310114", industryCode = "I6510",
            enterpriseType = "有限责任公司", source = "test",
        }).Good()).Text("id");
        var number = await house.Jiading.WaitingCaseAsync(firm);
        var page = await house.SignedInAsync("caseworker");
        page.Dialog += (_, dialog) => Assert.Fail(dialog.Message);
        await page.GotoAsync("/inbox?scope=all");
        await Assertions.Expect(page.Locator("tr[data-row]", new() { HasText = number }).GetByRole(AriaRole.Link, new() { Name = hostile })).ToBeVisibleAsync();
        Assert.StartsWith("待办", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("main img, main script").CountAsync());
    }
}
