using System.Text;
using System.Text.Json;
using Cultivation.Kit;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

/// <summary>A policy owner's year: reads the rules, drafts a version, publishes and confirms it, opens a window, sets a target and sees how far it is.</summary>
public sealed class PolicyTests(BrowserHouse house)
{
    private const string Programme = "/programmes/jiading-six-stage";

    [Fact]
    public async Task a_version_is_drafted_checked_compared_published_confirmed_and_its_window_opened()
    {
        await house.RulesWithNoticeAsync();
        var page = await house.SignedInAsync("policy", "/programmes");
        await page.GetByRole(AriaRole.Link, new() { Name = "嘉定区科技企业培育链(六级)" }).ClickAsync();
        await Assertions.Expect(page.GetByText("现行", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "编辑新版本草案" }).ClickAsync();
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync($"{Programme}/draft");
        var confirmer = await page.Context.NewPageAsync();
        var text = page.GetByLabel("规则文本");
        var file = await text.InputValueAsync();
        var (before, version) = (JsonElement.Parse(file).Text("version"), $"{Jiading.Today.Year + 5}.01");

        // Typing 90 KB takes a browser long; an edit of one word does not.
        await text.EvaluateAsync("text => text.value = text.value.replace('\"order\": 2,', '\"order\": \"two\",')");
        await page.GetByRole(AriaRole.Button, new() { Name = "检查并比较" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("programme.invalid");
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "$.stages[1].order" })).ToBeVisibleAsync();
        Assert.Contains("\"two\"", await text.InputValueAsync(), StringComparison.Ordinal);

