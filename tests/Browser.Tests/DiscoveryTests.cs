using Cultivation.Kit;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

/// <summary>A case worker finds, serves and recommends a firm.</summary>
public sealed class DiscoveryTests(BrowserHouse house)
{
    [Fact]
    public async Task a_firm_that_is_one_condition_short_is_found_by_a_screen_served_filed_for_and_recommended()
    {
        var (id, _, name) = await house.Jiading.NearFirmAsync("C3912");
        var page = await house.SignedInAsync("caseworker", "/discovery/near?stage=jd.hnte&missing=1&industry=C3912");
        var row = page.GetByRole(AriaRole.Row, new() { Name = name });
        await Assertions.Expect(row).ToContainTextAsync("科技人员");
        await Assertions.Expect(row).ToContainTextAsync("7.5%,比要求的10%低2.5");
        await page.GetByRole(AriaRole.Button, new() { Name = "存为筛查条件…" }).FollowAsync();
        await Assertions.Expect(page.GetByLabel("行业代码开头")).ToHaveValueAsync("C3912");
        await page.GetByLabel("名称").FillAsync("显示器件企业");
        await page.GetByText("附加条件(规则文件格式)").ClickAsync();
        await page.GetByLabel("附加条件 JSON").FillAsync("{");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).FollowAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("不是有效的 JSON");
        await page.GetByLabel("附加条件 JSON").FillAsync("""{"logic": "all", "items": [{"id": "x", "metric": "nothing"}]}""");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).FollowAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "$.items[0]" }).First).ToBeVisibleAsync();
        await page.GetByLabel("附加条件 JSON").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).FollowAsync();
        await Assertions.Expect(page.GetByText("筛查条件已保存。")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = name })).ToContainTextAsync("低2.5");
        var older = await page.Context.NewPageAsync();
        await older.GotoAsync(new Uri(page.Url).AbsolutePath);
        await page.GetByRole(AriaRole.Button, new() { Name = "为命中企业建立线索" }).FollowAsync();
        await Assertions.Expect(page.GetByText("命中 1 家,新建线索 1 条")).ToBeVisibleAsync();
        // Since then the screen was used: who changes it now is told by whom, and keeps what was written.
        await older.GetByText("修改条件…").ClickAsync();
        await older.GetByLabel("名称").FillAsync("改过的名称");
        await older.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).FollowAsync();
        await Assertions.Expect(older.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Listitem).First).ToContainTextAsync("caseworker");
        await Assertions.Expect(older.GetByLabel("名称")).ToHaveValueAsync("改过的名称");
        await page.GetByRole(AriaRole.Button, new() { Name = "为命中企业建立线索" }).FollowAsync();
        await Assertions.Expect(page.GetByText("命中 1 家,新建线索 0 条,已有或近期放弃 1 家")).ToBeVisibleAsync();

        await ListedAsync(page, "discovered", name);
        await page.GetByRole(AriaRole.Link, new() { Name = name }).FollowAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=why]")).ToContainTextAsync("比要求的10%低2.5");
        var stale = await page.Context.NewPageAsync();
        await stale.GotoAsync(page.Url);
        await page.GetByRole(AriaRole.Button, new() { Name = "由我服务" }).FollowAsync();
        await Assertions.Expect(page.GetByText("已由您服务。")).ToBeVisibleAsync();
        await stale.GetByRole(AriaRole.Button, new() { Name = "由我服务" }).FollowAsync();
        await Assertions.Expect(stale.GetByRole(AriaRole.Alert)).ToContainTextAsync("version.stale");
        await Assertions.Expect(stale.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Listitem)).ToContainTextAsync("caseworker");
        await page.GetByLabel("申报渠道").SelectOptionAsync("nearDoor");
        await page.GetByRole(AriaRole.Button, new() { Name = "代为申报并推荐" }).FollowAsync();
        await Assertions.Expect(page.GetByText("申报已提交,线索已转为推荐。")).ToBeVisibleAsync();
        var filed = Assert.Single((await house.Jiading.CaseWorker.Read($"api/ladder/v1/cases?firmId={id}")).GetProperty("items").EnumerateArray());
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = filed.Text("number") })).ToBeVisibleAsync();
        await ListedAsync(page, "recommended", name);

        // A mistake is taken back: with the case that there is, it can be recommended again, or be let go.
        await page.GetByRole(AriaRole.Link, new() { Name = name }).FollowAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "恢复为线索" }).FollowAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "以此申报推荐" }).FollowAsync();
        await Assertions.Expect(page.GetByText("已推荐。")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "恢复为线索" }).FollowAsync();
        await page.GetByText("不再跟进…").ClickAsync();
        await page.GetByLabel("不再跟进的原因").SelectOptionAsync("notInterested");
        await page.GetByRole(AriaRole.Button, new() { Name = "确认不再跟进" }).FollowAsync();
        await Assertions.Expect(page.GetByText("企业无意向")).ToBeVisibleAsync();
        await ListedAsync(page, "dismissed", name);
    }

    [Fact]
    public async Task a_lead_is_raised_by_hand_without_script_and_others_only_read()
    {
        var (id, code, name) = await house.Jiading.RegisterAsync();
        var page = await house.SignedInAsync("caseworker", "/discovery/leads/new?code=91310114NOBODY0000", language: "en", script: false);
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "No firm is registered" })).ToBeVisibleAsync();
        await page.GetByLabel("Credit code").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Find the firm" }).FollowAsync();
        await page.GetByLabel("Rung to reach").SelectOptionAsync("jd.startup");
        await page.GetByLabel("Found by way of").SelectOptionAsync("town");
        await page.GetByLabel("Reason in Chinese").FillAsync("镇里<b>推荐</b>");
        await page.GetByLabel("Reason in English").FillAsync("Named by the town & its park");
        await page.GetByRole(AriaRole.Button, new() { Name = "Raise it" }).FollowAsync();
        await Assertions.Expect(page.GetByText("The lead is raised.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Named by the town & its park")).ToBeVisibleAsync();
        var lead = new Uri(page.Url).AbsolutePath;
        await page.GotoAsync($"/discovery/leads/new?firm={id}&stage=jd.startup");
        await page.GetByLabel("Reason in Chinese").FillAsync("再来");
        await page.GetByLabel("Reason in English").FillAsync("Again");
        await page.GetByRole(AriaRole.Button, new() { Name = "Raise it" }).FollowAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("lead.already-open");
        await Assertions.Expect(page.GetByLabel("Reason in English")).ToHaveValueAsync("Again");

        var auditor = await house.SignedInAsync("auditor", lead);
        await Assertions.Expect(auditor.GetByText("镇里<b>推荐</b>")).ToBeVisibleAsync();
        await Assertions.Expect(auditor.GetByRole(AriaRole.Link, new() { Name = name })).ToBeVisibleAsync();
        await Assertions.Expect(auditor.Locator("main form")).ToHaveCountAsync(0);
        Assert.Equal(403, (await auditor.GotoAsync("/discovery/screens/new"))!.Status);
        Assert.Equal(404, (await auditor.GotoAsync("/discovery/leads/none"))!.Status);
    }

    // The queues follow the log a moment later.
    private static async Task ListedAsync(IPage page, string queue, string name)
    {
        await Eventually.True(async () =>
        {
            await page.GotoAsync($"/discovery?queue={queue}&stage=jd.hnte");
            return await page.GetByRole(AriaRole.Link, new() { Name = name }).CountAsync() == 1;
        });
        Assert.NotEqual("0", await page.Locator("nav a[aria-current=true] .badge").InnerTextAsync());
    }
}
