using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>Side ladders (梯度培育, 研发机构, 载体): beside the main chain in cases, lists, counts, discovery and imports.</summary>
public sealed class SideLadderTests(LadderService ladder)
{
    private const string Giant = "cn.gradient.2022.littleGiant";
    private const string RungHeader = "creditCode,legalName,rungId,enteredOn,leftOn";
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    private static string Ago(int days) => Flow.Today.AddDays(-days).ToString("O");

    private static string Ahead(int days) => Flow.Today.AddDays(days).ToString("O");

    private async Task<JsonElement> Do(string path, string act, object body) =>
        await Client.Command($"{path}/{act}", body, ifMatch: await Client.ETag(path)).Good();

    private Task<HttpResponseMessage> File(string firmId, string stageId, string programme) =>
        Client.Command("cases", new { firmId, programmeId = programme, stageId, channel = "online" });

    private async Task<string[]> Rungs(string firm, string query = "") =>
        [.. (await Client.Read($"firms/{firm}{query}")).GetProperty("sideRungs").EnumerateArray().Select(r => r.GetProperty("rung").Text("stageId"))];

    private async Task<int> On(string rung, string query = "") => (await Client.Read($"stock{query}")).GetProperty("stages").EnumerateArray()
        .Where(s => s.Text("stageId") == rung).Sum(s => s.Int("firms"));

    // A case from its filing to the decision, each question that waits for a person answered with yes.
    private async Task<string> Decided(string firm, string stage, string programme)
    {
        var number = (await File(firm, stage, programme).Good()).Text("number");
        await Do($"cases/{number}", "acceptance", new { });
        var judgements = Flow.Judgements(await Client.Read($"firms/{firm}/evaluations/{stage}?programme={programme}"));
        await Flow.Decide(ladder, district, number, "recommend", judgements);
        return number;
    }

    /// <summary>Subtleties 1, 14 and 24: a 专精特新小巨人 is no 科技小巨人; its rung has two times, and two rules are alive at once.</summary>
    [Fact]
    public async Task a_graded_title_stands_beside_the_stage_at_two_times_and_under_two_rules()
    {
        await Flow.Programmes(ladder, district);
        var (holder, code) = await Flow.Registered(Client, knownSince: "2024-01-02; source=paper");
        var (other, _) = await Flow.Registered(Client);
        await Flow.Import(Client, [Flow.Row(code, "2024-12-04", Ahead(600), "GR1")]);
        await Flow.Import(Client, [Flow.Row(code, "2024-07-01", Ahead(500), "XJR1", Giant)], knownSince: "2024-09-01; source=paper");

        var page = await Client.Read($"firms/{holder}");
        Assert.Equal(("jd.hnte", "jd.hnte"), (page.Text("stage"), Assert.Single(page.GetProperty("stagesHeld").EnumerateArray()).Text("stageId")));
        Assert.Equal("cn.gradient", Assert.Single(page.GetProperty("sideRungs").EnumerateArray()).Text("ladderId"));
        Assert.Equal(["cn.gradient.third"], await Rungs(holder));
        Assert.Empty(await Rungs(holder, "?asOf=2024-06-30"));
        Assert.Empty(await Rungs(holder, "?asOf=2024-08-01&knownOn=2024-08-31"));
        Assert.Equal(["cn.gradient.third"], await Rungs(holder, "?asOf=2024-08-01&knownOn=2024-09-01"));
        await Kit.Eventually.True(async () => await On("cn.gradient.third") == 1, TimeSpan.FromMinutes(2));
        Assert.Equal((0, 1), (await On("cn.gradient.third", "?asOf=2024-08-01&knownOn=2024-08-31"), await On("cn.gradient.third", "?asOf=2024-08-01&knownOn=2024-09-01")));
        var listed = Assert.Single((await Client.Read("firms?stage=cn.gradient.third")).GetProperty("items").EnumerateArray());
        Assert.Equal((holder, "jd.hnte", "cn.gradient.third"), (listed.Text("id"), listed.Text("stage"), listed.GetProperty("sideRungs")[0].GetString()));

        string[] Asked(JsonElement evaluation) => [.. evaluation.GetProperty("criteria").EnumerateArray().Select(c => c.Text("id"))];
        Assert.Equal(["cn.g22.g1"], Asked(await Client.Read($"firms/{holder}/evaluations/cn.gradient.third?asOf=2026-11-01")));
        Assert.Equal("cn.g26.g1", Asked(await Client.Read($"firms/{other}/evaluations/cn.gradient.third?asOf=2026-11-01"))[0]);
    }

