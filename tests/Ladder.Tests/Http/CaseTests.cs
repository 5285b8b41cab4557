using System.Net;
using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

public sealed class CaseTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    private async Task<string> Filed(string firmId, string stageId) =>
        (await Client.Command("cases", new { firmId, programmeId = "jiading-six-stage", stageId, channel = "online" }).Good()).Text("number");

    private async Task<string> Accepted(string firmId, string stageId)
    {
        var number = await Filed(firmId, stageId);
        await Client.Command($"cases/{number}/acceptance", new { missingTolerated = Array.Empty<string>() }, ifMatch: "\"1\"").Good();
        return number;
    }

    private Task<HttpResponseMessage> Propose(string number, string decision, object[]? judgements = null, string? note = null) => Client.Command(
        $"cases/{number}/proposal", new { decision, batch = "2026年第一批", note, judgements = judgements ?? [] }, ifMatch: "\"2\"");

    [Fact]
    public async Task a_candidate_is_evaluated_and_told_what_is_missing()
    {
        await Flow.Programmes(ladder, district);
        var (id, _) = await Flow.Registered(Client);
        var empty = await Client.Read($"firms/{id}/evaluations/jd.hnte");
        Assert.Equal("unknown", empty.Text("result"));
        Assert.Contains(empty.GetProperty("roadmap").EnumerateArray(), r => r.Text("criterionId") == "cn.hnte.c5" && r.Text("reach") == "supply");

        await Client.Command($"firms/{id}/facts", Flow.GoodFacts()).Good();
        var known = await Client.Read($"firms/{id}/evaluations/jd.hnte?programme=jiading-six-stage");
        Assert.Equal("needsPerson", known.Text("result"));
        var share = known.GetProperty("criteria").EnumerateArray().Single(c => c.Text("id") == "cn.hnte.c5");
        Assert.Equal(("met", 0.0625m), (share.Text("result"), share.GetProperty("value").GetDecimal()));
        Assert.Equal((404, "programme.stage-unknown"), await Client.GetAsync($"firms/{id}/evaluations/jd.nothing").Problem());
        Assert.Equal((404, "programme.unknown"), await Client.GetAsync($"firms/{id}/evaluations/jd.hnte?programme=none").Problem());
    }

    [Fact]
    public async Task a_case_is_carried_to_a_recommendation_and_the_stage_does_not_change()
    {
        await Flow.Programmes(ladder, district);
        var (id, code) = await Flow.Registered(Client);
        await Client.Command($"firms/{id}/facts", Flow.GoodFacts()).Good();
        var number = await Accepted(id, "jd.hnte");
        var accepted = await Client.Read($"cases/{number}");
        Assert.Equal(("accepted", "2026.11-draft1"), (accepted.Text("state"), accepted.Text("programmeVersion")));
        Assert.True(DateOnly.Parse(accepted.Text("dueOn")) >= Flow.Today.AddDays(25));

        Assert.Equal((422, "case.criterion-open"), await Propose(number, "recommend").Problem());
        var judgements = Flow.Judgements(await Client.Read($"firms/{id}/evaluations/jd.hnte"));
        Assert.Equal("decided", (await Flow.Decide(ladder, district, number, "recommend", judgements)).Text("state"));

        var firm = await Client.Read($"firms/{id}");
        Assert.Equal("", firm.Text("stage"));
        Assert.Equal(("jd.hnte", "recommend"), (firm.GetProperty("recommendations")[0].Text("stageId"), firm.GetProperty("recommendations")[0].Text("decision")));
        var line = (await Client.Read($"firms/{id}/timeline?limit=1")).GetProperty("items")[0];
        Assert.Equal(("district_recommended", number), (line.Text("type"), line.GetProperty("data").Text("caseId")));
        await TellsOfBoth(id, number);
        Assert.Equal((409, "case.not-accepted"), await Client.Command(
            $"cases/{number}/proposal", new { decision = "recommend", batch = "b", judgements }, ifMatch: "\"6\"").Problem());
    }

    // The history is of the firm and of its case, by the log's order, page by page and by kind.
    private async Task TellsOfBoth(string id, string number)
    {
        var all = await Client.Read($"firms/{id}/history?limit=500");
        var lines = all.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([$"case:{number}", $"firm:{id}"], lines.Select(line => line.Text("stream")).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(("enterprise_registered", "Firm registered"), (lines[^1].Text("type"), lines[^1].Text("titleEn")));
        var positions = lines.Select(line => line.GetProperty("position").GetInt64()).ToList();
        Assert.Equal(positions.OrderDescending(), positions);
        Assert.Equal(lines.Select(line => line.Text("type")).Distinct().Order(StringComparer.Ordinal), all.GetProperty("kinds").EnumerateArray().Select(kind => kind.Text("type")).Order(StringComparer.Ordinal));
        var first = await Client.Read($"firms/{id}/history?limit=2");
        var rest = await Client.Read($"firms/{id}/history?limit=500&before={first.Text("next")}");
        Assert.Equal(positions, first.GetProperty("items").EnumerateArray().Concat(rest.GetProperty("items").EnumerateArray()).Select(line => line.GetProperty("position").GetInt64()));
        var submitted = Assert.Single((await Client.Read($"firms/{id}/history?kind=case_submitted")).GetProperty("items").EnumerateArray());
        Assert.Equal(($"case:{number}", 32), (submitted.Text("stream"), submitted.Text("traceId").Length));
        Assert.Empty((await Client.Read($"firms/{id}/history?kind=nothing")).GetProperty("items").EnumerateArray());
        Assert.Equal((404, "firm.unknown"), await Client.GetAsync("firms/nobody/history").Problem());
    }

    [Fact]
    public async Task a_figure_that_is_not_confirmed_decides_no_real_case()
    {
        await Flow.Programmes(ladder, district);
        var (id, _) = await Flow.Registered(Client);
        await Client.Command($"firms/{id}/facts", Flow.GoodFacts()).Good();
        await Client.Command($"firms/{id}/facts", new { facts = new[] { Figures.Of(Flow.Today.Year - 1, "ipClassOne", "ip.classOne", 2, "count") } }).Good();
        var number = await Accepted(id, "jd.pool");
        // The pool counts which of the eight conditions are missing, so persons answer those too.
        object[] judgements = [.. Flow.Judgements(await Client.Read($"firms/{id}/evaluations/jd.pool")), .. Flow.Judgements(await Client.Read($"firms/{id}/evaluations/jd.hnte"))];
        var (status, body) = await Propose(number, "recommend", judgements).ProblemBody();
        Assert.Equal((422, "criterion.not-confirmed"), (status, body.Text("code")));
        Assert.Contains("jd.pool.1", body.GetProperty("ids").EnumerateArray().Select(i => i.GetString()));

        await Flow.ConfirmAll(ladder, district);
        await Flow.Decide(ladder, district, number, "recommend", judgements);
        var firm = await Client.Read($"firms/{id}");
        Assert.Equal(("jd.pool", "districtDecision", number), (firm.Text("stage"), firm.GetProperty("stagesHeld")[0].Text("basis"), firm.GetProperty("stagesHeld")[0].Text("basisRef")));
        var admitted = (await Client.Read($"firms/{id}/timeline?limit=2")).GetProperty("items").EnumerateArray().Single(l => l.Text("type") == "pool_admitted");
        Assert.Equal(Flow.Today.AddYears(3).AddDays(-1).ToString("O"), admitted.GetProperty("data").Text("termEndsOn"));
    }

    [Fact]
    public async Task an_unmet_condition_allows_a_negative_decision_only()
    {
        await Flow.Programmes(ladder, district);
        var (id, _) = await Flow.Registered(Client);
        await Client.Command($"firms/{id}/facts", new { facts = new[] { Figures.Of(Flow.Today.Year - 1, "staff", "staff.hnte195", 100, "person"), Figures.Of(Flow.Today.Year - 1, "techStaff", "techStaff.hnte195", 5, "person") } }).Good();
        var number = await Accepted(id, "jd.hnte");
        var (status, body) = await Propose(number, "recommend").ProblemBody();
        Assert.Equal((422, "case.criterion-unmet"), (status, body.Text("code")));
        Assert.Equal("cn.hnte.c4", Assert.Single(body.GetProperty("ids").EnumerateArray()).GetString());
        Assert.Equal("notRecommend", (await Flow.Decide(ladder, district, number, "notRecommend")).Text("decision"));
    }

    [Fact]
    public async Task a_person_answers_only_what_data_cannot()
    {
        await Flow.Programmes(ladder, district);
        var (id, _) = await Flow.Registered(Client);
        await Client.Command($"firms/{id}/facts", Flow.GoodFacts()).Good();
        var number = await Accepted(id, "jd.hnte");
        object[] overruled = [new { criterionId = "cn.hnte.c5", met = true, reason = "看起来够" }];
        Assert.Equal((422, "case.judgement-not-asked"), await Propose(number, "recommend", overruled).Problem());
        object[] all = Flow.Judgements(await Client.Read($"firms/{id}/evaluations/jd.hnte"));
        Assert.Equal((422, "case.note-missing"), await Propose(number, "recommendWithNote", all).Problem());
        Assert.Equal((422, "case.note-missing"), await Propose(number, "notRecommend", all).Problem());
        Assert.Equal("\"2\"", await Client.ETag($"cases/{number}"));
    }

    [Fact]
    public async Task numbers_have_no_gap_and_a_case_is_open_once()
    {
        await Flow.Programmes(ladder, district);
        var firms = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Flow.Registered(Client)));
        var numbers = await Task.WhenAll(firms.Select(f => Filed(f.Id, "jd.hnte")));
        Assert.Equal(Enumerable.Range(1, 6).Select(n => $"{Flow.Today.Year}-{n:000000}"), numbers.Order());
        Assert.Equal((409, "case.already-open"), await Client.Command(
            "cases", new { firmId = firms[0].Id, programmeId = "jiading-six-stage", stageId = "jd.hnte", channel = "online" }).Problem());
        var page = await Client.Read($"cases?state=submitted&firmId={firms[2].Id}");
        Assert.Equal(numbers[2], Assert.Single(page.GetProperty("items").EnumerateArray()).Text("number"));
        Assert.Equal((400, "case.state-unknown"), await Client.GetAsync("cases?state=lost").Problem());
        Assert.Empty((await Client.Read("cases?state=decided")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task what_does_not_exist_is_refused()
    {
        await Flow.Programmes(ladder, district);
        var (id, _) = await Flow.Registered(Client);
        object Case(string firmId, string programmeId, string stageId) => new { firmId, programmeId, stageId, channel = "online" };
        Assert.Equal((404, "firm.unknown"), await Client.Command("cases", Case("nobody", "jiading-six-stage", "jd.hnte")).Problem());
        Assert.Equal((404, "programme.unknown"), await Client.Command("cases", Case(id, "none", "jd.hnte")).Problem());
        Assert.Equal((404, "programme.stage-unknown"), await Client.Command("cases", Case(id, "jiading-six-stage", "jd.x")).Problem());
        Assert.Equal((400, "request.malformed"), await Client.Command("cases", new { firmId = id, programmeId = "jiading-six-stage", stageId = "jd.hnte", channel = "pigeon" }).Problem());
        Assert.Equal((404, "case.unknown"), await Client.GetAsync("cases/2026-999999").Problem());
        Assert.Equal((404, "case.unknown"), await Client.Command("cases/2026-999999/acceptance", new { missingTolerated = Array.Empty<string>() }, ifMatch: "\"1\"").Problem());
    }

    [Fact]
    public async Task a_required_paper_may_not_be_missing()
    {
        await Flow.Programmes(ladder, district);
        await Flow.ConfirmAll(ladder, district);
        var (id, _) = await Flow.Registered(Client);
        var number = await Filed(id, "jd.startup");
        Task<HttpResponseMessage> Accept(string paper) => Client.Command($"cases/{number}/acceptance", new { missingTolerated = new[] { paper } }, ifMatch: "\"1\"");
        Assert.Equal((422, "case.paper-required"), await Accept("营业执照").Problem());
        Assert.Equal((422, "case.paper-unknown"), await Accept("护照").Problem());
        Assert.Equal("知识产权或技术说明", (await Accept("知识产权或技术说明").Good()).GetProperty("missingTolerated")[0].GetString());
        Assert.Equal((409, "case.not-submitted"), await Client.Command($"cases/{number}/acceptance", new { missingTolerated = Array.Empty<string>() }, ifMatch: "\"3\"").Problem());
    }
}
