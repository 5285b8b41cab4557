using Cultivation.Kit;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

/// <summary>An operator's night.</summary>
public sealed class OperationsTests(BrowserHouse house)
{
    [Theory]
    [InlineData("zh-CN", "系统运行", "网关 梯队服务 金融服务", "正常", "运行", "已读至(梯队服务)")]
    [InlineData("en", "Operations", "Gateway Ladder Finance", "Healthy", "Running", "Read of Ladder")]
    public async Task the_start_page_of_an_operator_tells_how_every_process_and_projection_stands(
        string language, string heading, string services, string healthy, string running, string read)
    {
        var page = await house.SignedInAsync("operator", language: language);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading, Level = 1 })).ToBeVisibleAsync();
        foreach (var service in services.Split(' '))
            await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = service }).First).ToContainTextAsync(healthy);
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Relay" }).First).ToContainTextAsync(running);
        await Assertions.Expect(page.GetByText(read)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task what_somebody_else_does_is_shown_without_loading_the_page_again()
    {
        var page = await house.SignedInAsync("operator", "/operations");
        var feeder = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Feeder" });
        await Assertions.Expect(feeder).ToContainTextAsync("运行");
        await page.EvaluateAsync("window.loaded = 'once'");
        using var other = await house.House.ClientAsync("operator");
        await other.Command("api/finance/v1/operations/projections/Feeder/pause", new { }, key: "").Good();
        try
        {
            await Assertions.Expect(feeder).ToContainTextAsync("已暂停");
            Assert.Equal("once", await page.EvaluateAsync<string>("window.loaded"));
        }
        finally
        {
            await other.Command("api/finance/v1/operations/projections/Feeder/resume", new { }, key: "").Good();
        }
        await Assertions.Expect(feeder).Not.ToContainTextAsync("已暂停");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task a_projection_is_paused_and_resumed_and_the_journal_says_by_whom(bool script)
    {
        var page = await house.SignedInAsync("operator", "/operations", script: script);
        await page.GetByRole(AriaRole.Button, new() { Name = "暂停 Reassess" }).FollowAsync();
        await Assertions.Expect(page.GetByText("已要求暂停。")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "恢复 Reassess" }).FollowAsync();
        await Assertions.Expect(page.GetByText("已要求恢复。")).ToBeVisibleAsync();
        await page.GotoAsync("/operations/acts?service=finance");
        var rows = page.Locator("tbody tr");
        await Assertions.Expect(rows.Nth(0)).ToContainTextAsync("恢复");
        await Assertions.Expect(rows.Nth(0)).ToContainTextAsync("Reassess");
        await Assertions.Expect(rows.Nth(1)).ToContainTextAsync("operator");
    }

    [Theory]
    [InlineData("zh-CN", "申报编号", "查询", "命令", "梯队服务")]
    [InlineData("en", "Case number", "Search", "Commands", "Ladder")]
    public async Task a_case_leads_to_its_traces_and_a_trace_to_its_command_and_events(string language, string number, string search, string commands, string service)
    {
        var sample = await house.SampleAsync();
        var page = await house.SignedInAsync("operator", "/operations/traces", language);
        await page.GetByLabel(number).FillAsync(sample.Case);
        await page.GetByRole(AriaRole.Button, new() { Name = search }).FollowAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "acceptance" }).Or(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "POST" }).GetByRole(AriaRole.Link)).First.FollowAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = commands })).ToBeVisibleAsync();
        var waterfall = page.Locator(".waterfall");
        await Assertions.Expect(waterfall).ToContainTextAsync(service);
        await Assertions.Expect(waterfall.Locator("tr.event").First).ToContainTextAsync("case_");
        Assert.True(await waterfall.Locator("rect").CountAsync() > 3);
    }

    [Theory]
    [InlineData("zh-CN", 0, "已要求重建。", "已完成")]
    [InlineData("en", 1, "It was told to rebuild.", "Done")]
    public async Task a_read_model_is_rebuilt_beside_the_live_one_and_the_page_follows_to_the_end(string language, int which, string told, string done)
    {
        await house.SampleAsync();
        var page = await house.SignedInAsync("operator", "/operations", language);
        await page.Locator("#inline-ladder > summary").ClickAsync();
        var button = page.Locator("#inline-ladder [id^='rebuild-ladder-']").Nth(which);
        var row = $"tr:has(#{await button.GetAttributeAsync("id")})";
        await button.FollowAsync();
        await Assertions.Expect(page.GetByText(told)).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(row)).ToContainTextAsync(done, new() { Timeout = 30_000 });
    }

    [Theory]
    [InlineData("zh-CN", true)]
    [InlineData("en", false)]
    public async Task a_source_is_read_again_for_a_reason_and_the_page_follows_to_the_end(string language, bool script)
    {
        await house.ToldAsync();
        var page = await house.SignedInAsync("operator", "/operations", language, script);
        await page.Locator("#reread-finance-ladder > summary").ClickAsync();
        var reason = $"调解名单 {language}";
        await page.Locator("#reread-finance-ladder textarea").FillAsync(reason);
        await page.Locator("#reread-finance-ladder button").FollowAsync();
        await Assertions.Expect(page.Locator("#said .alert")).ToBeVisibleAsync();
        var firms = page.Locator("tr[data-reread='ladder-firm']");
        if (script)
            await Assertions.Expect(firms.Locator(".status-good")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        else
        {
            await Eventually.True(async () =>
            {
                await page.GotoAsync("/operations");
                return await firms.Locator(".status-good").CountAsync() == 1;
            });
        }
        await page.GotoAsync("/operations/acts?service=finance");
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync(reason);
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync(language == "en" ? "Read again" : "重新通读");
    }

    [Fact]
    public async Task traces_are_found_by_firm_bank_duration_and_error()
    {
        var sample = await house.SampleAsync();
        await house.ToldAsync();
        var page = await house.SignedInAsync("operator");
        foreach (var (field, value, name) in new[] { ("firm", sample.Firm, "POST"), ("bank", Jiading.BankId, "loans"), ("minMs", "0.5", "firms") })
        {
            await Eventually.True(async () =>
            {
                await page.GotoAsync("/operations/traces");
                await page.Locator($"form[role=search] input[name={field}]").FillAsync(value);
                await page.Locator("form[role=search] input[name=name]").FillAsync(name);
                await page.Locator("form[role=search] button").FollowAsync();
                return await page.Locator("#traces tbody tr").CountAsync() > 0;
            });
            Assert.Contains($"{field}={value}", page.Url, StringComparison.Ordinal);
        }
        await page.GotoAsync("/operations/traces?minMs=600000");
        await Assertions.Expect(page.Locator("#traces tbody tr")).ToHaveCountAsync(0);
        await page.GotoAsync("/operations/traces?failed=on");
        await Assertions.Expect(page.Locator("#traces .status-good")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task lags_are_drawn_and_are_a_table_for_who_has_no_script()
    {
        await house.SampleAsync();
        var page = await house.SignedInAsync("operator", "/operations/lags?service=ladder");
        await Assertions.Expect(page.Locator("[data-chart] canvas").First).ToBeVisibleAsync();
        var plain = await house.SignedInAsync("operator", "/operations/lags?service=ladder", script: false);
        await Assertions.Expect(plain.Locator("table[data-of] tbody tr").First).ToBeVisibleAsync();
        await house.ToldAsync();
        await Eventually.True(async () =>
        {
            await plain.GotoAsync("/operations/lags?service=finance");
            return await plain.Locator("table[data-of='cultivation.feed.lag'] thead th", new() { HasText = Jiading.BankId }).CountAsync() > 0;
        });
        await page.GotoAsync("/operations/lags?service=finance");
        await Assertions.Expect(page.Locator("[data-chart='cultivation.feed.lag'] canvas")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task nobody_else_opens_these_pages()
    {
        var page = await house.SignedInAsync("caseworker");
        foreach (var path in new[] { "/operations", "/operations/parked", "/operations/traces", "/operations/lags", "/operations/acts", "/operations/live" })
            Assert.Equal(403, (await page.GotoAsync(path))!.Status);
    }
}
