namespace Cultivation.Ladder.Tests.Http;

/// <summary>A meeting decides the proposals of a batch, each by the rules of its own case.</summary>
public sealed class MeetingTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    private async Task<string> Accepted(string? firm = null, string stageId = "jd.hnte")
    {
        if (firm is null)
        {
            (firm, _) = await Flow.Registered(Client);
            await Client.Command($"firms/{firm}/facts", Flow.GoodFacts()).Good();
        }
        var number = (await Client.Command("cases", new { firmId = firm, programmeId = "jiading-six-stage", stageId, channel = "online" }).Good()).Text("number");
        await Client.Command($"cases/{number}/acceptance", new { }, ifMatch: "\"1\"").Good();
        return number;
    }

    private async Task Propose(string number, HttpClient by, string batch = "第一批")
    {
        var firm = (await Client.Read($"cases/{number}")).Text("firmId");
        var judgements = Flow.Judgements(await Client.Read($"firms/{firm}/evaluations/jd.hnte"));
        await by.Command($"cases/{number}/proposal", new { decision = "recommend", batch, judgements }, ifMatch: "\"2\"").Good();
    }

    [Fact]
    public async Task one_refusal_does_not_stop_the_others()
    {
        await Flow.Programmes(ladder, district);
        string[] numbers = [await Accepted(), await Accepted(), await Accepted(), await Accepted(), await Accepted(), await Accepted()];
        var approver = Flow.Approver(ladder, district);
        await Propose(numbers[0], Client);
        await Propose(numbers[1], approver);
        await Propose(numbers[2], Client, "第二批");
        await Propose(numbers[3], Client);
        var firm = (await Client.Read($"cases/{numbers[3]}")).Text("firmId");
        await Propose(numbers[4], Client);
        await Propose(numbers[5], Client);
        var gone = $"firms/{(await Client.Read($"cases/{numbers[5]}")).Text("firmId")}";
        await Client.Command($"{gone}/deregistration", new { deregisteredOn = Flow.Today, reason = "注销" }, ifMatch: await Client.ETag(gone)).Good();
        var meeting = new
        {
            batch = "第一批", heldOn = Flow.Today, minutesRef = "纪要〔2026〕1号",
            items = numbers.Select((number, i) => new { number, version = 4, returnReason = i == 4 ? "材料存疑" : null }).Append(new { number = "2026-999999", version = 1, returnReason = (string?)null }),
        };
        Assert.Equal((403, "auth.role-missing"), await ladder.As("wu", [district], [Roles.CaseWorker]).Command("meetings", meeting).Problem());
        var held = await approver.Command("meetings", meeting).Good();
        Assert.Equal(
            [("decided", ""), ("refused", "case.same-person"), ("refused", "meeting.other-batch"), ("decided", ""), ("returned", ""), ("refused", "firm.gone"), ("refused", "case.unknown")],
            held.GetProperty("results").EnumerateArray().Select(r => (r.Text("outcome"), r.Text("code"))));

        var id = held.Text("meetingId");
        Assert.Equal("纪要〔2026〕1号", (await Client.Read($"meetings/{id}")).Text("minutesRef"));
        Assert.Equal((404, "meeting.unknown"), await Client.GetAsync("meetings/none").Problem());
        var decided = await Client.Read($"cases/{numbers[0]}");
        Assert.Equal("纪要〔2026〕1号", (await Client.Read($"cases/{numbers[0]}/decisions/1/proof")).GetProperty("meeting").Text("minutesRef"));
        Assert.Equal(("decided", id, "li"), (decided.Text("state"), decided.Text("meetingId"), decided.Text("proposedBy")));
        Assert.Equal("recommend", (await Client.Read($"firms/{firm}")).GetProperty("recommendations")[0].Text("decision"));
        Assert.Equal("\"5\"", await Client.ETag($"cases/{numbers[1]}"));
        Assert.Equal("\"4\"", await Client.ETag($"cases/{numbers[2]}"));
        Assert.Equal("accepted", (await Client.Read($"cases/{numbers[4]}")).Text("state"));

        // A repeated meeting finds them decided, and changes nothing.
        var again = await approver.Command("meetings", meeting).Good();
        Assert.All(again.GetProperty("results").EnumerateArray(), r => Assert.Equal("refused", r.Text("outcome")));
    }
}
