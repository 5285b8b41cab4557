namespace Cultivation.Ladder.Tests.Http;

/// <summary>A decision that is looked at again.</summary>
public sealed class AppealTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    /// <summary>Subtlety 14: a decision is recomputed from what it used, whatever is known and in force by now.</summary>
    [Fact]
    [Trait("subtlety", "14")]
    public async Task a_decision_is_recomputed_with_what_was_known_and_an_appeal_is_judged_on_it()
    {
        await Flow.Programmes(ladder, district);
        var (firm, _) = await Flow.Registered(Client);
        var year = Flow.Today.Year - 1;
        var facts = await Client.Command($"firms/{firm}/facts", new
        {
            facts = new[] { Figures.Of(year, "staff", "staff.hnte195", 100, "person"), Figures.Of(year, "techStaff", "techStaff.hnte195", 5, "person") },
        }).Good();
        var (_, parent) = await Flow.Registered(Client, "母公司");
        await Client.Command($"firms/{firm}/controls", new { validFrom = "2024-01-01", source = "公示系统", parentCreditCode = parent, sharePct = 51.5m }).Good();
        var number = (await Client.Command("cases", new { firmId = firm, programmeId = "jiading-six-stage", stageId = "jd.hnte", channel = "self" }).Good()).Text("number");
        Assert.Equal((404, "case.decision-unknown"), await Client.GetAsync($"cases/{number}/decisions/1/verify").Problem());
        await Flow.Act(Client, number, "acceptance", new { }).Good();
        await Flow.Decide(ladder, district, number, "notRecommend");

        await Client.Command(
            $"firms/{firm}/facts/{facts.GetProperty("facts")[1].Text("id")}/corrections", new { newValue = 50, reason = "漏报", correctedOn = Flow.Today },
            ifMatch: await Client.ETag($"firms/{firm}")).Good();
        await Flow.ConfirmAll(ladder, district);
        var next = Flow.Jiading(district).Replace("2026.11-draft1", "2026.12", StringComparison.Ordinal);
        await ladder.Client(district, Roles.Policy).Command("programmes/jiading-six-stage/versions", next).Good();
        Assert.NotEqual("unmet", (await Client.Read($"firms/{firm}/evaluations/jd.hnte")).Text("result"));

        var verified = await Client.Read($"cases/{number}/decisions/1/verify");
        Assert.True(verified.Text("verdict") == "equal", verified.GetRawText());
        var again = verified.GetProperty("again");
        Assert.Equal(("unmet", "unmet", true, "2026.11-draft1"), (again.Text("recorded"), again.Text("recomputed"), again.GetProperty("same").GetBoolean(), again.Text("programmeVersion")));
        Assert.All(again.GetProperty("criteria").EnumerateArray(), c => Assert.True(c.GetProperty("same").GetBoolean()));
        Assert.Equal(2, again.GetProperty("streams").EnumerateArray().Count(s => s.Text("stream").StartsWith("firm:", StringComparison.Ordinal)));

        await Flow.Act(Client, number, "appeal", new { ground = "facts" }, ladder.As("wang", [district], [Roles.Firm], firm: firm)).Good();
        Assert.Equal((403, "case.appeal-same-person"), await Judged("upheld", Client).Problem());
        Assert.Equal((403, "case.appeal-same-person"), await Judged("upheld", Flow.Approver(ladder, district)).Problem());
        Assert.Equal("accepted", (await Judged("reopened", ladder.As("zhao", [district], [Roles.Supervisor])).Good()).Text("state"));

        // What became known later is for a new filing: the figure of then decides, although the one of now would do.
        Assert.Equal((422, "case.criterion-unmet"), await Flow.Act(Client, number, "proposal", new { decision = "recommend", batch = "b" }).Problem());
        await Flow.Decide(ladder, district, number, "notRecommend");
        var second = await Client.Read($"cases/{number}/decisions/2/verify");
        Assert.True(second.Text("verdict") == "equal", second.GetRawText());
        Assert.Equal((again.Text("factsAsOf"), "unmet"), (second.GetProperty("again").Text("factsAsOf"), second.GetProperty("again").Text("recorded")));

        Task<HttpResponseMessage> Judged(string outcome, HttpClient by) => Flow.Act(Client, number, "appeal/decision", new { outcome, reason = "程序有误" }, by);
    }
}
