using Cultivation.Kit;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

public sealed class FirmTests(BrowserHouse house)
{
    [Fact]
    public async Task is_found_by_two_characters_of_a_former_name_and_by_its_code()
    {
        var (id, code, name) = await house.Jiading.RegisterAsync();
        var former = $"旧名{code[^6..]}";
        foreach (var (version, newName) in new[] { (1, $"{name}龘龗"), (2, $"{former}新科技有限公司") })
        {
            await house.Jiading.CaseWorker.Command(
                $"api/ladder/v1/firms/{id}/renames", new { newName, changedOn = Jiading.Today.AddDays(version - 2), source = "test" }, ifMatch: Asking.Tag(version)).Good();
        }
        var page = await house.SignedInAsync("caseworker", "/firms");
        await Eventually.True(async () =>
        {
            await page.GotoAsync($"/firms?q={Uri.EscapeDataString("龘龗")}");
            return await page.GetByRole(AriaRole.Link, new() { Name = $"{former}新科技有限公司" }).CountAsync() == 1;
        });
        await page.GetByLabel("名称或代码").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "查询" }).FollowAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = $"{former}新科技有限公司" }).FollowAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"{former}新科技有限公司");
        await Assertions.Expect(page.Locator("dd", new() { HasText = name }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task shows_what_the_next_rung_lacks_and_each_event_with_its_trace()
    {
        var sample = await house.SampleAsync();
        var page = await house.SignedInAsync("caseworker", $"/firms/{sample.Firm}");
        await Assertions.Expect(page.Locator(".ladder li.next")).ToContainTextAsync("初创期科技型企业");
        await Assertions.Expect(page.Locator(".ladder li.next")).ToContainTextAsync("下一阶段还差");
        await Assertions.Expect(page.GetByText("4,800万元").First).ToBeVisibleAsync();
        var first = page.Locator(".timeline-lines details").Last;
        await first.Locator("summary").ClickAsync();
        await Assertions.Expect(first).ToContainTextAsync("enterprise_registered");
        Assert.Matches("[0-9a-f]{32}", await first.InnerTextAsync());
    }

    [Fact]
    public async Task says_what_was_known_on_an_earlier_day()
    {
        var sample = await house.SampleAsync();
        var page = await house.SignedInAsync("caseworker", $"/firms/{sample.Firm}?asOf=2020-01-01");
        await Assertions.Expect(page.GetByText("2020年1月1日 的情况")).ToBeVisibleAsync();
        await page.GotoAsync($"/firms?q={sample.Code}&knownOn=2020-01-01");
        await Assertions.Expect(page.GetByText("没有找到企业")).ToBeVisibleAsync();
        await page.GotoAsync($"/firms?q={sample.Code}&asOf=2020-01-01");
        await page.Locator("#found a").First.FollowAsync();
        await Assertions.Expect(page.GetByText("2020年1月1日 的情况")).ToBeVisibleAsync();
        await page.GotoAsync($"/firms/{sample.Firm}");
        var slider = page.Locator("input[type=range][data-of=asOf]");
        var first = (await slider.GetAttributeAsync("data-first"))!;
        await slider.FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await Assertions.Expect(page.Locator("input[name=asOf]")).ToHaveValueAsync(first);
        var box = (await slider.BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(box.X + 1, box.Y + box.Height / 2);
        await page.WaitForURLAsync($"**asOf={first}**");
        Assert.Equal("0", await slider.InputValueAsync());
        var answer = await page.GotoAsync($"/firms/{sample.Firm}?knownOn=2100-01-01");
        Assert.Equal(422, answer!.Status);
        await Assertions.Expect(page.GetByText("known-on.future")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task a_firm_is_kept_up_to_date_and_a_revocation_shows_what_rests_on_the_title()
    {
        var (id, code, name) = await house.Jiading.RegisterAsync();
        await house.Jiading.CaseWorker.Command($"api/ladder/v1/firms/{id}/facts", new { facts = Figures.Good() }).Good();
        await house.Jiading.ImportAsync([(code, name, 9_301)]);
        await Eventually.True(async () => (await house.Jiading.FirmAsync(id)).Page.GetProperty("recognitions").GetArrayLength() == 1);
        var page = await house.SignedInAsync("supervisor", $"/firms/{id}");
        await page.DoAsync("rename", $"newName={name}二", "source=register");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync($"{name}二");
        await page.DoAsync("correct-figure", "value=51000000", "reason=audited");
        await Assertions.Expect(page.Locator("section[aria-labelledby=figures]")).ToContainTextAsync("5,100万元");
        // What is done is the same in English; what is read is looked at.
        var english = await house.SignedInAsync("supervisor", $"/firms/{id}", "en");
        await Assertions.Expect(english.Locator("section[aria-labelledby=figures]")).ToContainTextAsync("CNY 51,000,000");
        await page.DoAsync("adverse", "source=notice 1");
        await Assertions.Expect(page.Locator("section[aria-labelledby=registers]")).ToContainTextAsync("notice 1");
        await page.DoAsync("remove-adverse", "reason=lifted");
        await page.DoAsync("tie", "person=caseworker");
        await Assertions.Expect(page.Locator("section[aria-labelledby=people]")).ToContainTextAsync("caseworker");
        var worker = await house.SignedInAsync("caseworker", $"/firms/{id}");
        await Assertions.Expect(worker.Locator("section[aria-labelledby=people] li")).ToHaveCountAsync(0);

        // The bar runs beyond the line of today, to the end of the title.
        Assert.True(await EndOfBarAsync(worker, "valid") > await TodayAsync(worker));
        await page.Locator("section[aria-labelledby=titles] a").FollowAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=radius] li").First).ToBeVisibleAsync();
        await page.DoAsync("revoke", $"effectiveFrom={Jiading.Today.AddMonths(-6):yyyy-MM-dd}", "cause=conditionsFailed", "noticeRef=notice 2");
        await Assertions.Expect(page.Locator("section[aria-labelledby=title] .status-bad")).ToBeVisibleAsync();
        await worker.AgainAsync();
        Assert.True(await EndOfBarAsync(worker, "revoked") < await TodayAsync(worker));
        Assert.Equal("", string.Join("\n", await page.FaultsAsync()));
        var waiting = await page.Locator("section[aria-labelledby=radius] .status-warn").CountAsync();
        // What waits of all firms is listed, a moment later; it leads to the title, where it is decided.
        var listed = worker.Locator("#found tbody tr");
        await WaitAsync("", waiting);
        Assert.Equal("", string.Join("\n", await worker.FaultsAsync()));
        foreach (var address in new[] { worker.Url, page.Url })
        {
            await english.GotoAsync(address);
            Assert.Equal("", string.Join("\n", await english.FaultsAsync(colors: false)));
        }
        await WaitAsync("&kind=bankNotices", 1);
        await WaitAsync($"&knownOn={Jiading.Today.AddDays(-1):yyyy-MM-dd}", 0);
        await worker.GotoAsync($"/firms/{id}");
        await worker.Locator($"section[aria-labelledby=titles] a[href='/follow-ups?firm={id}']").FollowAsync();
        await listed.First.Locator("a[href*='/titles/']").FollowAsync();
        await worker.DoAsync("confirm", "note=a letter was sent");
        await Assertions.Expect(worker.Locator("section[aria-labelledby=radius]")).ToContainTextAsync("a letter was sent");
        await Assertions.Expect(worker.Locator("section[aria-labelledby=radius] .status-warn")).ToHaveCountAsync(waiting - 1);
        await WaitAsync("", waiting - 1);
        await page.DoAsync("restore", "noticeRef=notice 3");
        await Assertions.Expect(page.Locator("section[aria-labelledby=title] .status-good")).ToBeVisibleAsync();

        Task WaitAsync(string asked, int rows) => Eventually.True(async () =>
        {
            var answer = await worker.GotoAsync($"/follow-ups?firm={id}{asked}");
            return answer!.Status == 200 && await listed.CountAsync() == rows;
        });
    }

    private static Task<double> EndOfBarAsync(IPage page, string state) =>
        page.Locator($"section[aria-labelledby=titles] svg.validity rect.{state}").EvaluateAsync<double>("bar => bar.x.baseVal.value + bar.width.baseVal.value");

    private static Task<double> TodayAsync(IPage page) => page.Locator("section[aria-labelledby=titles] svg.validity line").EvaluateAsync<double>("line => line.x1.baseVal.value");

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task a_person_is_put_on_file_found_by_name_corrected_and_erased(string language)
    {
        var name = $"欧阳{Guid.NewGuid():N}"[..10];
        var page = await house.SignedInAsync("supervisor", "/people", language);
        await page.DoAsync("register-person", $"name={name}", "phone=13800001111", "source=letter");
        await page.DoAsync("correct-person", "phone=13900002222");
        await Assertions.Expect(page.Locator("section[aria-labelledby=person]")).ToContainTextAsync("13900002222");
        Assert.Equal("", string.Join("\n", await page.FaultsAsync()));
        await page.GotoAsync("/people");
        await page.Locator("input[name=text]").FillAsync(name[..4]);
        await page.Locator("form[role=search] button").FollowAsync();
        Assert.DoesNotContain(Uri.EscapeDataString(name[..2]), page.Url, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = name }).FollowAsync();
        var address = page.Url;
        await page.DoAsync("erase-person", "requestRef=申请1号");
        Assert.Equal(410, (await page.GotoAsync(address))!.Status);
    }
}
