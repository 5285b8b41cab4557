using System.Text.Json;
using Cultivation.Kit;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

/// <summary>A decision that is shown in public before it takes effect, and a panel whose experts are no staff.</summary>
public sealed class NoticeTests(BrowserHouse house)
{
    [Fact]
    public async Task a_decision_is_put_on_notice_and_an_objection_is_resolved_by_another_person()
    {
        await house.RulesWithNoticeAsync();
        var number = await DecidedAsync();
        var page = await house.SignedInAsync("supervisor", $"/cases/{number}");
        await page.DoAsync("notice", "documentRef=公告1号");
        await page.GetByRole(AriaRole.Link, new() { Name = "查看公示" }).FollowAsync();
        await page.DoAsync("objection", "name=某人", "text=数据不实");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("数据不实");
        Assert.Equal("", string.Join("\n", await page.FaultsAsync()));
        var address = new Uri(page.Url).AbsolutePath;
        var worker = await house.SignedInAsync("caseworker", address, "en");
        await Assertions.Expect(worker.Locator("main")).Not.ToContainTextAsync("数据不实");
        Assert.Equal("", string.Join("\n", await worker.FaultsAsync()));
        var other = await house.SignedInAsync("supervisor-b", address);
        await other.DoAsync("resolve-objection", "reason=已核对");
        await Assertions.Expect(other.Locator("form[action$='/resolve-objection']")).ToHaveCountAsync(0);
        await Assertions.Expect(other.Locator("main")).ToContainTextAsync("数据不实");
        await other.DoAsync("erase-objection", "requestRef=申请2号");
        await Assertions.Expect(other.Locator("main")).Not.ToContainTextAsync("数据不实");
        await other.OpenActAsync("close-notice");
        await other.Locator("form[action$='/close-notice'] button").FollowAsync();
        await Assertions.Expect(other.GetByRole(AriaRole.Alert)).ToContainTextAsync("notice.not-over");
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task an_expert_opens_a_case_by_its_number_scores_it_and_sees_no_other_sheet(string language)
    {
        var (id, _, _) = await house.Jiading.RegisterAsync();
        var number = await house.Jiading.PoolCaseAsync(id);
        await house.Jiading.CaseWorker.Command($"api/ladder/v1/cases/{number}/review", new
        {
            panel = new[] { "expert-1", "expert-2" }.Select(person => new { personRef = person, expertise = "technical" }), items = new[] { new { id = "i1", name = "team", most = 100 } },
        }, ifMatch: Asking.Tag(2)).Good();
        var page = await house.SignedInAsync("expert-1", language: language);
        await page.Locator("input[name=number]").FillAsync(number);
        await page.Locator("main button").FollowAsync();
        await page.DoAsync("score", "points.i1=88");
        Assert.Equal("", string.Join("\n", await page.FaultsAsync()));
        var other = await house.SignedInAsync("expert-2", $"/reviews/{number}", language);
        await Assertions.Expect(other.Locator("main")).Not.ToContainTextAsync("88");
        await other.DoAsync("conflict");
        Assert.Equal(404, (await other.GotoAsync($"/reviews/{number}"))!.Status);
        Assert.Equal(403, (await other.GotoAsync($"/cases/{number}"))!.Status);
    }

    private async Task<string> DecidedAsync()
    {
        var (id, _, _) = await house.Jiading.RegisterAsync();
        await house.Jiading.CaseWorker.Command($"api/ladder/v1/firms/{id}/facts", new { facts = (object[])[.. Figures.Good(), Figures.Of(Jiading.Today.Year - 1, "ipClassOne", "ip.classOne", 2, "count")] }).Good();
        var number = await house.Jiading.CaseAsync(id, "jd.hnte");
        // The stage above the pool asks for the eight conditions alone.
        await house.Jiading.ProposeAsync(number, [.. (await house.Jiading.JudgementsAsync(id)).Where(one => !JsonSerializer.Serialize(one).Contains("jd.pool"))]);
        await house.Jiading.ApproveAsync(number);
        return number;
    }
}
