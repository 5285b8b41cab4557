using System.Text;
using Cultivation.Kit;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

public sealed class ListTests(BrowserHouse house)
{
    [Theory]
    [InlineData("zh-CN", "31009001")]
    [InlineData("en", "31009003")]
    public async Task is_read_checked_applied_watched_and_undone(string language, string certificate)
    {
        string In(string zh, string en) => language == "en" ? en : zh;
        var (_, code, name) = await house.Jiading.RegisterAsync();
        var day = Jiading.Issued;
        var file = $"""
            creditCode,legalName,credentialType,certificateNo,issuedOn,validFrom,validTo,announcedOn
            {code},{name},cn.hnte,GR{day.Year}{certificate},{day:yyyy-MM-dd},{day:yyyy-MM-dd},{day.AddYears(3).AddDays(-1):yyyy-MM-dd},{day:yyyy-MM-dd}
            91310114X,坏行,cn.hnte,GR{day.Year}31009002,{day:yyyy-MM-dd},{day:yyyy-MM-dd},{day.AddYears(3):yyyy-MM-dd},{day:yyyy-MM-dd}
            """;
        var page = await house.SignedInAsync("supervisor", "/lists", language);
        await page.GetByLabel(In("名单文号", "Document number")).FillAsync($"沪科〔2026〕{certificate}号");
        await page.GetByLabel(In("文件", "File")).SetInputFilesAsync(new FilePayload { Name = "list.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(file) });
        await page.GetByRole(AriaRole.Button, new() { Name = In("试读", "Read it") }).FollowAsync();
        await Assertions.Expect(page.GetByText(In("共 2 行,可执行 1 行,有误 1 行", "2 rows, 1 can be applied, 1 faulty"))).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText(In("信用代码有误", "The credit code is wrong"))).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = In("新增", "adds"), Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText(In("没有银行会得知任何信息", "would tell no bank anything")).First).ToBeVisibleAsync();
        Assert.Equal("", string.Join('\n', await page.FaultsAsync()));

        await page.GetByLabel(In("跳过有误的 1 行", "Leave out the 1 faulty rows")).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = In("执行 1 行", "Apply 1 rows") }).FollowAsync();
        // The page follows by itself.
        await Assertions.Expect(page.GetByText(In("已执行", "Applied"), new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Assertions.Expect(page.GetByText(In("1/1:新增 1,无变化 0,拒绝 0", "1 of 1: 1 added, 0 unchanged, 0 refused"))).ToBeVisibleAsync();

        await page.GetByText(In("撤销…", "Undo…")).ClickAsync();
        await page.GetByLabel(In("撤销理由", "Why it is undone")).FillAsync("名单有误");
        await page.GetByRole(AriaRole.Button, new() { Name = In("撤销这份名单", "Undo this list") }).FollowAsync();
        await Assertions.Expect(page.GetByText(In("已撤销 1,无变化 0,拒绝 0", "1 undone, 0 unchanged, 0 refused"))).ToBeVisibleAsync(new() { Timeout = 20_000 });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task what_the_whole_list_would_tell_each_bank_is_counted(bool script)
    {
        var list = await house.ListAsync();
        var page = await house.SignedInAsync("supervisor", $"/lists/{list}", script: script);
        if (!script)
            await page.Locator("#totals a").FollowAsync();
        await Assertions.Expect(page.Locator("#totals tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#totals tbody tr")).ToContainTextAsync(Jiading.BankId);
        await Assertions.Expect(page.Locator("#totals tbody tr")).ToContainTextAsync("符合产品条件");
    }

    [Fact]
    public async Task what_is_recorded_is_given_out_as_a_file()
    {
        var sample = await house.SampleAsync();
        var page = await house.SignedInAsync("caseworker", "/lists");
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByLabel("企业 CSV").ClickAsync());
        Assert.Contains(sample.Code, await File.ReadAllTextAsync(await file.PathAsync()), StringComparison.Ordinal);
        var rungs = await page.RunAndWaitForDownloadAsync(() => page.GetByLabel("研发机构与载体 CSV").ClickAsync());
        Assert.StartsWith("creditCode,legalName,rungId", await File.ReadAllTextAsync(await rungs.PathAsync()), StringComparison.Ordinal);
        Assert.Contains("side-rungs", await page.Locator("select[name=kind] option").EvaluateAllAsync<string[]>("all => all.map(one => one.value)"));
    }

    [Fact]
    public async Task a_file_that_is_no_list_is_refused_and_nothing_has_to_be_written_twice()
    {
        var page = await house.SignedInAsync("caseworker", "/lists");
        await page.GetByLabel("名单文号").FillAsync("文号");
        await page.GetByLabel("文件").SetInputFilesAsync(new FilePayload { Name = "list.csv", MimeType = "text/csv", Buffer = "不是名单"u8.ToArray() });
        await page.GetByRole(AriaRole.Button, new() { Name = "试读" }).FollowAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("import.");
        await Assertions.Expect(page.GetByLabel("名单文号")).ToHaveValueAsync("文号");
    }
}
