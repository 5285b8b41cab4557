using Cultivation.Kit;
using Microsoft.Playwright;

namespace Cultivation.Browser.Tests;

/// <summary>What the commission records of a firm beside its figures, teams, the ledger, and what a firm does in its own case.</summary>
public sealed class OfficeTests(BrowserHouse house)
{
    private const string Ladder = "api/ladder/v1";

    [Fact]
    public async Task a_firm_in_the_pool_is_coached_its_rights_and_status_are_kept_and_it_is_handed_over_when_it_moves()
    {
        var jiading = house.Jiading;
        var (id, code, name) = await jiading.RegisterAsync();
        var other = await jiading.RegisterAsync();
        await jiading.CaseWorker.Command(
            $"{Ladder}/firms/{other.Id}/facts", new { facts = new[] { Figures.Of(Jiading.Today.Year - 9, "staff", "staff.hnte195", 1_234, "person") } }).Good();
        var number = await jiading.PoolCaseAsync(id);
        await jiading.ProposeAsync(number, await jiading.JudgementsAsync(id));
        await jiading.ApproveAsync(number);
        await Eventually.True(async () => (await jiading.CaseWorker.GetAsync(new Uri($"api/finance/v1/firms/{id}", UriKind.Relative))).IsSuccessStatusCode);
        var coach = await PersonAsync("教练");
        var page = await house.SignedInAsync("supervisor", $"/firms/{id}");
        var beside = page.Locator("section[aria-labelledby=beside]");
        await page.DoAsync("agree-plan", "menuItems=M1 M2");
        await page.DoAsync("coaching", "hours=2", "attendees=3", $"givenBy={coach}");
        await page.DoAsync("refuse-coaching", "reference=letter 1");
        await Assertions.Expect(beside).ToContainTextAsync("M1、M2");
        await Assertions.Expect(beside).ToContainTextAsync("letter 1");
        await page.GotoAsync("/pools/jd.pool");
        await Eventually.True(async () =>
        {
            await page.AgainAsync();
            return await page.Locator("tr", new() { HasText = name }).CountAsync() == 1;
        });
        await Assertions.Expect(page.Locator("tr", new() { HasText = name })).ToContainTextAsync("M1、M2");
        await page.GotoAsync($"/firms/{id}");
        await page.OpenActAsync("leave-stage");
        await page.Locator("form[action$='/leave-stage'] select[name=trigger]").SelectOptionAsync("withdrawn");
        await page.DoAsync("leave-stage", "paper=letter 2");
        await Assertions.Expect(beside).ToContainTextAsync("退出");
        await page.DoAsync("record-right", "ipNo=ZL-77", "source=certificate");
        await page.DoAsync("use-right", "filingRef=GR-77");
        await page.OpenActAsync("change-right");
        await page.Locator("form[action$='/change-right'] select[name=change]").SelectOptionAsync("lapsed");
        await page.DoAsync("change-right", "source=register");
        await Assertions.Expect(page.Locator("section[aria-labelledby=rights]")).ToContainTextAsync("ZL-77");
        await page.DoAsync("record-status", "reference=list 1");
        await Assertions.Expect(beside).ToContainTextAsync("list 1");
        await page.DoAsync("end-status", "reference=list 2");
        await jiading.ImportAsync([(code, name, 9_305)]);
        await Eventually.True(async () => (await jiading.FirmAsync(id)).Page.GetProperty("recognitions").GetArrayLength() == 1);
        await page.AgainAsync();
        await page.DoAsync("yearly-report", $"filedOn={Jiading.Today:yyyy-MM-dd}");
        await Assertions.Expect(beside).ToContainTextAsync($"{Jiading.Today.Year - 1} 年度报告");
        await page.DoAsync("refuse-title", "batch=B-1");
        await Assertions.Expect(page.Locator("section[aria-labelledby=titles]")).ToContainTextAsync("B-1");
        await page.DoAsync("control", $"parent={other.Code}", "share=60", "source=register");
        await Assertions.Expect(page.Locator("section[aria-labelledby=people]")).ToContainTextAsync(other.Code);
        await page.DoAsync("give-consent", "purpose=loan", $"documentHash={new string('b', 64)}");
        await Assertions.Expect(page.Locator("section[aria-labelledby=banks] li").First).ToContainTextAsync("贷款审批");
        await page.DoAsync("withdraw-consent");
        await page.DoAsync("list-support");
        await Assertions.Expect(page.Locator("form[action$='/list-support']")).ToHaveCountAsync(0);
        await page.GotoAsync("/owed/support-list");
        await Assertions.Expect(page.Locator("#found tr", new() { HasText = name })).ToContainTextAsync("融资需求调查");
        await page.GotoAsync($"/firms/{id}");
        await page.DoAsync("leave-support");
        await page.GotoAsync("/owed/support-list");
        await Assertions.Expect(page.Locator("#found tr", new() { HasText = name })).ToHaveCountAsync(0);
        await page.GotoAsync($"/firms/{id}");
        await page.OpenActAsync("file-case");
        await page.Locator("form[action$='/file-case'] select[name=rung]").SelectOptionAsync("jiading-six-stage jd.startup");
        await page.DoAsync("file-case");
        await Assertions.Expect(page.Locator("section[aria-labelledby=cases] li")).ToHaveCountAsync(2);
        await page.DoAsync("restructure", $"before={code}\n{other.Code}", $"after={code}", "basis=merger paper 1");
        await Assertions.Expect(beside).ToContainTextAsync("merger paper 1");
        await beside.Locator($"a[href$='/{other.Code}']").FollowAsync();
        await page.Locator("form[action$='/allocate'] input[name=fact]").CheckAsync();
        await page.DoAsync("allocate", "documentRef=merger paper 2");
        await Assertions.Expect(page.Locator("section[aria-labelledby=figures]")).ToContainTextAsync("1,234");
        await page.DoAsync("move", "division=310106", "source=register");
        Assert.Equal("", string.Join("\n", await page.FaultsAsync()));
        await page.DoAsync("hand-over", "handover=H-1");
        await Assertions.Expect(beside).ToContainTextAsync("H-1");
    }

