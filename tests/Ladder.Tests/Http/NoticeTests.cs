using System.Text.Json;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>A decision takes effect when its public notice is over.</summary>
public sealed class NoticeTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    private HttpClient Judge => ladder.As("zhao", [district], [Roles.Supervisor]);

    private async Task Ready()
    {
        await Flow.Programmes(ladder, district);
        var next = Flow.WithNotice(Flow.Jiading(district).Replace("2026.11-draft1", "2026.12", StringComparison.Ordinal), "jd.hnte");
        await ladder.Client(district, Roles.Policy).Command("programmes/jiading-six-stage/versions", next).Good();
        await Flow.ConfirmAll(ladder, district);
    }

    private async Task<(string Firm, string Number)> Decided(string decision = "recommend")
    {
        var (firm, _) = await Flow.Registered(Client);
        await Client.Command($"firms/{firm}/facts", Flow.GoodFacts()).Good();
        var number = (await Client.Command("cases", Filing(firm)).Good()).Text("number");
        await Client.Command($"cases/{number}/acceptance", new { }, ifMatch: "\"1\"").Good();
        var judgements = Flow.Judgements(await Client.Read($"firms/{firm}/evaluations/jd.hnte"));
        await Flow.Decide(ladder, district, number, decision, judgements, note: "说明");
        return (firm, number);
    }

    private static object Filing(string firmId) => new { firmId, programmeId = "jiading-six-stage", stageId = "jd.hnte", channel = "online" };

    private async Task<int> Recommendations(string firm) => (await Client.Read($"firms/{firm}")).GetProperty("recommendations").GetArrayLength();

    private async Task<JsonElement> Do(string path, string act, object body, HttpClient? by = null) =>
        await (by ?? Client).Command($"{path}/{act}", body, ifMatch: await Client.ETag(path)).Good();

    private async Task<string> Shown(params string[] numbers) =>
        $"notices/{(await Client.Command("notices", new { batch = "2026年第一批", numbers, documentRef = "公告1号" }).Good()).Text("listId")}";

    // Its term lies in the future: the notice is set as one that was published weeks ago.
    private async Task Published(string path)
    {
        await using var session = ladder.Services.GetRequiredService<IDocumentStore>().LightweightSession(district);
        var notice = await session.Events.FetchForWriting<PublicNotice>(PublicNotice.Key(path["notices/".Length..]), TestContext.Current.CancellationToken);
        notice.AppendOne(notice.Aggregate!.Started! with { StartsOn = Flow.Today.AddDays(-20) });
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>As shipped: the visit is asked for before the decision, and the designation takes effect after the notice.</summary>
    [Fact]
    public async Task a_designation_is_visited_and_shown_before_it_takes_effect()
    {
        await Flow.Programmes(ladder, district);
        await Flow.ConfirmAll(ladder, district);
        var (firm, _) = await Flow.Registered(Client);
        var number = (await Client.Command("cases", new { firmId = firm, programmeId = "jiading-six-stage", stageId = "jd.excellent", channel = "online" }).Good()).Text("number");
        await Do($"cases/{number}", "acceptance", new { });
        var judgements = Flow.Judgements(await Client.Read($"firms/{firm}/evaluations/jd.excellent"));
        Assert.Equal((422, "case.site-visit-missing"), await Flow.Act(Client, number, "proposal", new { decision = "recommend", batch = "2026年第一批", judgements }).Problem());
        await Do($"cases/{number}", "site-visits", new { visitedOn = Flow.Today, people = new[] { "li" }, findings = "属实" });
        var term = (await Flow.Decide(ladder, district, number, "recommend", judgements)).GetProperty("notice").GetProperty("term");
        Assert.Equal(("jd.sla.publicNotice", 5, "workingDay"), (term.Text("slaId"), term.Int("value"), term.Text("unit")));
        Assert.Equal("", (await Client.Read($"firms/{firm}")).Text("stage"));
        var path = await Shown(number);
        await Published(path);
        await Do(path, "closing", new { });
        Assert.Equal("jd.excellent", (await Client.Read($"firms/{firm}")).Text("stage"));
    }

    [Fact]
    public async Task an_objection_holds_back_its_own_subject_only()
    {
        await Ready();
        var (one, two, three) = (await Decided(), await Decided(), await Decided());
        var refused = await Decided("notRecommend");
        Assert.Equal((0, 1), (await Recommendations(one.Firm), await Recommendations(refused.Firm)));
        Assert.Equal((409, "case.already-open"), await Client.Command("cases", Filing(one.Firm)).Problem());
        Assert.Equal((409, "notice.not-waiting"), await Client.Command("notices", new { batch = "b", numbers = new[] { refused.Number }, documentRef = "x" }).Problem());
        Assert.Equal((422, "notice.cases"), await Client.Command("notices", new { batch = "b", numbers = Array.Empty<string>(), documentRef = "x" }).Problem());

        var worker = ladder.As("wu", [district], [Roles.CaseWorker]);
        await worker.Command($"cases/{three.Number}/conflicts", new { kind = "lender" }).Good();
        var before = await Client.ETag($"cases/{three.Number}");
        Assert.Equal((403, "case.conflict"), await worker.Command("notices", new { batch = "b", numbers = new[] { three.Number }, documentRef = "x" }).Problem());
        Assert.NotEqual(before, await Client.ETag($"cases/{three.Number}"));
        var path = await Shown(one.Number, two.Number, three.Number);
        Assert.Equal((422, "notice.not-over"), await Client.Command($"{path}/closing", new { }, ifMatch: await Client.ETag(path)).Problem());
        var text = new { number = two.Number, name = "张三丰", text = "专利不属于该企业", contact = "139" };
        var objection = (await Client.Command($"{path}/objections", text).Good()).Text("objectionId");
        var wrong = (await Client.Command($"{path}/objections", text with { number = three.Number }).Good()).Text("objectionId");
        Assert.Equal("张三丰", (await Client.Read($"{path}/objections/{objection}")).Text("name"));
        Assert.Equal((403, "auth.role-missing"), await worker.GetAsync($"{path}/objections/{objection}").Problem());
        var unrefused = await Client.ETag($"cases/{three.Number}");
        Assert.Equal((403, "notice.same-person"), await Client.Command(
            $"{path}/objections/{wrong}/resolution", new { outcome = "dismissed", reason = "查无实据" }, ifMatch: await Client.ETag(path)).Problem());
        Assert.NotEqual(unrefused, await Client.ETag($"cases/{three.Number}"));
        await Do(path, $"objections/{wrong}/resolution", new { outcome = "dismissed", reason = "查无实据" }, Judge);

        await Published(path);
        var closed = await Do(path, "closing", new { });
        Assert.Equal(two.Number, Assert.Single(closed.GetProperty("heldBack").EnumerateArray()).GetString());
        Assert.Equal((1, 0, 1), (await Recommendations(one.Firm), await Recommendations(two.Firm), await Recommendations(three.Firm)));
        Assert.Equal(Flow.Today.ToString("O"), (await Client.Read($"cases/{one.Number}")).GetProperty("notice").Text("effectiveOn"));
        var proof = (await Client.Read($"cases/{one.Number}/decisions/1/proof")).GetProperty("notice");
        Assert.Equal(("公告1号", Flow.Today.ToString("O"), 0), (proof.Text("documentRef"), proof.Text("effectiveOn"), proof.Int("objections")));
        await Client.Command("cases", Filing(one.Firm)).Good();
        Assert.Equal((409, "notice.ended"), await Client.Command($"{path}/objections", text).Problem());

        await Do(path, $"objections/{objection}/resolution", new { outcome = "dismissed", reason = "权属已证明" }, Judge);
        Assert.Equal(1, await Recommendations(two.Firm));
        Assert.Empty(await Named("张三丰"));
        Assert.Equal("张三丰", (await Client.Read($"{path}/objections/{objection}")).Text("name"));
        var erased = await Do(path, $"objections/{objection}/erasure", new { requestRef = "申请1号" });
        Assert.True(erased.GetProperty("objections")[0].GetProperty("erased").GetBoolean());
        Assert.Equal((410, "notice.objection-erased"), await Client.GetAsync($"{path}/objections/{objection}").Problem());
        await Do(path, $"objections/{objection}/erasure", new { requestRef = "申请1号" });
    }

    [Fact]
    public async Task an_upheld_objection_sends_the_case_back_to_be_proposed_anew()
    {
        await Ready();
        var (firm, number) = await Decided();
        var taken = await Decided();
        var path = await Shown(number, taken.Number);
        // A firm that withdraws meanwhile may file again, and nothing takes effect for it.
        await Do($"cases/{taken.Number}", "withdrawal", new { }, ladder.As("wang", [district], [Roles.Firm], firm: taken.Firm));
        await Client.Command("cases", Filing(taken.Firm)).Good();
        var objection = (await Client.Command($"{path}/objections", new { number, name = "李四", text = "数据不实" }).Good()).Text("objectionId");
        Assert.Equal((409, "notice.objection-open"), await Client.Command($"{path}/objections/{objection}/erasure", new { requestRef = "申请1号" }, ifMatch: await Client.ETag(path)).Problem());
        await Do(path, $"objections/{objection}/resolution", new { outcome = "upheld", reason = "属实" }, Judge);
        Assert.Equal("accepted", (await Client.Read($"cases/{number}")).Text("state"));
        await Published(path);
        Assert.Equal([number, taken.Number], (await Do(path, "closing", new { })).GetProperty("heldBack").EnumerateArray().Select(held => held.GetString()));
        Assert.Equal((0, 0), (await Recommendations(firm), await Recommendations(taken.Firm)));
        var judgements = Flow.Judgements(await Client.Read($"firms/{firm}/evaluations/jd.hnte"));
        await Flow.Decide(ladder, district, number, "notRecommend", judgements, note: "异议属实");
        Assert.Equal("notRecommend", (await Client.Read($"firms/{firm}")).GetProperty("recommendations")[0].Text("decision"));
    }

    // The streams whose events hold a name.
    private async Task<IReadOnlyList<string>> Named(string name)
    {
        await using var session = ladder.Services.GetRequiredService<IDocumentStore>().QuerySession(district);
        return await session.QueryAsync<string>($"select stream_id from {Database.Events}.mt_events where tenant_id = ? and data::text like ?", TestContext.Current.CancellationToken, district, $"%{name}%");
    }
}
