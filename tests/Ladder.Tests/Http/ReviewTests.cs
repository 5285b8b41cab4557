using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>A panel scores a firm; who has a conflict of interest may not touch its case.</summary>
public sealed class ReviewTests(LadderService ladder)
{
    private static readonly string[] Experts = ["e1", "e2"];
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    private HttpClient Worker(string name) => ladder.As(name, [district], [Roles.CaseWorker]);

    private HttpClient Expert(string name) => ladder.As(name, [district], [Roles.Reviewer]);

    private async Task<JsonElement> Do(HttpClient by, string number, string act, object body) =>
        await by.Command($"cases/{number}/{act}", body, ifMatch: await Client.ETag($"cases/{number}")).Good();

    private async Task<(int, string)> Refused(HttpClient by, string number, string act, object body) =>
        await by.Command($"cases/{number}/{act}", body, ifMatch: await Client.ETag($"cases/{number}")).Problem();

    private async Task<(string Firm, string Code, string Number)> Accepted()
    {
        await Flow.Programmes(ladder, district);
        var (id, code) = await Flow.Registered(Client);
        await Client.Command($"firms/{id}/facts", Flow.GoodFacts()).Good();
        var number = (await Client.Command("cases", new { firmId = id, programmeId = "jiading-six-stage", stageId = "jd.hnte", channel = "online" }).Good()).Text("number");
        await Do(Client, number, "acceptance", new { });
        return (id, code, number);
    }

    private static object Panel(params string[] people) =>
        new { panel = people.Select(personRef => new { personRef, expertise = "technical" }), criterionId = "cn.hnte.c7" };

    private static object Sheet(decimal points, string? correction = null) => new
    {
        scores = new[] { ("ip", 30m), ("transformation", 30m), ("management", 20m), ("growth", 20m) }.Select(i => new { itemId = i.Item1, points = i.Item2 * points / 100 }),
        correction,
    };

    [Fact]
    public async Task a_closed_review_gives_the_criterion_its_value()
    {
        var (firm, _, number) = await Accepted();
        Assert.Equal((422, "review.criterion-not-scored"), await Refused(Client, number, "review", new { panel = new[] { new { personRef = "e1", expertise = "technical" } }, criterionId = "cn.hnte.c5" }));
        var opened = await Do(Client, number, "review", Panel(Experts));
        Assert.Equal((4, JsonValueKind.Null), (opened.GetProperty("items").GetArrayLength(), opened.GetProperty("value").ValueKind));
        Assert.Equal("expertReview", (await Client.Read($"cases/{number}")).Text("clockStoppedFor"));
        Assert.Equal((403, "review.not-on-panel"), await Expert("e9").Command($"cases/{number}/review/scores", Sheet(70)).Problem());
        Assert.Equal((404, "case.unknown"), await Expert("e9").GetAsync($"cases/{number}/review").Problem());
        Assert.Equal((403, "auth.role-missing"), await Expert("e1").GetAsync($"cases/{number}").Problem());

        await Task.WhenAll(Expert("e1").Command($"cases/{number}/review/scores", Sheet(80)).Good(), Expert("e2").Command($"cases/{number}/review/scores", Sheet(62)).Good());
        Assert.Equal((409, "review.scored-already"), await Expert("e2").Command($"cases/{number}/review/scores", Sheet(61)).Problem());
        await Expert("e2").Command($"cases/{number}/review/scores", Sheet(61, "笔误")).Good();
        var own = (await Expert("e1").Read($"cases/{number}/review")).GetProperty("panel").EnumerateArray().ToDictionary(r => r.Text("personRef"));
        Assert.Equal((80m, JsonValueKind.Null, true), (own["e1"].GetProperty("total").GetDecimal(), own["e2"].GetProperty("total").ValueKind, own["e2"].GetProperty("scored").GetBoolean()));
        Assert.Equal((409, "review.open"), await Refused(Client, number, "proposal", new { decision = "recommend", batch = "b" }));
        Assert.Equal(70.5m, (await Do(Client, number, "review/closing", new { })).GetProperty("value").GetDecimal());

        object[] all = Flow.Judgements(await Client.Read($"firms/{firm}/evaluations/jd.hnte"));
        Assert.Equal((422, "case.judgement-by-review"), await Refused(Client, number, "proposal", new { decision = "recommend", batch = "b", judgements = all }));
        object[] others = [.. all.Where(j => !JsonSerializer.Serialize(j).Contains("cn.hnte.c7", StringComparison.Ordinal))];
        var decided = await Flow.Decide(ladder, district, number, "recommend", others);
        var value = decided.GetProperty("evaluation").GetProperty("judgements").EnumerateArray().Single(j => j.Text("criterionId") == "cn.hnte.c7").GetProperty("value");
        Assert.Equal(70.5m, value.GetDecimal());
        var sheets = (await Client.Read($"cases/{number}/decisions/1/proof")).GetProperty("scores").EnumerateArray();
        Assert.Equal([("e1", 80m), ("e2", 61m)], sheets.Select(s => (s.Text("reviewerRef"), s.GetProperty("total").GetDecimal())).Order());
    }

