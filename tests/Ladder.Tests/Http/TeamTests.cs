using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

public sealed class TeamTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    private async Task<string> OnItsStage(string id)
    {
        await Flow.Programmes(ladder, district);
        await Flow.ConfirmAll(ladder, district);
        await Client.Command($"firms/{id}/facts", new { facts = new[] { Figures.Of(Flow.Today.Year, "carrierResident", "carrier.resident", 1, "yesNo") } }).Good();
        var number = (await Client.Command("cases", new { firmId = id, programmeId = "jiading-six-stage", stageId = "jd.team", channel = "window" }).Good()).Text("number");
        await Client.Command($"cases/{number}/acceptance", new { }, ifMatch: "\"1\"").Good();
        var judgements = Flow.Judgements(await Client.Read($"firms/{id}/evaluations/jd.team"));
        await Flow.Decide(ladder, district, number, "recommend", judgements);
        return number;
    }

    /// <summary>Subtlety 21: a team is carried to its stage without a code, founds its firm in its own stream, and the firm keeps what the team did.</summary>
    [Fact]
    public async Task a_team_stands_on_its_stage_and_becomes_a_firm_in_its_own_stream()
    {
        var people = await PeopleFlow.People(Client, 2);
        var id = await PeopleFlow.Team(Client, people[0], people[1]);
        var number = await OnItsStage(id);
        var team = await Client.Read($"firms/{id}");
        Assert.Equal((JsonValueKind.Null, "智能传感项目", "jd.team"), (team.GetProperty("creditCode").ValueKind, team.Text("legalName"), team.Text("stage")));
        var term = team.GetProperty("affairs").GetProperty("team").GetProperty("term");
        Assert.Equal((Flow.Today.AddMonths(12).AddDays(-1).ToString("O"), 1), (term.Text("endsOn"), term.Int("renewalsAllowed")));
        await Client.Command($"teams/{id}/renewals", new { carrierReportRef = "报告", renewedOn = Flow.Today }, ifMatch: await Client.ETag($"firms/{id}")).Good();
        Assert.Equal((409, "team.renewed-already"), await Client.Command(
            $"teams/{id}/renewals", new { carrierReportRef = "报告2", renewedOn = Flow.Today }, ifMatch: await Client.ETag($"firms/{id}")).Problem());

        var code = Codes.New();
        await Client.Command($"teams/{id}/firm", Company(code), ifMatch: await Client.ETag($"firms/{id}")).Good();
        var firm = await Client.Read($"firms/{id}");
        Assert.Equal((code, "jd.startup", id), (firm.Text("creditCode"), firm.Text("stage"), firm.GetProperty("affairs").GetProperty("team").Text("id")));
        var lines = (await Client.Read($"firms/{id}/timeline")).GetProperty("items").EnumerateArray().Reverse().ToList();
        Assert.Equal(
            ["team_registered", "annual_fact_submitted", "stage_entered", "team_term_renewed", "enterprise_registered", "stage_left", "stage_entered"],
            lines.Select(l => l.Text("type")));
        Assert.Equal(("jd.team", number), (lines[2].GetProperty("data").Text("stageId"), lines[2].GetProperty("data").Text("basisRef")));
        await Kit.Eventually.True(
            async () => (await Client.Read($"firms?creditCode={code}")).GetProperty("items").EnumerateArray().Any(f => f.Text("id") == id), TimeSpan.FromMinutes(1));
        Assert.Equal(id, (await Client.Read("firms/match?name=智能传感项目"))[0].Text("id"));
    }

    [Fact]
    public async Task a_person_belongs_to_one_team_at_a_time()
    {
        var people = await PeopleFlow.People(Client, 3);
        var first = await PeopleFlow.Team(Client, people[0], people[1]);
        Assert.Equal((409, "team.person-elsewhere"), await Client.Command("teams", PeopleFlow.TeamOf(people[2], people[1])).Problem());
        await Client.Command(
            $"teams/{first}/changes", new { leadPersonRef = people[0], memberRefs = Array.Empty<string>(), carrierId = "carrier-1", changedOn = Flow.Today, source = "载体报告" },
            ifMatch: "\"1\"").Good();
        await PeopleFlow.Team(Client, people[2], people[1]);
        await Client.Command($"teams/{first}/endings", new { endedOn = Flow.Today, reason = "brokeUp" }, ifMatch: "\"2\"").Good();
        await PeopleFlow.Team(Client, people[0]);
        Assert.Equal((409, "team.over"), await Client.Command($"teams/{first}/firm", Company(Codes.New()), ifMatch: "\"3\"").Problem());
    }

    [Fact]
    public async Task what_began_as_a_firm_is_no_team()
    {
        var (id, _) = await Flow.Registered(Client);
        Assert.Equal((404, "team.none"), await Client.Command($"teams/{id}/endings", new { endedOn = Flow.Today, reason = "leftCarrier" }, ifMatch: "\"1\"").Problem());
    }

    private static object Company(string code) => new
    {
        creditCode = code, legalName = "嘉定传感科技有限公司", establishedOn = Flow.Today, registeredDivision = "310114", industryCode = "I6510",
        enterpriseType = "有限责任公司", source = "市场监管局",
    };
}