    [Fact]
    public async Task a_team_is_registered_changed_and_founds_a_firm()
    {
        var (lead, member) = (await PersonAsync("队长"), await PersonAsync("队员"));
        var page = await house.SignedInAsync("caseworker", "/firms/new", "en");
        await page.DoAsync("register-team", $"title=Micro pumps {lead}", $"lead={lead}", "carrier=carrier-1", "source=report");
        var address = new Uri(page.Url).AbsolutePath;
        await Assertions.Expect(page.Locator("section[aria-labelledby=people]")).ToContainTextAsync(lead);
        await page.DoAsync("change-team", $"members={member}", "source=report");
        await Assertions.Expect(page.Locator("section[aria-labelledby=people]")).ToContainTextAsync(member);
        await Eventually.True(async () =>
        {
            await page.GotoAsync("/firms?teams=yes");
            return await page.Locator($"a[href='{address}']").CountAsync() == 1;
        });
        await page.GotoAsync(address);
        await page.DoAsync("found-firm", $"creditCode={CreditCodes.Made(770_001)}", "legalName=Micro Pumps Ltd", "industryCode=C3441", "enterpriseType=limited", "source=licence");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Micro Pumps Ltd");
        await Assertions.Expect(page.Locator("form[action$='/found-firm']")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task a_decision_is_checked_again_what_rests_on_a_title_is_listed_and_the_ledger_is_signed_and_exported()
    {
        var (sample, told) = (await house.SampleAsync(), await house.ToldAsync());
        var page = await house.SignedInAsync("supervisor", $"/cases/{sample.Decided}/decisions/1");
        await page.Locator("a[href$='verify=yes']").FollowAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=verified] .status-good")).ToBeVisibleAsync();
        Assert.Equal("", string.Join("\n", await page.FaultsAsync()));
        await page.GotoAsync($"/firms/{told.Firm}/titles/{told.Title}");
        await Assertions.Expect(page.Locator($"section[aria-labelledby=payments] a[href='/banks/{Jiading.BankId}/loans/{told.Loan}']")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=taxes] tbody tr").First).ToBeVisibleAsync();
        await page.GotoAsync("/ledger");
        await page.Locator("form[action='/ledger/checkpoints'] button").FollowAsync();
        await Assertions.Expect(page.Locator("#said .alert")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#checkpoints tbody tr").First).ToBeVisibleAsync();
        var export = await page.Context.APIRequest.GetAsync(new Uri(new Uri(page.Url), "/ledger/export?to=5").ToString());
        Assert.Equal(200, export.Status);
        Assert.Contains("\"310114\"", (await export.TextAsync()).Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_firm_brings_the_paper_that_is_missing_and_appeals_against_the_decision()
    {
        var jiading = house.Jiading;
        var (id, _, _) = await jiading.RegisterAsync();
        var number = await jiading.PoolCaseAsync(id);
        var paper = (await jiading.CaseWorker.Read($"{Ladder}/firms/{id}/prechecks/jd.pool?programme=jiading-six-stage")).GetProperty("papers")[0].Text("paper");
        await EditAsync(jiading.CaseWorker, number, "supplements", new { items = new[] { paper } });
        var page = await house.SignedInAsync($"firm={id}", $"/my-firm/cases/{number}");
        await Assertions.Expect(page.Locator("section[aria-labelledby=yours]")).ToContainTextAsync(paper);
        await page.DoAsync("bring-papers");
        await Assertions.Expect(page.Locator("form[action$='/bring-papers']")).ToHaveCountAsync(0);
        var judgements = await jiading.JudgementsAsync(id);
        await EditAsync(jiading.CaseWorker, number, "proposal", new { decision = "notRecommend", batch = "2", note = $"not ready, says {number}", judgements });
        await EditAsync(jiading.Supervisor, number, "decision", new { });
        await page.AgainAsync();
        await page.DoAsync("make-appeal");
        Assert.Equal("facts", (await jiading.CaseWorker.Read($"{Ladder}/cases/{number}")).GetProperty("appeal").Text("ground"));
        Assert.Equal("", string.Join("\n", await page.FaultsAsync()));

        // Words that name somebody are found and erased on request; the decision stays.
        var supervisor = await house.SignedInAsync("supervisor", "/texts", "en");
        var words = supervisor.Locator("main section", new() { HasText = $"says {number}" });
        await SearchAsync(supervisor, $"says {number}");
        await words.First.Locator("input[name=requestRef]").FillAsync("request 1");
        Assert.Equal("", string.Join("\n", await supervisor.FaultsAsync()));
        var found = await words.CountAsync();
        await words.First.GetByRole(AriaRole.Button).FollowAsync();
        await Assertions.Expect(supervisor.Locator("#said .alert")).ToBeVisibleAsync();
        await SearchAsync(supervisor, $"says {number}");
        await Assertions.Expect(words).ToHaveCountAsync(found - 1);
    }

    [Fact]
    public async Task a_bank_is_registered_its_agreement_renewed_and_its_queue_filled_again()
    {
        var page = await house.SignedInAsync("supervisor", "/banks", "en");
        await page.DoAsync("register-bank", "id=bank-z", "nameZh=末行", "nameEn=Last Bank", "agreement=A-1");
        Assert.Equal("/banks/bank-z", new Uri(page.Url).AbsolutePath);
        await page.DoAsync("renew-agreement", "agreement=A-2");
        await Assertions.Expect(page.Locator("section[aria-labelledby=agreement]")).ToContainTextAsync("A-2");
        await Assertions.Expect(page.Locator("form[action$='/refill-queue']")).ToHaveCountAsync(0);
        var operations = await house.SignedInAsync("operator", "/banks");
        // Its queue is made a moment later.
        await Eventually.True(async () => (await operations.GotoAsync("/banks/bank-z"))!.Status == 200);
        await operations.DoAsync("refill-queue");
        Assert.Equal("", string.Join("\n", await operations.FaultsAsync()));
    }

    private static async Task SearchAsync(IPage page, string words)
    {
        await page.Locator("form[action='/texts/search'] input[name=text]").FillAsync(words);
        await page.Locator("form[action='/texts/search'] button").FollowAsync();
        await Assertions.Expect(page.Locator("form[action='/texts/search'] input[name=text]")).ToHaveValueAsync(words);
        await Assertions.Expect(page.Locator(".empty, main section").First).ToBeVisibleAsync();
    }

    private static async Task EditAsync(HttpClient client, string number, string path, object command)
    {
        using var read = await client.GetAsync(new Uri($"{Ladder}/cases/{number}", UriKind.Relative));
        await client.Command($"{Ladder}/cases/{number}/{path}", command, ifMatch: read.Headers.ETag!.Tag).Good();
    }

    private async Task<string> PersonAsync(string name) =>
        (await house.Jiading.CaseWorker.Command($"{Ladder}/people", new { person = new { name }, source = "test" }).Good()).Text("personRef");
}