        // The same as a file, which takes the place of the text; saved, it is what was sent.
        var draft = file.Replace($"\"{before}\"", $"\"{version}\"", StringComparison.Ordinal).Replace("\"value\": 30000000", "\"value\": 40000000", StringComparison.Ordinal)
            .Replace("\"effectiveFrom\": \"2019-02-18\"", $"\"effectiveFrom\": \"{Jiading.Today.Year + 5}-01-01\"", StringComparison.Ordinal);
        await page.GetByLabel("选择文件").SetInputFilesAsync(new FilePayload { Name = "draft.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(draft) });
        await page.GetByRole(AriaRole.Button, new() { Name = "检查并比较" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "检查通过" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("营业收入由不超过3,000万元改为不超过4,000万元")).ToBeVisibleAsync();
        await page.KeepAsync("draft-checked.zh-CN");
        Assert.Equal("", string.Join('\n', await page.FaultsAsync()));
        var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "另存为文件" }).ClickAsync());
        Assert.Contains($"\"version\": \"{version}\"", await File.ReadAllTextAsync(await saved.PathAsync()), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = $"公布版本 {version}" }).ClickAsync();
        await Assertions.Expect(page.GetByText("版本已公布。")).ToBeVisibleAsync();
        // Who began to draft before is told who published what since.
        await Assertions.Expect(other.Locator("#since")).ToHaveCountAsync(0);
        await other.GetByRole(AriaRole.Button, new() { Name = "检查并比较" }).ClickAsync();
        await Assertions.Expect(other.Locator("#since li")).ToContainTextAsync("policy");

        // What the version changes is the commission's own only after it is confirmed again.
        await Assertions.Expect(page.GetByText("以下 2 条规则没有文件依据")).ToBeVisibleAsync();
        await confirmer.GotoAsync(Programme);
        await page.GetByLabel("全选").CheckAsync();
        await page.GetByLabel("确认文件").FillAsync("嘉科〔2031〕1号");
        await page.GetByRole(AriaRole.Button, new() { Name = "确认所选规则" }).ClickAsync();
        await Assertions.Expect(page.GetByText("没有待确认的规则")).ToBeVisibleAsync();
        await confirmer.GetByLabel("全选").CheckAsync();
        await confirmer.GetByLabel("确认文件").FillAsync("嘉科〔2031〕2号");
        await confirmer.GetByRole(AriaRole.Button, new() { Name = "确认所选规则" }).ClickAsync();
        await Assertions.Expect(confirmer.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Listitem).First).ToContainTextAsync("policy");
        await page.GetByRole(AriaRole.Link, new() { Name = $"与 {before} 的差异" }).ClickAsync();
        await Assertions.Expect(page.GetByText("2 处变化")).ToBeVisibleAsync();

        await page.GotoAsync($"{Programme}/versions/{version}");
        await Assertions.Expect(page.GetByText("已确认:嘉科〔2031〕1号").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby='jd.startup']")).ToContainTextAsync("不超过 4,000万元");
        await page.GotoAsync("/programmes/cn-national-credentials");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "编辑新版本草案" })).ToHaveCountAsync(0);

        await page.GotoAsync(Programme);
        await page.Locator("select[name=stage]").SelectOptionAsync("jd.pool");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "批次" }).FillAsync($"{Jiading.Today.Year}-1");
        await page.GetByLabel("开始日期").FillAsync($"{Jiading.Today.AddDays(-1):yyyy-MM-dd}");
        await page.GetByLabel("截止日期").FillAsync($"{Jiading.Today.AddDays(-2):yyyy-MM-dd}");
        await page.GetByLabel("通知文号").FillAsync("嘉科通知1号");
        await page.GetByRole(AriaRole.Button, new() { Name = "公布批次" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("window.closes-before-opening");
        await page.GetByLabel("截止日期").FillAsync($"{Jiading.Today.AddMonths(1):yyyy-MM-dd}");
        await page.GetByRole(AriaRole.Button, new() { Name = "公布批次" }).ClickAsync();
        await Assertions.Expect(page.GetByText("申报中", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task a_target_is_set_and_held_against_what_is_counted_with_script_and_without()
    {
        await house.ToldAsync();
        var page = await house.SignedInAsync("policy", "/targets/new", language: "en", script: false);
        await page.GetByLabel("Indicator").FillAsync("高新技术企业");
        await page.GetByLabel("Target", new() { Exact = true }).FillAsync("1");
        await page.GetByLabel("What is counted").SelectOptionAsync(["jd.hnte"]);
        await page.GetByLabel("Paper").FillAsync("嘉府发〔2026〕1号");
        await page.GetByLabel("Published on").FillAsync($"{Jiading.Today:yyyy-MM-dd}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record it" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The target is recorded.")).ToBeVisibleAsync();
        var row = page.GetByRole(AriaRole.Row, new() { Name = "嘉府发〔2026〕1号" });
        await Eventually.True(async () =>
        {
            await page.AgainAsync();
            return (await row.InnerTextAsync()).EndsWith("reached", StringComparison.Ordinal) && !(await row.InnerTextAsync()).EndsWith("not reached", StringComparison.Ordinal);
        });
        await Assertions.Expect(page.Locator("table[data-of=targets]")).ToBeVisibleAsync();

        var other = await house.SignedInAsync("supervisor", $"/targets?year={Jiading.Today.Year}");
        await Assertions.Expect(other.Locator("[data-chart=targets] canvas")).ToBeVisibleAsync();
        await Assertions.Expect(other.GetByRole(AriaRole.Link, new() { Name = "登记目标" })).ToHaveCountAsync(0);
        await other.GetByRole(AriaRole.Link, new() { Name = "阶段漏斗" }).ClickAsync();
        await Assertions.Expect(other.Locator("[data-chart=flows] canvas")).ToBeVisibleAsync();
        await other.GetByText("数据表:各阶段企业数").ClickAsync();
        await Assertions.Expect(other.Locator("table[data-of=funnel] tbody tr")).ToHaveCountAsync(6);
        await Assertions.Expect(other.GetByRole(AriaRole.Row, new() { Name = "高新技术企业" }).First).Not.ToContainTextAsync("—");
        await other.GetByRole(AriaRole.Link, new() { Name = "分年晋级" }).ClickAsync();
        var cohort = other.Locator("section[aria-labelledby='jd.hnte']");
        await Assertions.Expect(cohort.GetByRole(AriaRole.Row, new() { Name = $"{Jiading.Issued.Year}" }).First).ToBeVisibleAsync();
        await Assertions.Expect(cohort).ToContainTextAsync("期限未满");
        Assert.Equal(422, (await other.GotoAsync("/targets/cohorts?knownOn=2100-01-01"))!.Status);
        Assert.Equal(403, (await other.GotoAsync("/targets/new"))!.Status);
        var worker = await house.SignedInAsync("caseworker", "/programmes");
        Assert.Equal(403, (await worker.GotoAsync("/targets"))!.Status);
        Assert.Equal(403, (await worker.GotoAsync($"{Programme}/draft"))!.Status);
    }
}