    /// <summary>Subtleties 14 and 24: of two cases of one day a re-check (动态复核) is judged by the rule of 2022 while that is open for it, a first recognition by the rule of 2026; the decision says by which.</summary>
    [Fact]
    public async Task a_recheck_and_a_new_case_of_one_day_are_judged_each_by_its_own_rule()
    {
        await Flow.Programmes(ladder, district);
        await Flow.ConfirmAll(ladder, district);
        var (holder, code) = await Flow.Registered(Client);
        var (other, _) = await Flow.Registered(Client);
        await Flow.Import(Client, [Flow.Row(code, "2024-07-01", Ahead(500), "XJR1", Giant)]);

        // What 工信部企业〔2022〕63号 says is known at second hand: it judges the re-check, and decides it once it is confirmed.
        var ruleOfRecheck = Flow.Today <= new DateOnly(2026, 12, 31) ? "cn.g22." : "cn.g26.";
        var (number, refused, asked) = await Asked(holder);
        Assert.Equal(ruleOfRecheck == "cn.g22." ? "criterion.not-confirmed" : "case.criterion-open", refused);
        Assert.All(asked, id => Assert.StartsWith(ruleOfRecheck, id, StringComparison.Ordinal));
        (_, refused, var ids) = await Asked(other);
        Assert.Equal("case.criterion-open", refused);
        Assert.Contains("cn.g26.g4", ids);
        Assert.DoesNotContain(ids, id => id.StartsWith("cn.g22.", StringComparison.Ordinal));
        if (ruleOfRecheck == "cn.g22.")
            await DecidedByTheRuleOf2022(holder, number, asked);

        async Task<(string Number, string Code, string[] Ids)> Asked(string firm)
        {
            var number = (await File(firm, "cn.gradient.third", "jiading-six-stage").Good()).Text("number");
            await Do($"cases/{number}", "acceptance", new { });
            var (_, problem) = await Flow.Act(Client, number, "proposal", new { decision = "recommend", batch = "2026年第一批" }).ProblemBody();
            return (number, problem.Text("code"), [.. problem.GetProperty("ids").EnumerateArray().Select(id => id.GetString()!)]);
        }
    }

