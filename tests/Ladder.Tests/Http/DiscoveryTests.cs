using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

public sealed class DiscoveryTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    private static readonly int Year = Flow.Today.Year - 1;

    /// <summary>Waits until the distances of all firms are computed.</summary>
    private async Task<JsonElement[]> Near(string query, int count)
    {
        JsonElement[] found = [];
        await Kit.Eventually.True(async () =>
        {
            var page = await Client.Read($"discovery/near?{query}");
            found = [.. page.GetProperty("items").EnumerateArray()];
            return page.GetProperty("computing").GetInt64() == 0 && found.Length == count;
        }, TimeSpan.FromMinutes(2));
        return found;
    }

    private async Task<string> Good(decimal techStaff = 20, decimal sales = 48_000_000)
    {
        var (id, _) = await Flow.Registered(Client);
        var facts = Enumerable.Range(Flow.Today.Year - 3, 3).SelectMany(year => new[]
        {
            Figures.Of(year, "sales", "salesRevenue.hnte195", sales, "CNY"), Figures.Of(year, "rdExpense", "rdExpense.hnte195", 3_000_000, "CNY"),
            Figures.Of(year, "domesticRdExpense", "domesticRd", 2_900_000, "CNY"), Figures.Of(year, "staff", "staff.hnte195", 80, "person"),
            Figures.Of(year, "techStaff", "techStaff.hnte195", techStaff, "person"), Figures.Of(year, "totalRevenue", "totalRevenue.hnte195", 49_000_000, "CNY"),
            Figures.Of(year, "htRevenue", "htRevenue.hnte195", 40_000_000, "CNY"),
        });
        await Client.Command($"firms/{id}/facts", new { facts }).Good();
        return id;
    }

    /// <summary>Subtlety 22: missing data is not a missing condition.</summary>
    [Fact]
    public async Task the_nearest_firms_are_told_with_what_they_lack_and_by_how_much()
    {
        await Flow.Programmes(ladder, district);
        var ready = await Good();
        var short1 = await Good(techStaff: 6);
        var (unknown, _) = await Flow.Registered(Client);
        var near = await Near("stageId=jd.hnte&missing=1", 3);
        Assert.Equal([ready, unknown, short1], near.Select(n => n.Text("firmId")).OrderBy(id => Array.IndexOf([ready, unknown, short1], id)));
        var one = near.Single(n => n.Text("firmId") == short1);
        Assert.Equal(1, one.GetProperty("missing").GetInt32());
        var lack = one.GetProperty("lacks").EnumerateArray().Single(l => l.Text("reach") == "grow");
        Assert.Equal(("cn.hnte.c4", 0.025m), (lack.Text("criterionId"), lack.GetProperty("shortBy").GetDecimal()));
        Assert.Equal(0, near.Single(n => n.Text("firmId") == unknown).GetProperty("missing").GetInt32());
        Assert.True(near.Single(n => n.Text("firmId") == unknown).GetProperty("open").GetInt32() > near.Single(n => n.Text("firmId") == ready).GetProperty("open").GetInt32());

        // One page after the other, nearest first.
        var first = await Client.Read("discovery/near?stageId=jd.hnte&missing=1&limit=2");
        var rest = await Client.Read($"discovery/near?stageId=jd.hnte&missing=1&limit=2&after={first.Text("next")}");
        Assert.Equal(near.Select(n => n.Text("firmId")), first.GetProperty("items").EnumerateArray().Concat(rest.GetProperty("items").EnumerateArray()).Select(n => n.Text("firmId")));
        Assert.Equal(JsonValueKind.Null, rest.GetProperty("next").ValueKind);
        Assert.Equal((400, "discovery.cursor-malformed"), await Client.GetAsync("discovery/near?stageId=jd.hnte&after=x").Problem());
        Assert.Equal((404, "programme.stage-unknown"), await Client.GetAsync("discovery/near?stageId=none").Problem());
    }

    [Fact]
    public async Task a_correction_moves_a_firm_nearer()
    {
        await Flow.Programmes(ladder, district);
        var id = await Good(techStaff: 6);
        await Near("stageId=jd.hnte&missing=1", 1);
        await Near("stageId=jd.hnte&missing=0", 0);
        var fact = (await Client.Read($"firms/{id}")).GetProperty("facts").EnumerateArray().Single(f => f.Text("metric") == "techStaff" && f.GetProperty("fiscalYear").GetInt32() == Year);
        await Client.Command($"firms/{id}/facts/{fact.Text("id")}/corrections", new { newValue = 9, reason = "审计调整", correctedOn = Flow.Today }, ifMatch: await Client.ETag($"firms/{id}")).Good();
        await Near("stageId=jd.hnte&missing=0", 1);
    }

    [Fact]
    public async Task a_screen_raises_leads_once_and_they_go_through_the_three_queues()
    {
        await Flow.Programmes(ladder, district);
        var (big, small) = (await Good(sales: 49_000_000), await Good(sales: 21_000_000));
        await Near("stageId=jd.hnte&missing=0", 2);
        var criteria = JsonDocument.Parse("""
            { "logic": "all",
              "definitions": { "salesRevenue.hnte195": { "fact": "sales", "unit": "CNY", "name": { "zh": "销售收入", "en": "Sales" }, "text": { "zh": "按指引", "en": "By the guideline" } } },
              "metrics": { "sales": { "kind": "fact", "unit": "CNY", "name": { "zh": "销售收入", "en": "Sales" }, "text": { "zh": "上一年", "en": "Last year" }, "definition": "salesRevenue.hnte195" } },
              "items": [ { "id": "s.1", "text": { "zh": "销售收入超过3000万元", "en": "Sales above 30 million" }, "metric": "sales", "operator": ">", "value": 30000000 } ] }
            """).RootElement;
        var screen = (await Client.Command("screens", new { name = "大企业", stageId = "jd.hnte", mostMissing = 0, criteria }).Good()).Text("screenId");
        var match = Assert.Single((await Client.Read($"screens/{screen}/matches")).GetProperty("items").EnumerateArray());
        Assert.Equal(big, match.Text("firmId"));
        var run = await Client.Command($"screens/{screen}/leads", "{}").Good();
        Assert.Equal((1, 1), (run.GetProperty("matched").GetInt32(), run.GetProperty("raised").GetInt32()));
        var again = await Client.Command($"screens/{screen}/leads", "{}").Good();
        Assert.Equal((0, 1), (again.GetProperty("raised").GetInt32(), again.GetProperty("passed").GetInt32()));

        await Kit.Eventually.True(async () => (await Queues()).Discovered == 1);
        Assert.Equal((400, "lead.queue-unknown"), await Client.GetAsync("leads?queue=none").Problem());
        var lead = (await Client.Read("leads?queue=discovered")).GetProperty("items")[0];
        Assert.Equal((big, "screen", screen), (lead.Text("firmId"), lead.Text("channel"), lead.Text("foundBy")));
        Assert.Contains("Meets the screen: Sales above 30 million (49000000 CNY)", lead.GetProperty("reasons").EnumerateArray().Select(r => r.Text("en")));
        Assert.Equal(("s.1", 49_000_000m), (lead.GetProperty("met")[0].Text("criterionId"), lead.GetProperty("met")[0].GetProperty("value").GetDecimal()));
        Assert.Equal("嘉定示例科技有限公司", lead.Text("legalName"));
        Assert.Equal("嘉定示例科技有限公司", (await Client.Read($"leads/{lead.Text("leadId")}")).Text("legalName"));
        var address = $"leads/{lead.Text("leadId")}";
        await Client.Command($"{address}/service", "{}", ifMatch: "\"1\"").Good();
        await Kit.Eventually.True(async () => (await Queues()) is (0, 1, 0));
        var number = (await Client.Command("cases", new { firmId = big, programmeId = "jiading-six-stage", stageId = "jd.hnte", channel = "online" }).Good()).Text("number");
        Assert.Equal("recommended", (await Client.Command($"{address}/recommendation", new { caseNumber = number }, ifMatch: "\"2\"").Good()).Text("queue"));
        await Kit.Eventually.True(async () => (await Queues()) is (0, 0, 1));
        Assert.Equal((409, "lead.not-waiting"), await Client.Command($"{address}/dismissal", new { reason = "notInterested" }, ifMatch: "\"3\"").Problem());
        Assert.Equal("discovered", (await Client.Command($"{address}/reopening", "{}", ifMatch: "\"3\"").Good()).Text("queue"));

        // By hand: the firm has one already; the other one gets its own.
        object Hand(string firm) => new { firmId = firm, stageId = "jd.hnte", channel = "town", reasonZh = "镇里推荐", reasonEn = "Named by the town" };
        Assert.Equal((409, "lead.already-open"), await Client.Command("leads", Hand(big)).Problem());
        await Client.Command("leads", Hand(small), knownSince: $"{Flow.Today.AddDays(-3):O}; source=list").Good();
        await Kit.Eventually.True(async () => (await Queues()).Discovered == 2);
        Assert.Equal(((1L, 0L, 0L), (0L, 0L, 0L)), (await Queues($"?knownOn={Flow.Today.AddDays(-3):O}"), await Queues($"?knownOn={Flow.Today.AddDays(-4):O}")));
        Assert.Equal((404, "firm.unknown"), await Client.Command("leads", Hand("nobody")).Problem());
        Assert.Equal((403, "auth.role-missing"), await ladder.Client(district, Roles.Auditor).Command("leads", Hand(small)).Problem());
    }

    [Fact]
    public async Task a_screen_is_checked_changed_and_retired()
    {
        await Flow.Programmes(ladder, district);
        object Screen(int missing, object? criteria = null, string stage = "jd.pool") => new { name = "培育", stageId = stage, mostMissing = missing, criteria };
        var (status, body) = await Client.Command("screens", Screen(1, new { logic = "all", items = new[] { new { id = "x", metric = "nothing" } } })).ProblemBody();
        Assert.Equal((422, "screen.criteria-invalid"), (status, body.Text("code")));
        Assert.StartsWith("$", body.GetProperty("errors")[0].Text("path"), StringComparison.Ordinal);
        Assert.Equal((422, "screen.count"), await Client.Command("screens", Screen(99)).Problem());
        Assert.Equal((404, "programme.stage-unknown"), await Client.Command("screens", Screen(1, stage: "none")).Problem());
        var id = (await Client.Command("screens", Screen(1)).Good()).Text("screenId");
        Assert.Equal(2, (await Client.Command($"screens/{id}/changes", Screen(2), ifMatch: "\"1\"").Good()).GetProperty("mostMissing").GetInt32());
        Assert.Equal((412, "version.stale"), await Client.Command($"screens/{id}/changes", Screen(3), ifMatch: "\"1\"").Problem());
        await Client.Command($"screens/{id}/retirement", "{}", ifMatch: "\"2\"").Good();
        Assert.Equal((409, "screen.retired"), await Client.Command($"screens/{id}/leads", "{}").Problem());
        Assert.Equal((404, "screen.unknown"), await Client.GetAsync("screens/none/matches").Problem());
        Assert.True((await Client.Read("screens")).GetProperty("items")[0].GetProperty("retired").GetBoolean());
    }

    private async Task<(long Discovered, long Serving, long Recommended)> Queues(string query = "")
    {
        var counts = await Client.Read($"discovery/queues{query}");
        return (counts.GetProperty("discovered").GetInt64(), counts.GetProperty("serving").GetInt64(), counts.GetProperty("recommended").GetInt64());
    }
}
