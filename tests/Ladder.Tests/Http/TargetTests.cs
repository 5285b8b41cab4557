using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

public sealed class TargetTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    private static object Target(decimal value, string paper, string published, string op = "atLeast", string basis = "stock", params string[] of) => new
    {
        indicator = "高新技术企业", year = 2019, @operator = op, value, unit = "家", basis, of = of.Length == 0 ? ["jd.hnte"] : of, documentRef = paper, publishedOn = published,
    };

    /// <summary>Subtlety 5: Jiading's 950 and 1100 for one year, from two papers, are both true; the later one governs from its day.</summary>
    [Fact]
    [Trait("subtlety", "5")]
    public async Task a_later_target_does_not_erase_an_earlier_one()
    {
        await Flow.Programmes(ladder, district);
        var policy = ladder.Client(district, Roles.Policy);
        Assert.True((await policy.Command("targets", Target(950, "嘉府发〔2018〕15号", "2018-05-28")).Good()).GetProperty("added").GetBoolean());
        await policy.Command("targets", Target(1100, "嘉科〔2019〕12号", "2019-02-18", "moreThan")).Good();
        Assert.False((await policy.Command("targets", Target(950, "嘉府发〔2018〕15号", "2018-05-28")).Good()).GetProperty("added").GetBoolean());

        async Task<(string[] Papers, string? Governs)> On(string day)
        {
            var indicator = Assert.Single((await Client.Read($"targets?year=2019&asOf={day}")).EnumerateArray());
            var papers = indicator.GetProperty("targets").EnumerateArray().ToList();
            return ([.. papers.Select(t => t.Text("documentRef"))], papers.FirstOrDefault(t => t.Text("targetId") == indicator.GetProperty("governing").GetString()).ValueKind == JsonValueKind.Undefined
                ? null : papers.Single(t => t.Text("targetId") == indicator.Text("governing")).Text("documentRef"));
        }

        string[] both = ["嘉府发〔2018〕15号", "嘉科〔2019〕12号"];
        Assert.Equal((null, "嘉府发〔2018〕15号", "嘉科〔2019〕12号"), ((await On("2018-05-27")).Governs, (await On("2019-02-17")).Governs, (await On("2019-02-18")).Governs));
        Assert.Equal(both, (await On("2019-12-31")).Papers);
        Assert.Equal(both, (await On("2026-01-01")).Papers);
    }

    [Fact]
    public async Task a_target_is_held_against_what_is_counted_on_its_own_basis()
    {
        await Flow.Programmes(ladder, district);
        var policy = ladder.Client(district, Roles.Policy);
        var (id, code) = await Flow.Registered(Client, knownSince: "2018-01-01");
        await Flow.Import(Client, [Flow.Row(code, "2018-06-01", "2021-05-31", "GR1")], "2018-07-01");
        await policy.Command("targets", Target(1, "一", "2019-01-01")).Good();
        await policy.Command("targets", Target(1, "二", "2019-01-02", "moreThan")).Good();
        await policy.Command("targets", Target(1, "三", "2019-01-03", "atLeast", "newInYear")).Good();
        await policy.Command("targets", Target(1, "四", "2019-01-03", "atLeast", "cumulativeAwards", "cn.hnte")).Good();
        await Kit.Eventually.True(async () => (await Client.Read("targets?year=2019&asOf=2019-12-31"))[0].Int("actual") == 1);
        var indicators = (await Client.Read("targets?year=2019&asOf=2019-12-31")).EnumerateArray().ToList();
        Assert.Equal([1, 0, 1], indicators.Select(i => i.Int("actual")));
        Assert.Equal([true, false], indicators[0].GetProperty("met").EnumerateObject().Select(m => m.Value.GetBoolean()).OrderDescending());
        Assert.Equal(0, (await Client.Read("targets?year=2019&asOf=2018-05-31"))[0].Int("actual"));
        Assert.Equal(JsonValueKind.Array, (await Client.Read("targets?year=2020")).ValueKind);
        Assert.NotNull(id);
    }

    [Fact]
    public async Task a_target_that_counts_nothing_known_is_refused()
    {
        await Flow.Programmes(ladder, district);
        var policy = ladder.Client(district, Roles.Policy);
        Assert.Equal((422, "target.of-unknown"), await policy.Command("targets", Target(1, "一", "2019-01-01", of: "jd.none")).Problem());
        Assert.Equal((422, "target.of-unknown"), await policy.Command("targets", Target(1, "一", "2019-01-01", basis: "cumulativeAwards")).Problem());
        Assert.Equal((422, "target.of-mixed"), await policy.Command("targets", Target(1, "一", "2019-01-01", of: ["jd.hnte", "cn.techSme"])).Problem());
        Assert.Equal((422, "target.figures"), await policy.Command("targets", Target(0, "一", "2019-01-01")).Problem());
        Assert.Equal((403, "auth.role-missing"), await Client.Command("targets", Target(1, "一", "2019-01-01")).Problem());
    }

    /// <summary>Subtlety 14: two rules of one title on one day, each for its own kind of case.</summary>
    [Fact]
    public async Task a_title_is_asked_by_the_rule_that_is_open_for_the_kind_of_case()
    {
        await Flow.Programmes(ladder, district);
        var (id, _) = await Flow.Registered(Client);
        async Task<string> Rule(string kind, string day = "2026-06-01") =>
            (await Client.Read($"firms/{id}/title-evaluations/cn.gradient.2026.littleGiant?kind={kind}&asOf={day}")).Text("stageId");
        Assert.Equal(("cn.gradient.2026.littleGiant", "cn.gradient.2022.littleGiant"), (await Rule("first"), await Rule("recheck")));
        Assert.Equal(("cn.gradient.2022.littleGiant", "cn.gradient.2026.littleGiant"), (await Rule("first", "2026-03-31"), await Rule("recheck", "2027-01-01")));
        Assert.Equal((404, "programme.title-unknown"), await Client.GetAsync($"firms/{id}/title-evaluations/none").Problem());
        Assert.Equal((422, "case.kind-unknown"), await Client.GetAsync($"firms/{id}/title-evaluations/cn.hnte?kind=x").Problem());
        Assert.Equal((409, "programme.no-rule-open"), await Client.GetAsync($"firms/{id}/title-evaluations/cn.gradient.2022.littleGiant?kind=first&asOf=2022-07-31").Problem());
    }
}