    private async Task DecidedByTheRuleOf2022(string holder, string number, string[] toConfirm)
    {
        var nation = ladder.Client("000000", Roles.Policy);
        const string Programme = "programmes/cn-national-credentials";
        var confirmed = new { confirmations = toConfirm.Select(id => new { id }), documentRef = "沪经信企〔2026〕1号", confirmedOn = Flow.Today };
        await nation.Command($"{Programme}/confirmations", confirmed, ifMatch: await nation.ETag(Programme)).Good();
        var last = Flow.Today.Year - 1;
        await Client.Command($"firms/{holder}/facts", new
        {
            facts = new[]
            {
                Figures.Of(last, "nicheYears", "niche.years", 5, "year"), Figures.Of(last, "revenue", "revenue.accounts", 55_000_000, "CNY"), Figures.Of(last, "mainRevenue", "mainRevenue", 50_000_000, "CNY"),
                Figures.Of(last - 1, "mainRevenue", "mainRevenue", 45_000_000, "CNY"), Figures.Of(last - 2, "mainRevenue", "mainRevenue", 40_000_000, "CNY"),
            },
        }).Good();
        var decided = await Flow.Decide(ladder, district, number, "recommend");
        Assert.Equal(("decided", "recommend", "li", "chen"), (decided.Text("state"), decided.Text("decision"), decided.Text("proposedBy"), decided.Text("decidedBy")));

        var proof = await Client.Read($"cases/{number}/decisions/1/proof");
        var criterion = Assert.Single(proof.GetProperty("criteria").EnumerateArray());
        Assert.Equal(("cn.g22.g1", "met", "工信部企业〔2022〕63号"), (criterion.Text("id"), criterion.Text("result"), criterion.GetProperty("source").Text("docNo")));
        var published = (await nation.Read(Programme)).GetProperty("versions").EnumerateArray().Select(v => (v.Text("version"), v.Text("hash")));
        var rules = proof.GetProperty("rules").EnumerateArray().Single(r => r.Text("programmeId") == "cn-national-credentials");
        Assert.Contains((rules.Text("version"), rules.Text("hash")), published);
        Assert.Contains("cn.g22.g1", proof.GetProperty("confirmations").EnumerateArray().Select(c => c.Text("criterionId")));
        Assert.Equal("equal", (await Client.Read($"cases/{number}/decisions/1/verify")).Text("verdict"));
    }

    [Fact]
    public async Task a_case_for_a_rung_is_recommended_here_and_recognised_above()
    {
        await Flow.Programmes(ladder, district);
        await Flow.ConfirmAll(ladder, district);
        var (firm, code) = await Flow.Registered(Client);
        await Kit.Eventually.True(async () =>
        {
            var near = await Client.Read("discovery/near?stageId=cn.gradient.first&missing=1");
            return near.GetProperty("computing").GetInt64() == 0 && near.GetProperty("items").GetArrayLength() == 1;
        }, TimeSpan.FromMinutes(2));
        var number = await Decided(firm, "cn.gradient.first", "jiading-six-stage");
        Assert.Empty(await Rungs(firm));
        Assert.Equal("cn.gradient.first", (await Client.Read($"firms/{firm}")).GetProperty("recommendations")[0].Text("stageId"));
        await Flow.Import(Client, [Flow.Row(code, Ago(1), Ahead(1000), "KC1", "cn.gradient.2026.techInnovative")]);
        var title = (await Client.Read($"firms/{firm}")).GetProperty("recognitions")[0].Text("id");
        Assert.Equal("granted", (await Do($"cases/{number}", "result", new { outcome = "granted", recognitionId = title, knownOn = Flow.Today })).GetProperty("result").Text("outcome"));
        Assert.Equal(["cn.gradient.first"], await Rungs(firm));
        await Do($"firms/{firm}", $"recognitions/{title}/revocations", new { decidedOn = Flow.Today, effectiveFrom = Flow.Today, cause = "falseStatement", noticeRef = "文1号" });
        Assert.Empty(await Rungs(firm));
        Assert.Equal("equal", (await Client.Read($"cases/{number}/decisions/1/verify")).Text("verdict"));
    }

    [Fact]
    public async Task a_rung_of_the_district_is_entered_by_its_decision_and_left_by_a_person()
    {
        await Flow.Programmes(ladder, district);
        await Flow.Tongxiang(ladder, district);
        var (firm, _) = await Flow.Registered(Client);
        await Client.Command($"firms/{firm}/properties", new { ipNo = "ZL1", ipKind = "inventionPatent", grantedOn = "2023-05-01", acquiredBy = "selfDeveloped", source = "证书" }).Good();
        var number = await Decided(firm, "tx.rdUnit.county", "tongxiang-nursery");
        var page = await Client.Read($"firms/{firm}");
        var rung = Assert.Single(page.GetProperty("sideRungs").EnumerateArray()).GetProperty("rung");
        Assert.Equal(("", "tx.rdUnit.county", "districtDecision", number), (page.Text("stage"), rung.Text("stageId"), rung.Text("basis"), rung.Text("basisRef")));
        await Do($"firms/{firm}", "stages/tx.rdUnit.county/leaving", new { trigger = "withdrawn", causeRef = "企业申请", decidedOn = Flow.Today });
        Assert.Empty(await Rungs(firm));
        Assert.Equal("stage_left", (await Client.Read($"firms/{firm}/timeline?limit=1")).GetProperty("items")[0].Text("type"));
    }

