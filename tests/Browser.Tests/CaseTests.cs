using Cultivation.Kit;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

public sealed class CaseTests(BrowserHouse house)
{
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task from_acceptance_to_the_printed_proof_by_two_persons(string language)
    {
        string In(string zh, string en) => language == "en" ? en : zh;
        var number = await house.Jiading.SubmittedAsync();
        var page = await house.SignedInAsync("caseworker", $"/cases/{number}", language);
        await page.GetByRole(AriaRole.Button, new() { Name = In("受理", "Accept"), Exact = true }).FollowAsync();
        await Assertions.Expect(page.GetByText(In("已受理,开始计时。", "Accepted; the clock runs."))).ToBeVisibleAsync();
        var criteria = page.Locator("section[aria-labelledby=criteria] ul.criteria").First;
        await Assertions.Expect(criteria.Locator(".status-good").First).ToBeVisibleAsync();
        await Assertions.Expect(criteria).ToContainTextAsync(In("2 项", "2 items"));
        await Assertions.Expect(criteria.Locator(".status-warn").First).ToBeVisibleAsync();

        foreach (var criterion in await page.Locator("fieldset:has(input[name=criterion])").AllAsync())
        {
            await criterion.GetByLabel(In("符合", "Met"), new() { Exact = true }).CheckAsync();
            await criterion.GetByLabel(In("理由", "Reason")).FillAsync("已核对原件");
        }
        await page.GetByLabel(In("批次", "Batch")).FillAsync("2026-1");
        await page.GetByRole(AriaRole.Button, new() { Name = In("提出拟办意见", "Propose the decision") }).FollowAsync();
        await Assertions.Expect(page.GetByText(In("拟办意见已提出。", "The decision is proposed."))).ToBeVisibleAsync();

        var other = await house.SignedInAsync("supervisor", $"/cases/{number}", language);
        await other.GetByRole(AriaRole.Button, new() { Name = In("批准", "Approve"), Exact = true }).FollowAsync();
        await Assertions.Expect(other.GetByText(In("已批准。", "Approved."))).ToBeVisibleAsync();
        await other.GetByRole(AriaRole.Link, new() { Name = In("第 1 次决定", "Decision 1") }).FollowAsync();
        await Assertions.Expect(other.GetByRole(AriaRole.Heading, new() { Name = In($"决定依据 {number}", $"Proof of decision {number}") })).ToBeVisibleAsync();
        await Assertions.Expect(other.GetByText("已核对原件").First).ToBeVisibleAsync();
        await other.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(other.Locator(".site-header")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task a_form_that_is_sent_twice_is_done_once()
    {
        var number = await house.Jiading.SubmittedAsync();
        var page = await house.SignedInAsync("caseworker", $"/cases/{number}", script: false);
        var fields = page.Context.APIRequest.CreateFormData();
        foreach (var field in await page.Locator("form[action$='/accept'] input[type=hidden]").AllAsync())
            fields.Append((await field.GetAttributeAsync("name"))!, (await field.GetAttributeAsync("value"))!);
        var address = new Uri(house.Url, $"cases/{number}/accept").ToString();
        var answers = await Task.WhenAll(page.Context.APIRequest.PostAsync(address, new() { Form = fields }), page.Context.APIRequest.PostAsync(address, new() { Form = fields }));
        Assert.All(answers, answer => Assert.Contains("said=case-accept", answer.Url, StringComparison.Ordinal));
        Assert.Equal("\"2\"", await house.Jiading.CaseWorker.ETag($"api/ladder/v1/cases/{number}"));
    }

    [Fact]
    public async Task a_form_that_is_under_way_says_so()
    {
        var number = await house.Jiading.SubmittedAsync();
        var page = await house.SignedInAsync("caseworker", $"/cases/{number}");
        // Read in the same breath: once the page is being left nothing more can be asked of it.
        Assert.Equal("正在处理,请稍候…", await page.EvaluateAsync<string>(
            "() => { document.querySelector(\"form[action$='/accept']\").requestSubmit(); return document.getElementById('busy').textContent; }"));
        await Assertions.Expect(page.GetByText("已受理,开始计时。")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#busy")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task a_stale_form_says_who_did_what_since_keeps_what_was_written_and_goes_on_with_the_new_version()
    {
        var number = await house.Jiading.SubmittedAsync();
        var page = await house.SignedInAsync("caseworker", $"/cases/{number}");
        await page.OpenActAsync("ask-papers");
        await page.Locator("form[action$='/ask-papers'] input[type=checkbox]").First.CheckAsync();
        await page.Locator("form[action$='/ask-papers'] textarea").FillAsync("第二页缺公章");
        await house.Jiading.Supervisor.Command($"api/ladder/v1/cases/{number}/assignment", new { personRef = "caseworker" }, ifMatch: Asking.Tag(1)).Good();
        await page.Locator("form[action$='/ask-papers'] button").FollowAsync();
        var alert = page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(alert).ToContainTextAsync("version.stale");
        await Assertions.Expect(alert.Locator("li")).ToContainTextAsync(["supervisor: 指派办理人"]);
        await Assertions.Expect(page.Locator("dl.facts").First).ToContainTextAsync("caseworker");
        await Assertions.Expect(page.Locator("form[action$='/ask-papers'] textarea")).ToHaveValueAsync("第二页缺公章");
        await Assertions.Expect(page.Locator("form[action$='/ask-papers'] input[type=checkbox]").First).ToBeCheckedAsync();
        await page.Locator("form[action$='/ask-papers'] button").FollowAsync();
        await Assertions.Expect(page.GetByText("补正通知已记录。")).ToBeVisibleAsync();
        // Who no longer has the case is shown who has it, and is offered nothing that would be refused.
        await house.Jiading.Supervisor.Command(
            $"api/ladder/v1/cases/{number}/assignment", new { personRef = "supervisor", reason = "leave" }, ifMatch: await house.Jiading.Supervisor.ETag($"api/ladder/v1/cases/{number}")).Good();
        await page.AgainAsync();
        await Assertions.Expect(page.Locator("form[action$='/receive-papers']")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("form[action$='/visit'], form[action$='/accept']")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task what_was_written_for_an_act_that_can_no_longer_be_done_is_shown_with_who_was_quicker()
    {
        var number = await house.Jiading.SubmittedAsync();
        var page = await house.SignedInAsync("caseworker", $"/cases/{number}");
        await page.OpenActAsync("visit");
        await page.Locator("form[action$='/visit'] textarea").FillAsync("生产线已停用");
        await house.Jiading.Supervisor.Command($"api/ladder/v1/cases/{number}/withdrawal", new { }, ifMatch: Asking.Tag(1)).Good();
        await page.Locator("form[action$='/visit'] button").FollowAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).Locator("li")).ToContainTextAsync(["supervisor: 撤回申报"]);
        await Assertions.Expect(page.Locator(".alert-warning")).ToContainTextAsync("生产线已停用");
        await Assertions.Expect(page.Locator("form[action$='/visit']")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task a_case_goes_by_visit_pause_review_and_refusal_to_an_appeal_that_reopens_it()
    {
        var number = await house.Jiading.SubmittedAsync();
        var page = await house.SignedInAsync("supervisor", $"/cases/{number}");
        await page.DoAsync("take");
        await page.DoAsync("accept");
        await page.DoAsync("visit", "findings=looked at");
        var ran = page.Locator("svg.clock rect.ran");
        await Assertions.Expect(ran).ToHaveCountAsync(1);
        await page.DoAsync("pause", "reason=site");
        await Assertions.Expect(page.Locator("section[aria-labelledby=standing] .status-warn")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("svg.clock line")).ToHaveCountAsync(0);
        await page.DoAsync("resume");
        await Assertions.Expect(ran).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("svg.clock line")).ToHaveCountAsync(1);
        await page.DoAsync("open-review", "technical=supervisor expert-b", "finance=expert-c", "items=team 40\nmarket 60");
        await Assertions.Expect(page.Locator("section[aria-labelledby=review] tbody tr")).ToHaveCountAsync(3);
        await page.DoAsync("score", "points.i1=30", "points.i2=41.5");
        await Assertions.Expect(page.Locator("section[aria-labelledby=review]")).ToContainTextAsync("71.5");
        foreach (var expert in new[] { "expert-b", "expert-c" })
        {
            await page.OpenActAsync("recuse");
            await page.Locator("form[action$='/recuse'] select").SelectOptionAsync(expert);
            await page.DoAsync("recuse", "reason=interest", $"replacedBy={(expert == "expert-b" ? "caseworker" : "supervisor-b")}");
        }
        Assert.Equal("", string.Join("\n", await page.FaultsAsync()));
        // What is done is the same in English; what is read is looked at.
        var english = await house.SignedInAsync("supervisor", $"/cases/{number}", "en");
        await Assertions.Expect(english.Locator("section[aria-labelledby=review]")).ToContainTextAsync("71.5");
        Assert.Equal("", string.Join("\n", await english.FaultsAsync(colors: false)));
        foreach (var expert in new[] { "caseworker", "supervisor-b" })
            await (await house.SignedInAsync(expert, $"/cases/{number}")).DoAsync("score", "points.i1=20", "points.i2=20");
        await page.AgainAsync();
        await page.DoAsync("close-review");
        foreach (var criterion in await page.Locator("fieldset:has(input[name=criterion])").AllAsync())
        {
            await criterion.Locator("input[value=no]").CheckAsync();
            await criterion.Locator("input[name^='why.']").FillAsync("looked at");
        }
        await page.Locator("select[name=decision]").SelectOptionAsync("notRecommend");
        await page.DoAsync("propose", "batch=2026-2", "reason=not ready");
        await Assertions.Expect(page.Locator("form[action$='/approve']")).ToHaveCountAsync(0);
        var other = await house.SignedInAsync("supervisor-b", $"/cases/{number}");
        await other.DoAsync("approve");
        await other.DoAsync("appeal");
        await Assertions.Expect(other.Locator("form[action$='/judge-appeal']")).ToHaveCountAsync(0);
        await Assertions.Expect(other.Locator("section[aria-labelledby=timeline] li").First).ToContainTextAsync("提出申诉");
        await other.DoAsync("conflict");
        await Assertions.Expect(other.Locator("dl.facts").First).ToContainTextAsync("近亲属");
        await english.AgainAsync();
        await Assertions.Expect(english.Locator("section[aria-labelledby=timeline] li", new() { HasText = "Appeal filed" })).ToHaveCountAsync(1);
        await Assertions.Expect(english.Locator("dl.facts").First).ToContainTextAsync("Kinship");
    }
}
