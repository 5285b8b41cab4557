using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

public sealed class MoveTests(LadderService ladder)
{
    private readonly string from = LadderService.NewDistrict();
    private readonly string to = LadderService.NewDistrict();

    /// <summary>
    /// Subtlety 10: between districts of one city the title stays, custody changes on a day, open duties are handed over; the stage and the count of
    /// before stay with the district that had them.
    /// </summary>
    [Fact]
    [Trait("subtlety", "10")]
    public async Task a_firm_moves_to_another_district_with_its_title_and_without_its_counts()
    {
        await Flow.Programmes(ladder, from);
        await Flow.Programmes(ladder, to);
        var (here, there) = (ladder.Client(from), ladder.Client(to));
        var (id, code) = await Flow.Registered(here);
        await Flow.Import(here, [Flow.Row(code, "2024-12-04", Flow.Today.AddDays(600).ToString("O"), "GR1")]);
        await here.Command($"firms/{id}/facts", Flow.GoodFacts()).Good();
        await Flow.ConfirmAll(ladder, from);
        var number = (await here.Command("cases", new { firmId = id, programmeId = "jiading-six-stage", stageId = "jd.pool", channel = "online" }).Good()).Text("number");
        var commitment = new { textId = "t", textVersion = "1", signedBy = await PeopleFlow.Person(here, "王伟"), papers = new[] { "入库申请表" } };
        await Flow.Act(here, number, "acceptance", new { commitment }).Good();
        Assert.Equal((404, "move.not-handed-over"), await there.Command("arrivals", new { fromDistrict = from, firmId = id }).Problem());

        var moved = Flow.Today.AddDays(-20);
        var custody = Flow.Today.AddDays(-5);
        await here.Command($"firms/{id}/moves", new { toDivision = to, moveKind = "whole", effectiveOn = moved, source = "市场监管局" }, ifMatch: await here.ETag($"firms/{id}")).Good();
        await here.Command(
            $"firms/{id}/custody-transfers", new { toDistrict = to, effectiveOn = custody, handoverRef = "移交单1", openObligations = new[] { "走访约定" } },
            ifMatch: await here.ETag($"firms/{id}")).Good();
        var arrived = (await there.Command("arrivals", new { fromDistrict = from, firmId = id }).Good()).Text("id");
        Assert.Equal((409, "firm.code-taken"), await there.Command("arrivals", new { fromDistrict = from, firmId = id }).Problem());

        var old = await here.Read($"firms/{id}");
        Assert.Equal(("", false), (old.Text("stage"), old.GetProperty("affairs").GetProperty("here").GetBoolean()));
        Assert.Equal("jd.hnte", (await here.Read($"firms/{id}?asOf={custody.AddDays(-1):O}")).Text("stage"));
        Assert.Equal((409, "firm.gone"), await Flow.Act(here, number, "proposal", new { decision = "recommend", batch = "b" }).Problem());
        Assert.Equal((409, "firm.gone"), await here.Command("cases", new { firmId = id, programmeId = "jiading-six-stage", stageId = "jd.pool", channel = "online" }).Problem());

        var firm = await there.Read($"firms/{arrived}");
        Assert.Equal((code, "jd.hnte", to), (firm.Text("creditCode"), firm.Text("stage"), firm.Text("registeredDivision")));
        Assert.Equal(custody.ToString("O"), firm.GetProperty("stagesHeld")[0].Text("since"));
        Assert.Equal("valid", firm.GetProperty("recognitions")[0].Text("state"));
        Assert.Equal(21, firm.GetProperty("facts").GetArrayLength());
        var cameFrom = firm.GetProperty("affairs").GetProperty("cameFrom");
        Assert.Equal((from, id), (cameFrom.Text("district"), cameFrom.Text("firmId")));
        Assert.Superset(
            new HashSet<string?>(["走访约定", $"case {number}", $"commitment {number} signed {Flow.Today:O} check due {Flow.Today.AddDays(60):O}"]),
            cameFrom.GetProperty("openObligations").EnumerateArray().Select(o => o.GetString()).ToHashSet());
        Assert.Equal((404, "firm.unknown"), await there.GetAsync($"firms/{arrived}?knownOn={Flow.Today.AddDays(-1):O}").Problem());

        await Kit.Eventually.True(async () => await On(there, "jd.hnte") == 1 && await On(here, "jd.hnte") == 0, TimeSpan.FromMinutes(1));
        Assert.Equal((1, 0), (await Awards(here), await Awards(there)));
    }

    private static async Task<int> On(HttpClient client, string stage) => (await client.Read("stock")).GetProperty("stages").EnumerateArray()
        .Where(s => s.Text("stageId") == stage).Sum(s => s.Int("firms"));

    private static async Task<int> Awards(HttpClient client) =>
        (await client.Read("stock")).GetProperty("awards").EnumerateArray().Sum(a => a.Int("awards"));

    /// <summary>Subtlety 11: 310108 is asked for in 310106 since 2015.</summary>
    [Fact]
    public async Task a_division_that_ended_is_mapped_for_the_whole_country()
    {
        var nation = ladder.Client("000000", Roles.Policy);
        await nation.Command("divisions", new { oldCode = "310108", newCode = "310106", effectiveOn = "2015-11-04", docRef = "国函〔2015〕181号" }).Good();
        var present = await ladder.Client(from).Read("divisions/310108");
        Assert.Equal("310106", present.Text("present"));
        Assert.Equal("310108", (await ladder.Client(from).Read("divisions/310108?asOf=2015-11-03")).Text("present"));
        Assert.Equal((403, "division.other-tenant"), await ladder.Client(from, Roles.Policy).Command(
            "divisions", new { oldCode = "310103", newCode = "310101", effectiveOn = "2011-06-08", docRef = "x" }).Problem());
    }
}
