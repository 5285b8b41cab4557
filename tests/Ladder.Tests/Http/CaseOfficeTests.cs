using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>Who works on a case, and that two persons decide it.</summary>
public sealed class CaseOfficeTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    private HttpClient Worker(string name) => ladder.As(name, [district], [Roles.CaseWorker]);

    private async Task<(string Firm, string Number)> Filed(string stageId = "jd.hnte")
    {
        var (id, _) = await Flow.Registered(Client);
        return (id, (await Client.Command("cases", new { firmId = id, programmeId = "jiading-six-stage", stageId, channel = "online" }).Good()).Text("number"));
    }

    private async Task<JsonElement> Do(HttpClient by, string number, string act, object body) =>
        await by.Command($"cases/{number}/{act}", body, ifMatch: await Client.ETag($"cases/{number}")).Good();

    private async Task<(int, string)> Refused(HttpClient by, string number, string act, object body) =>
        await by.Command($"cases/{number}/{act}", body, ifMatch: await Client.ETag($"cases/{number}")).Problem();

    [Fact]
    public async Task a_case_that_somebody_has_is_passed_on_by_a_supervisor_only()
    {
        await Flow.Programmes(ladder, district);
        var (_, number) = await Filed();
        Assert.Equal("wu", (await Do(Worker("wu"), number, "assignment", new { })).Text("assignee"));
        Assert.Equal((409, "case.assigned"), await Refused(Worker("sun"), number, "assignment", new { }));
        Assert.Equal((403, "case.assign-others"), await Refused(Worker("wu"), number, "assignment", new { personRef = "sun" }));
        Assert.Equal("sun", (await Do(Client, number, "assignment", new { personRef = "sun", reason = "休假" })).Text("assignee"));
        var first = await Client.Read($"cases/{number}/timeline?limit=2");
        Assert.Equal(["case_assigned", "case_assigned"], first.GetProperty("items").EnumerateArray().Select(line => line.Text("type")));
        Assert.Equal("wu", first.GetProperty("items")[1].Text("by"));
        var last = await Client.Read($"cases/{number}/timeline?before={first.Text("next")}");
        Assert.Equal("case_submitted", Assert.Single(last.GetProperty("items").EnumerateArray()).Text("type"));
        Assert.Equal((404, "case.unknown"), await Client.GetAsync("cases/2000-1/timeline").Problem());
    }

    /// <summary>An inspection, papers asked for, a proposal: whoever does these knows the file, so no colleague does them in between.</summary>
    [Fact]
    public async Task who_has_a_case_works_on_it_alone()
    {
        await Flow.Programmes(ladder, district);
        await Flow.ConfirmAll(ladder, district);
        var (firm, number) = await Filed();
        await Client.Command($"firms/{firm}/facts", Flow.GoodFacts()).Good();
        await Do(Worker("wu"), number, "assignment", new { });
        (string Act, object Body)[] own =
        [
            ("acceptance", new { }), ("acceptance", new { commitment = new { textId = "t", textVersion = "1", signedBy = "p", papers = new[] { "x" } } }),
            ("supplements", new { items = new[] { "审计报告" } }), ("site-visits", new { visitedOn = Flow.Today, people = new[] { "sun" }, findings = "属实" }),
            ("clock/pauses", new { reason = "siteInspection" }), ("clock/resumption", new { }), ("commitment/verification", new { outcome = "true", finding = "属实" }),
            ("review", new { panel = new[] { new { personRef = "e1", expertise = "technical" } } }), ("review/recusals", new { personRef = "e1", reason = "亲属" }),
            ("review/closing", new { }), ("proposal", new { decision = "notRecommend", batch = "第一批", note = "x" }),
        ];
        foreach (var (act, body) in own)
            Assert.Equal((act, 409, "case.held-by-another"), (act, (await Refused(Worker("sun"), number, act, body)).Item1, (await Refused(Worker("sun"), number, act, body)).Item2));
        Assert.Equal("\"2\"", await Client.ETag($"cases/{number}"));
        // What the firm brings is taken at the window by who is there; what a person says of itself, it says; a supervisor stands in.
        await Do(Client, number, "supplements", new { items = new[] { "审计报告" } });
        await Do(Worker("sun"), number, "supplements/receipts", new { items = new[] { "审计报告" } });
        await Worker("zhou").Command($"cases/{number}/conflicts", new { kind = "kinship" }).Good();
        Assert.Equal("accepted", (await Do(Worker("wu"), number, "acceptance", new { })).Text("state"));
        await Do(Worker("wu"), number, "proposal", new { decision = "notRecommend", batch = "第一批", note = "x", judgements = Flow.Judgements(await Client.Read($"firms/{firm}/evaluations/jd.hnte")) });
        await Do(Flow.Approver(ladder, district), number, "decision", new { });
        Assert.Equal("facts", (await Do(Worker("sun"), number, "appeal", new { ground = "facts" })).GetProperty("appeal").Text("ground"));
    }

    [Fact]
    public async Task cases_are_dealt_out_to_who_has_the_fewest()
    {
        await Flow.Programmes(ladder, district);
        string[] numbers = [(await Filed()).Number, (await Filed()).Number, (await Filed()).Number];
        await Do(Worker("wu"), numbers[0], "assignment", new { });
        await Kit.Eventually.True(async () => (await Client.Read("worklist?scope=unassigned")).GetProperty("items").GetArrayLength() == 2, TimeSpan.FromMinutes(1));
        var people = new { people = new[] { "wu", "sun" } };
        Assert.Equal((403, "auth.role-missing"), await Worker("wu").Command("cases/assignments", people).Problem());
        var asked = await Client.Read("cases/assignments?people=wu&people=sun");
        Assert.Equal([("wu", 1, 1), ("sun", 0, 1)], asked.GetProperty("people").EnumerateArray().Select(p => (p.Text("personRef"), p.Int("open"), p.Int("gets"))));
        Assert.Equal(
            [(numbers[1], "sun"), (numbers[2], "wu")], asked.GetProperty("cases").EnumerateArray().Select(c => (c.Text("number"), c.Text("personRef"))));
        // Who is not named is whoever has a case.
        Assert.Equal("wu", Assert.Single((await Client.Read("cases/assignments")).GetProperty("people").EnumerateArray()).Text("personRef"));
        var dealt = new[] { await Client.Command("cases/assignments", people).Good(), await Client.Command("cases/assignments", people).Good() };
        Assert.Equal([(numbers[1], "sun"), (numbers[2], "wu")], dealt.Select(d => (d.Text("number"), d.Text("assignee"))));
        Assert.Equal((409, "case.none-unassigned"), await Client.Command("cases/assignments", people).Problem());
    }

    [Fact]
    public async Task who_proposed_may_not_approve_and_the_attempt_is_recorded()
    {
        await Flow.Programmes(ladder, district);
        var (firm, number) = await Filed();
        await Client.Command($"firms/{firm}/facts", Flow.GoodFacts()).Good();
        await Do(Client, number, "acceptance", new { });
        var judgements = Flow.Judgements(await Client.Read($"firms/{firm}/evaluations/jd.hnte"));
        Assert.Equal((409, "case.not-proposed"), await Refused(Client, number, "decision", new { }));
        var proposed = await Do(Client, number, "proposal", new { decision = "recommend", batch = "第一批", judgements });
        Assert.Equal(("accepted", "li"), (proposed.Text("state"), proposed.GetProperty("proposal").Text("by")));
        await Kit.Eventually.True(
            async () => (await Flow.Approver(ladder, district).Read("worklist?scope=toApprove")).GetProperty("items").GetArrayLength() == 1, TimeSpan.FromMinutes(1));
        Assert.Empty((await Client.Read("worklist?scope=toApprove")).GetProperty("items").EnumerateArray());

        Assert.Equal("\"4\"", await Client.ETag($"cases/{number}"));
        Assert.Equal((403, "case.same-person"), await Refused(Client, number, "decision", new { }));
        Assert.Equal("\"5\"", await Client.ETag($"cases/{number}"));
        Assert.Equal((403, "case.same-person"), await Refused(Client, number, "decision", new { }));
        Assert.Equal("\"5\"", await Client.ETag($"cases/{number}"));
        Assert.Equal((403, "case.same-person"), await Refused(Client, number, "proposal/return", new { reason = "x" }));
        Assert.Equal("\"6\"", await Client.ETag($"cases/{number}"));
        Assert.Equal((403, "auth.role-missing"), await Refused(Worker("wu"), number, "decision", new { }));

        var decided = await Do(Flow.Approver(ladder, district), number, "decision", new { });
        Assert.Equal(("decided", "chen", "li"), (decided.Text("state"), decided.Text("decidedBy"), decided.Text("proposedBy")));
        Assert.Equal("equal", (await Client.Read($"cases/{number}/decisions/1/verify")).Text("verdict"));
    }

    [Fact]
    public async Task a_proposal_is_approved_on_todays_facts_only()
    {
        await Flow.Programmes(ladder, district);
        var (firm, number) = await Filed();
        var facts = await Client.Command($"firms/{firm}/facts", Flow.GoodFacts()).Good();
        await Do(Client, number, "acceptance", new { });
        object[] judgements = Flow.Judgements(await Client.Read($"firms/{firm}/evaluations/jd.hnte"));
        await Do(Client, number, "proposal", new { decision = "recommend", batch = "第一批", judgements });
        // The tech staff of the last year turns out to be 5 of 80.
        var wrong = facts.GetProperty("facts").EnumerateArray().Single(f => f.Text("metric") == "techStaff" && f.Int("fiscalYear") == Flow.Today.Year - 1).Text("id");
        await Client.Command(
            $"firms/{firm}/facts/{wrong}/corrections", new { newValue = 5, reason = "重复计算", correctedOn = Flow.Today }, ifMatch: await Client.ETag($"firms/{firm}")).Good();
        var (status, body) = await Flow.Approver(ladder, district).Command($"cases/{number}/decision", new { }, ifMatch: "\"4\"").ProblemBody();
        Assert.Equal((409, "case.proposal-outdated", "cn.hnte.c4"), (status, body.Text("code"), body.GetProperty("ids")[0].GetString()));

        Assert.Equal(JsonValueKind.Null, (await Do(Flow.Approver(ladder, district), number, "proposal/return", new { reason = "数据已更正" })).GetProperty("proposal").ValueKind);
        Assert.Equal((422, "case.criterion-unmet"), await Refused(Client, number, "proposal", new { decision = "recommend", batch = "第一批", judgements }));
        Assert.Equal("notRecommend", (await Flow.Decide(ladder, district, number, "notRecommend", judgements)).Text("decision"));
    }

    /// <summary>Subtlety 3: the district recommends, the authority refuses, and the stage stays.</summary>
    [Fact]
    public async Task the_authoritys_answer_is_linked_to_the_case()
    {
        await Flow.Programmes(ladder, district);
        var (firm, number) = await Filed();
        await Client.Command($"firms/{firm}/facts", Flow.GoodFacts()).Good();
        await Do(Client, number, "acceptance", new { });
        var refusal = new { outcome = "refused", credentialType = "cn.hnte", knownOn = Flow.Today, reason = "研发费用占比不足" };
        Assert.Equal((409, "case.no-result-awaited"), await Refused(Client, number, "result", refusal));
        await Flow.Decide(ladder, district, number, "recommend", Flow.Judgements(await Client.Read($"firms/{firm}/evaluations/jd.hnte")));
        Assert.Equal((422, "case.result-title"), await Refused(Client, number, "result", new { outcome = "granted", recognitionId = "r9", knownOn = Flow.Today }));
        Assert.Equal("refused", (await Do(Client, number, "result", refusal)).GetProperty("result").Text("outcome"));
        Assert.Equal("refused", (await Client.Read($"cases/{number}/decisions/1/proof")).GetProperty("answer").Text("outcome"));
        var line = (await Client.Read($"firms/{firm}/timeline?limit=1")).GetProperty("items")[0];
        Assert.Equal(("recognition_refused", "2026年第一批"), (line.Text("type"), line.GetProperty("data").Text("batch")));
        Assert.Equal("", (await Client.Read($"firms/{firm}")).Text("stage"));
    }
}