    /// <summary>The boundary of the criterion: above 70, and 70 itself fails.</summary>
    [Fact]
    public async Task a_score_that_is_too_low_allows_a_negative_decision_only()
    {
        var (firm, _, number) = await Accepted();
        await Do(Client, number, "review", Panel(Experts));
        foreach (var expert in Experts)
            await Expert(expert).Command($"cases/{number}/review/scores", Sheet(70)).Good();
        await Do(Client, number, "review/closing", new { });
        object[] others = [.. Flow.Judgements(await Client.Read($"firms/{firm}/evaluations/jd.hnte")).Where(j => !$"{j}".Contains("cn.hnte.c7", StringComparison.Ordinal))];
        Assert.Equal((422, "case.criterion-unmet"), await Refused(Client, number, "proposal", new { decision = "recommend", batch = "b", judgements = others }));
        Assert.Equal("notRecommend", (await Flow.Decide(ladder, district, number, "notRecommend", others)).Text("decision"));
    }

    [Fact]
    public async Task who_declares_a_conflict_may_do_nothing_more_on_any_case_of_the_firm()
    {
        var (firm, _, number) = await Accepted();
        await Do(Client, number, "review", Panel("e1", "e2", "e3"));
        await Expert("e3").Command($"cases/{number}/conflicts", new { kind = "mentorOfFirm" }).Good();
        Assert.Equal((403, "case.recused"), await Expert("e3").Command($"cases/{number}/review/scores", Sheet(90)).Problem());
        Assert.Equal(2, (await Client.Read($"cases/{number}/review")).GetProperty("panel").GetArrayLength());

        await Worker("wu").Command($"cases/{number}/conflicts", new { kind = "kinship" }).Good();
        Assert.Equal((403, "case.conflict"), await Refused(Worker("wu"), number, "assignment", new { }));
        Assert.Equal((422, "case.person-conflict"), await Refused(Client, number, "assignment", new { personRef = "wu" }));
        var other = (await Client.Command("cases", new { firmId = firm, programmeId = "jiading-six-stage", stageId = "jd.pool", channel = "online" }).Good()).Text("number");
        Assert.Equal((403, "case.conflict"), await Refused(Worker("wu"), other, "acceptance", new { }));
        // By the data, on a case where it was not declared: the conflict and the refusal are both recorded.
        Assert.Equal("\"3\"", await Client.ETag($"cases/{other}"));
        Assert.Equal("kinship", (await Client.Read($"cases/{other}")).GetProperty("conflicts")[0].Text("kind"));
    }

    [Fact]
    public async Task a_conflict_is_found_in_what_is_recorded_of_person_and_firm()
    {
        var (firm, code, number) = await Accepted();
        Assert.Equal((403, "tie.of-others"), await Worker("wu").Command("people/e1/ties", new { creditCode = code, kind = "equity", from = "2024-01-01" }).Problem());
        await Expert("e1").Command("people/e1/ties", new { creditCode = code, kind = "equity", from = "2024-01-01" }).Good();
        Assert.Equal("equity", Assert.Single((await Client.Read("people/e1/ties")).EnumerateArray()).Text("kind"));
        Assert.Equal((422, "case.person-conflict"), await Refused(Client, number, "review", Panel(Experts)));
        await NamesAreRefused(firm, code, number);
        await Client.Command($"firms/{firm}/controls", new { validFrom = "2024-01-01", source = "公示系统", actualControllerRef = "sun" }).Good();
        Assert.Equal((403, "case.conflict"), await Refused(Worker("sun"), number, "proposal", new { decision = "notRecommend", batch = "b", note = "n" }));
        Assert.Equal((422, "case.person-conflict"), await Refused(Client, number, "site-visits", new { visitedOn = Flow.Today, people = new[] { "li", "sun" }, findings = "属实" }));
        Assert.Equal(1, (await Do(Client, number, "site-visits", new { visitedOn = Flow.Today, people = new[] { "li" }, findings = "属实" })).GetProperty("visits").GetArrayLength());
    }

    // A name that is typed where a reference belongs would stay in events for ever.
    private async Task NamesAreRefused(string firm, string code, string number)
    {
        foreach (var (person, refusal) in new[] { ("孙悦", (422, "person.not-a-reference")), ("Sun Yue", (422, "person.not-a-reference")), ($"{Guid.NewGuid():N}", (404, "person.unknown")) })
        {
            Assert.Equal(refusal, await Refused(Client, number, "site-visits", new { visitedOn = Flow.Today, people = new[] { "li", person }, findings = "属实" }));
            Assert.Equal(refusal, await Refused(Client, number, "review", Panel("e2", "e3", "e4", "e5", person)));
            Assert.Equal(refusal, await Refused(Client, number, "assignment", new { personRef = person }));
            Assert.Equal(refusal, await Client.Command($"cases/{number}/conflicts", new { kind = "kinship", personRef = person }).Problem());
            Assert.Equal(refusal, await Client.Command($"firms/{firm}/controls", new { validFrom = "2024-01-01", source = "公示系统", actualControllerRef = person }).Problem());
            Assert.Equal(refusal, await Client.Command($"people/{Uri.EscapeDataString(person)}/ties", new { creditCode = code, kind = "equity", from = "2024-01-01" }).Problem());
        }
    }
}