    [Fact]
    public async Task a_carrier_climbs_its_own_ladder_and_no_other()
    {
        await Flow.Programmes(ladder, district);
        await Flow.Tongxiang(ladder, district);
        var code = Codes.New();
        var carrier = (await Client.Command("firms", new
        {
            creditCode = code, legalName = "桐乡科创园孵化器", establishedOn = "2015-03-02", registeredDivision = "330483", industryCode = "M7520",
            enterpriseType = "有限责任公司", source = "市场监管局", kind = "carrier",
        }).Good()).Text("id");
        var (firm, firmCode) = await Flow.Registered(Client);
        Assert.Equal((422, "case.other-holder"), await File(carrier, "tx.rdUnit.county", "tongxiang-nursery").Problem());
        Assert.Equal((422, "case.other-holder"), await File(carrier, "jd.pool", "jiading-six-stage").Problem());
        Assert.Equal((422, "case.other-holder"), await File(firm, "tx.incubator.county", "tongxiang-nursery").Problem());
        await Decided(carrier, "tx.incubator.county", "tongxiang-nursery");

        var faulty = await Flow.Read(Client, "side-rungs", $"{RungHeader}\n{firmCode},,tx.incubator.accelerator,{Ago(30)},");
        Assert.Equal("side-rung.other-holder", faulty.GetProperty("faults")[0].Text("code"));
        var csv = $"{RungHeader}\n{code},,tx.incubator.accelerator,{Ago(30)},";
        var import = (await Flow.Import(Client, "side-rungs", csv)).Text("id");
        Assert.Equal(["tx.incubator.county", "tx.incubator.accelerator"], await Rungs(carrier));
        Assert.Equal(1, (await Flow.Read(Client, "side-rungs", csv)).Int("unchanged"));
        await Kit.Eventually.True(async () => await On("tx.incubator.accelerator") == 1 && await On("tx.incubator.county") == 1, TimeSpan.FromMinutes(2));
        // A target over several rungs of the ladder: who stands on two of them counts once, and is new in the year of the first.
        foreach (var basis in new[] { "stock", "newInYear" })
            await ladder.Client(district, Roles.Policy).Command("targets", new
            {
                indicator = "孵化载体", year = Flow.Today.Year, @operator = "atLeast", value = 1, unit = "家", basis,
                of = new[] { "tx.incubator.county", "tx.incubator.accelerator" }, documentRef = "工作要点", publishedOn = Flow.Today,
            }).Good();
        var targets = (await Client.Read($"targets?year={Flow.Today.Year}")).EnumerateArray().ToList();
        Assert.Equal([1, Flow.Today.AddDays(-30).Year == Flow.Today.Year ? 1 : 0], targets.Select(t => t.Int("actual")));
        var listed = Assert.Single((await Client.Read("firms?kind=carrier")).GetProperty("items").EnumerateArray());
        Assert.Equal((carrier, "carrier", ""), (listed.Text("id"), listed.Text("kind"), listed.Text("stage")));
        Assert.Equal((400, "query.word"), await Client.GetAsync("firms?kind=x").Problem());

        await Client.Command($"imports/{import}/undo", new { reason = "错发" }).Good();
        await Kit.Eventually.True(async () => (await Client.Read($"imports/{import}")).Text("state") == "undone", TimeSpan.FromMinutes(2));
        Assert.Equal(["tx.incubator.county"], await Rungs(carrier));
    }
}
