using System.Globalization;
using System.Text;
using System.Text.Json;
using Cultivation.Kit;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

/// <summary>A policy owner's year: reads the rules, drafts a version, publishes and confirms it, opens a window, sets a target and sees how far it is.</summary>
public sealed class PolicyTests(BrowserHouse house)
{
    private const string Programme = "/programmes/jiading-six-stage";

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task a_version_is_drafted_checked_compared_published_confirmed_and_its_window_opened(string language)
    {
        string In(string zh, string en) => language == "en" ? en : zh;
        ILocator Button(IPage on, string zh, string en) => on.GetByRole(AriaRole.Button, new() { Name = In(zh, en), Exact = true });
        await house.RulesWithNoticeAsync();
        var page = await house.SignedInAsync("policy", "/programmes", language);
        await page.GetByRole(AriaRole.Link, new() { Name = In("嘉定区科技企业培育链(六级)", "Jiading six-stage cultivation chain of tech firms") }).FollowAsync();
        await Assertions.Expect(page.GetByText(In("现行", "In force"), new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = In("编辑新版本草案", "Edit a draft") }).FollowAsync();
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync($"{Programme}/draft");
        var confirmer = await page.Context.NewPageAsync();
        var text = page.GetByLabel(In("规则文本", "Text of the rules"));
        // Whichever language comes second goes on from the version of the first; what it changes is told against the version in force.
        var file = await text.InputValueAsync();
        var (before, from) = (JsonElement.Parse(file).Text("version"), JsonElement.Parse(file).Text("effectiveFrom"));
        var year = Math.Max(Jiading.Today.Year, int.Parse(from[..4], CultureInfo.InvariantCulture)) + 5;
        var (version, most) = ($"{year}.01", file.Contains("\"value\": 30000000", StringComparison.Ordinal) ? 30 : 40);
        var more = most + 10;

        // Typing 90 KB takes a browser long; an edit of one word does not.
        await text.EvaluateAsync("text => text.value = text.value.replace('\"order\": 2,', '\"order\": \"two\",')");
        await Button(page, "检查并比较", "Check and compare").FollowAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("programme.invalid");
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "$.stages[1].order" })).ToBeVisibleAsync();
        Assert.Contains("\"two\"", await text.InputValueAsync(), StringComparison.Ordinal);

        // The same as a file, which takes the place of the text; saved, it is what was sent.
        var draft = file.Replace($"\"{before}\"", $"\"{version}\"", StringComparison.Ordinal)
            .Replace($"\"value\": {most}000000", $"\"value\": {more}000000", StringComparison.Ordinal)
            .Replace($"\"effectiveFrom\": \"{from}\"", $"\"effectiveFrom\": \"{year}-01-01\"", StringComparison.Ordinal);
        await page.GetByLabel(In("选择文件", "A file")).SetInputFilesAsync(new FilePayload { Name = "draft.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(draft) });
        await Button(page, "检查并比较", "Check and compare").FollowAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = In("检查通过", "No fault found") })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("table:has(caption)")).ToContainTextAsync(
            In($"营业收入由不超过3,000万元改为不超过{more / 10},000万元", $"changes from at most 30,000,000 yuan to at most {more},000,000 yuan"));
        Assert.Equal("", string.Join('\n', await page.FaultsAsync()));
        var saved = await page.RunAndWaitForDownloadAsync(() => Button(page, "另存为文件", "Save as a file").ClickAsync());
        Assert.Contains($"\"version\": \"{version}\"", await File.ReadAllTextAsync(await saved.PathAsync()), StringComparison.Ordinal);
        await Button(page, $"公布版本 {version}", $"Publish version {version}").FollowAsync();
        await Assertions.Expect(page.GetByText(In("版本已公布。", "The version is published."))).ToBeVisibleAsync();
        // Who began to draft before is told who published what since.
        await Assertions.Expect(other.Locator("#since")).ToHaveCountAsync(0);
        await Button(other, "检查并比较", "Check and compare").FollowAsync();
        await Assertions.Expect(other.Locator("#since li")).ToContainTextAsync("policy");

        // What the version changes is the commission's own only after it is confirmed again.
        await Assertions.Expect(page.GetByText(In("以下 2 条规则没有文件依据", "These 2 rules are not documented"))).ToBeVisibleAsync();
        await confirmer.GotoAsync(Programme);
        await ConfirmAsync(page, 1);
        await Assertions.Expect(page.GetByText(In("没有待确认的规则", "No rule waits for a confirmation"))).ToBeVisibleAsync();
        await ConfirmAsync(confirmer, 2);
        await Assertions.Expect(confirmer.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Listitem).First).ToContainTextAsync("policy");
        await page.GetByRole(AriaRole.Link, new() { Name = In($"与 {before} 的差异", $"What changed since {before}") }).FollowAsync();
        await Assertions.Expect(page.GetByText(In("2 处变化", "2 changes"))).ToBeVisibleAsync();

        await page.GotoAsync($"{Programme}/versions/{version}");
        await Assertions.Expect(page.GetByText(In($"已确认:嘉科〔{year}〕1号", $"confirmed by 嘉科〔{year}〕1号")).First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby='jd.startup']")).ToContainTextAsync(
            In($"不超过 {more / 10},000万元", $"at most CNY {more},000,000"));
        await page.GotoAsync("/programmes/cn-national-credentials");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = In("编辑新版本草案", "Edit a draft") })).ToHaveCountAsync(0);

        var round = $"{Jiading.Today.Year}-{language}";
        await page.GotoAsync(Programme);
        await page.Locator("select[name=stage]").SelectOptionAsync("jd.pool");
        await page.GetByRole(AriaRole.Textbox, new() { Name = In("批次", "Round") }).FillAsync(round);
        await page.GetByLabel(In("开始日期", "Opens"), new() { Exact = true }).FillAsync($"{Jiading.Today.AddDays(-1):yyyy-MM-dd}");
        await page.GetByLabel(In("截止日期", "Closes"), new() { Exact = true }).FillAsync($"{Jiading.Today.AddDays(-2):yyyy-MM-dd}");
        await page.GetByLabel(In("通知文号", "Notice"), new() { Exact = true }).FillAsync("嘉科通知1号");
        await Button(page, "公布批次", "Announce it").FollowAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("window.closes-before-opening");
        await page.GetByLabel(In("截止日期", "Closes"), new() { Exact = true }).FillAsync($"{Jiading.Today.AddMonths(1):yyyy-MM-dd}");
        await Button(page, "公布批次", "Announce it").FollowAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = round })).ToContainTextAsync(In("申报中", "open"));

        async Task ConfirmAsync(IPage on, int number)
        {
            await on.GetByLabel(In("全选", "Tick all")).CheckAsync();
            await on.GetByLabel(In("确认文件", "Document"), new() { Exact = true }).FillAsync($"嘉科〔{year}〕{number}号");
            await Button(on, "确认所选规则", "Confirm what is ticked").FollowAsync();
        }
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
        await page.GetByRole(AriaRole.Button, new() { Name = "Record it" }).FollowAsync();
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
        await other.GetByRole(AriaRole.Link, new() { Name = "阶段漏斗" }).FollowAsync();
        await Assertions.Expect(other.Locator("[data-chart=flows] canvas")).ToBeVisibleAsync();
        await other.GetByText("数据表:各阶段企业数").ClickAsync();
        await Assertions.Expect(other.Locator("table[data-of=funnel] tbody tr")).ToHaveCountAsync(6);
        await Assertions.Expect(other.GetByRole(AriaRole.Row, new() { Name = "高新技术企业" }).First).Not.ToContainTextAsync("—");
        await other.GetByRole(AriaRole.Link, new() { Name = "分年晋级" }).FollowAsync();
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
