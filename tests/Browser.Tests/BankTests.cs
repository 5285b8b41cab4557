using Cultivation.Kit;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

public sealed class BankTests(BrowserHouse house)
{
    private const string Home = $"/banks/{Jiading.BankId}";

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task a_bank_compares_its_book_where_it_differs(string language)
    {
        var told = await house.ToldAsync();
        var page = await house.SignedInAsync(Jiading.BankId, language: language);
        Assert.Equal(Home, new Uri(page.Url).AbsolutePath);
        await page.Locator($"a[href='{Home}/book']").FollowAsync();
        await Assertions.Expect(page.Locator("tbody tr", new() { HasText = told.Code })).ToContainTextAsync(told.Name);

        var rows = await RowsAsync();
        await CompareAsync(page, string.Join('\n', rows));
        await Assertions.Expect(page.Locator("section[aria-labelledby=compared] .status-good")).ToBeVisibleAsync();
        await CompareAsync(page, string.Join('\n', rows.Select(row => row.StartsWith($"{Position(told.Entry)}|", StringComparison.Ordinal) ? row.Replace(told.Code, CreditCodes.Made(9_999)) : row)));
        await Assertions.Expect(page.Locator("section[aria-labelledby=compared] tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("section[aria-labelledby=compared] tbody tr")).ToContainTextAsync(told.Code);
        await CompareAsync(page, new string('0', 64));
        await Assertions.Expect(page.Locator("section[aria-labelledby=compared] .status-bad")).ToBeVisibleAsync();
        Assert.True(await page.Locator("section[aria-labelledby=compared] tbody tr").CountAsync() > 0);
        Assert.Equal("", string.Join("\n", await page.FaultsAsync()));
        await CompareAsync(page, "nothing like a row");
        await Assertions.Expect(page.Locator("section[aria-labelledby=compared] .status-warn")).ToBeVisibleAsync();

        // Before the firm was told of, the book has no such row.
        await page.GotoAsync($"{Home}/book?at={long.Parse(Position(told.Entry)) - 1}");
        await Assertions.Expect(page.Locator("tbody tr", new() { HasText = told.Code })).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task the_feed_is_searched_and_shows_each_entry_as_it_came(bool script)
    {
        var told = await house.ToldAsync();
        var page = await house.SignedInAsync(Jiading.BankId, $"{Home}/feed", script: script);
        await FillAsync(page, "q", told.Code);
        await page.ExchangeAsync("#entries", () => page.Locator("form[role=search] button").ClickAsync());
        await Assertions.Expect(page.Locator("#entries li")).ToHaveCountAsync(1);
        await page.Locator("#entries summary").ClickAsync();
        await Assertions.Expect(page.Locator("#entries pre")).ToContainTextAsync($"\"id\": \"{told.Entry}\"");
        await FillAsync(page, "q", "nobody has this name");
        await page.Locator("form[role=search] button").ClickAsync();
        await Assertions.Expect(page.GetByText("这一段没有符合条件的条目。")).ToBeVisibleAsync();

        // Which firms consent to it, by name; whose consent ends soon.
        await page.GotoAsync($"{Home}/consents");
        await FillAsync(page, "q", told.Code);
        await page.Locator("form[role=search] button").FollowAsync();
        var firm = page.Locator("#found tbody tr");
        await Assertions.Expect(firm).ToHaveCountAsync(1);
        await Assertions.Expect(firm).ToContainTextAsync(told.Name);
        await Assertions.Expect(firm).ToContainTextAsync("loan");
        await page.Locator("input[name=soon]").CheckAsync();
        await page.Locator("form[role=search] button").FollowAsync();
        await Assertions.Expect(page.GetByText("没有符合条件的授权企业。")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task a_bank_sets_up_its_channels_and_has_a_range_again(string language)
    {
        var told = await house.ToldAsync();
        await using var receiver = await Receiver.StartAsync();
        var page = await house.SignedInAsync(Jiading.BankId, $"{Home}/channels", language);
        await FillAsync(page, "address", receiver.Address);
        await Send(page, "address");
        await Assertions.Expect(page.Locator("[data-secret]")).ToContainTextAsync("whsec_");
        Assert.Equal("", string.Join("\n", await page.FaultsAsync()));
        await Send(page, "secret");
        await Assertions.Expect(page.Locator("[data-secret]")).ToContainTextAsync("whsec_");
        await page.GotoAsync($"{Home}/channels");
        Assert.DoesNotContain("whsec_", await page.ContentAsync(), StringComparison.Ordinal);
        await Assertions.Expect(page.Locator("section[aria-labelledby=webhook] li")).ToHaveCountAsync(2);

        await Send(page, "test-amqp");
        await Assertions.Expect(page.Locator("section[aria-labelledby=shown] .status-good")).ToBeVisibleAsync();
        await page.GotoAsync($"{Home}/channels");
        await Send(page, "test");
        await Assertions.Expect(page.Locator("section[aria-labelledby=shown] .status-good")).ToBeVisibleAsync();
        await Eventually.True(async () => (await house.Jiading.Bank.Read($"api/finance/v1{Home}/webhook")).Int("lag") == 0);
        await page.Locator("form[action$='/replay'] select").SelectOptionAsync("webhook");
        await FillAsync(page, "through", told.Entry);
        await Send(page, "replay");
        await Assertions.Expect(page.Locator("#said .alert")).ToBeVisibleAsync();
        await Eventually.True(() => receiver.Taken.Any(one => one.Replay && one.Subject == told.Code));
        await FillAsync(page, "through", "9-1");
        await Send(page, "replay");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("feed.epoch-changed");

        await Send(page, "password");
        Assert.True((await page.Locator("[data-secret]").InnerTextAsync()).Length >= 32);
        await page.Locator($"a[href='{Home}/deliveries']").FollowAsync();
        await OfChannelAsync("webhook");
        await Assertions.Expect(page.Locator("#log tbody")).ToContainTextAsync(language == "en" ? "replay" : "重放");
        await Assertions.Expect(page.Locator("#log tbody")).ToContainTextAsync(language == "en" ? "test" : "测试");
        await OfChannelAsync("amqp");
        await Assertions.Expect(page.Locator("#log tbody")).ToContainTextAsync(language == "en" ? "test" : "测试");
        await OfChannelAsync("pull");
        await Assertions.Expect(page.Locator("#log tbody tr").First).ToContainTextAsync(language == "en" ? "Pull" : "拉取");
        await page.GotoAsync($"{Home}/channels");
        await FillAsync(page, "reason", "maintenance");
        await Send(page, "disable");
        await page.GotoAsync(Home);
        await Assertions.Expect(page.Locator("section[aria-labelledby=alarms] .status-bad").First).ToBeVisibleAsync();
        await page.GotoAsync($"{Home}/channels");
        await Send(page, "enable");
        await Assertions.Expect(page.Locator("form[action$='/disable']")).ToBeVisibleAsync();

        Task OfChannelAsync(string channel) => page.ExchangeAsync("#log", () => page.Locator("select[name=channel]").SelectOptionAsync(channel));
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task a_bank_reports_a_loan_its_repayment_and_its_default(string language)
    {
        var told = await house.ToldAsync();
        var page = await house.SignedInAsync(Jiading.BankId, $"{Home}/feed?q={told.Code}", language);
        await page.Locator("#entries summary").ClickAsync();
        await page.Locator("#entries a[href*='/loans/report']").FollowAsync();
        await FillAsync(page, "loanNo", $"loan-{language}");
        await FillAsync(page, "principal", "1000000");
        await FillAsync(page, "rate", "3.45");
        await FillAsync(page, "startOn", $"{Jiading.Today:yyyy-MM-dd}");
        await FillAsync(page, "endOn", $"{Jiading.Today:yyyy-MM-dd}");
        await page.Locator("form.card button").FollowAsync();
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("loan.period-reversed");
        await Assertions.Expect(page.Locator("input[name=loanNo]")).ToHaveValueAsync($"loan-{language}");
        await FillAsync(page, "endOn", $"{Jiading.Today.AddYears(1):yyyy-MM-dd}");
        await page.Locator("form.card button").FollowAsync();

        await FillAsync(page, "ref", "r-1");
        await page.Locator("form[action$='/repayments'] input[name=principal]").FillAsync("400000");
        await FillAsync(page, "interest", "1200.50");
        await page.Locator("form[action$='/repayments'] button").FollowAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=loan]")).ToContainTextAsync(language == "en" ? "CNY 600,000" : "60万元");
        await page.Locator("form[action$='/defaults'] button").FollowAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=loan] .status-bad")).ToBeVisibleAsync();
        await page.GotoAsync($"{Home}/loans?state=defaulted");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = $"loan-{language}" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task a_bank_sees_itself_only_and_others_change_nothing()
    {
        var page = await house.SignedInAsync("bank-b");
        Assert.Equal("/banks/bank-b", new Uri(page.Url).AbsolutePath);
        Assert.Equal(403, (await page.GotoAsync(Home))!.Status);
        Assert.Equal(403, (await page.GotoAsync($"{Home}/feed"))!.Status);
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("bank.forbidden");

        var watching = await house.SignedInAsync("operator", $"{Home}/channels");
        await Assertions.Expect(watching.Locator("main form")).ToHaveCountAsync(0);
        var supervisor = await house.SignedInAsync("supervisor", "/banks");
        await supervisor.Locator($"a[href='{Home}']").FollowAsync();
        await Assertions.Expect(supervisor.Locator($"a[href='{Home}/feed']")).ToHaveCountAsync(0);
        await Assertions.Expect(supervisor.Locator($"a[href='{Home}/loans']")).ToBeVisibleAsync();
        Assert.Equal(403, (await supervisor.GotoAsync($"{Home}/feed"))!.Status);
    }

    private static Task FillAsync(IPage page, string field, string text) => page.Locator($"input[name={field}]").FillAsync(text);

    private static Task Send(IPage page, string act) => page.Locator($"form[action$='/channels/{act}'] button").FollowAsync();

    private static async Task CompareAsync(IPage page, string yours)
    {
        if (!await page.Locator("textarea[name=yours]").IsVisibleAsync())
            await page.Locator("details summary").First.ClickAsync();
        await page.Locator("textarea[name=yours]").FillAsync(yours);
        await page.Locator("form[action$='/book'] button[type=submit]").Last.FollowAsync();
    }

    private static string Position(string cursor) => cursor.Split('-')[1];

    /// <summary>The bank's own rows, as the partner guide writes them.</summary>
    private async Task<string[]> RowsAsync() =>
        [.. (await house.Jiading.Bank.Read($"api/finance/v1{Home}/snapshot?limit=500")).GetProperty("entries").EnumerateArray().Select(entry =>
        {
            var data = entry.GetProperty("data");
            var end = data.TryGetProperty("expiresOn", out var known) ? known.GetString() : "";
            return $"{entry.Int("position")}|{data.Text("creditCode")}|{data.GetProperty("product").Text("code")}|{data.Text("effectiveOn")}|{end}|{data.Text("salt")}";
        })];
}
