using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>A year in a pool: admission by list, plan, coaching, the end of the term.</summary>
public sealed class PoolTests(LadderService ladder)
{
    private const string Admissions = "creditCode,legalName,poolId,admittedOn,termEndsOn,batch";
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    private static DateOnly Ago(int days) => Flow.Today.AddDays(-days);

    private async Task<(string Id, string Code)> Pooled(DateOnly from, DateOnly to, string batch = "第一批")
    {
        await Flow.Programmes(ladder, district);
        await Flow.ConfirmAll(ladder, district);
        var firm = await Flow.Registered(Client, knownSince: $"{from.AddDays(-1):O}");
        await Flow.Import(Client, "pool-admissions", $"{Admissions}\n{firm.Code},,jd.pool,{from:O},{to:O},{batch}", $"{from:O}");
        return firm;
    }

    private async Task<JsonElement> Edit(string id, string path, object body) =>
        await Client.Command($"firms/{id}/{path}", body, ifMatch: await Client.ETag($"firms/{id}")).Good();

    private Task<JsonElement[]> Members(string query = "") => Client.Read($"pools/jd.pool/members{query}").ContinueWith(
        page => page.Result.GetProperty("items").EnumerateArray().ToArray(), TaskScheduler.Default);

    [Fact]
    public async Task a_plan_and_its_coaching_show_in_the_list_of_the_pool()
    {
        var (id, _) = await Pooled(Ago(100), Flow.Today.AddDays(900));
        await Kit.Eventually.True(async () => (await Members("?withoutPlan=true&batch=第一批")).Length == 1);
        var mentor = await PeopleFlow.Person(Client, "导师甲");
        var plan = new { menuItems = new[] { "知识产权", "研发费用归集" }, mentorRef = mentor, periodFrom = Ago(60), periodTo = Flow.Today.AddDays(300) };
        await Edit(id, "pools/jd.pool/plans", plan);
        await Client.Command($"firms/{id}/coaching", new { form = "oneToOne", givenOn = Ago(10), hours = 1.5, attendees = 2, givenBy = mentor }).Good();
        await Client.Command($"firms/{id}/coaching", new { form = "groupTraining", givenOn = Ago(9), hours = 3, attendees = 5, givenBy = mentor }).Good();

        Assert.Empty(await Members("?withoutPlan=true"));
        Assert.Empty(await Members("?batch=第二批"));
        var member = Assert.Single(await Members());
        Assert.Equal((id, mentor, 2, 4.5m, 7), (
            member.Text("firmId"), member.GetProperty("plan").Text("mentorRef"), member.GetProperty("coached").Int("sessions"),
            member.GetProperty("coached").GetProperty("hours").GetDecimal(), member.GetProperty("coached").Int("attendees")));
        Assert.Equal(0, Assert.Single(await Members($"?asOf={Ago(11)}")).GetProperty("coached").Int("sessions"));
        var yesterday = Assert.Single(await Members($"?asOf={Ago(1)}&knownOn={Ago(1)}&withoutPlan=true&batch=第一批"));
        Assert.Equal((JsonValueKind.Null, 0), (yesterday.GetProperty("plan").ValueKind, yesterday.GetProperty("coached").Int("sessions")));
        Assert.Empty(await Members($"?asOf={Ago(101)}"));
        Assert.Empty(await Members($"?asOf={Ago(1)}&knownOn={Ago(101)}"));
        Assert.Equal((422, "pool.unknown"), await Client.GetAsync("pools/jd.hnte/members").Problem());
        Assert.Equal((404, "person.unknown"), await Client.Command(
            $"firms/{id}/coaching", new { form = "oneToOne", givenOn = Ago(10), hours = 1, attendees = 1, givenBy = "nobody" }).Problem());
    }

    /// <summary>Two programmes, two pools: a firm stands in both, and leaves each by itself.</summary>
    [Fact]
    public async Task a_firm_is_in_two_pools_at_once_and_leaves_one()
    {
        var (id, code) = await Pooled(Ago(100), Flow.Today.AddDays(900));
        await Flow.Tongxiang(ladder, district);
        await Flow.Import(Client, "pool-admissions", $"{Admissions}\n{code},,tx.pool,{Ago(50):O},{Flow.Today.AddDays(900):O},桐乡第一批");
        await Client.Command($"firms/{id}/coaching", new { form = "oneToOne", givenOn = Ago(40), hours = 1, attendees = 1, givenBy = await PeopleFlow.Person(Client, "导师丙") }).Good();
        Task<string[]> In(string pool, string query = "") => Client.Read($"pools/{pool}/members{query}").ContinueWith(
            page => page.Result.GetProperty("items").EnumerateArray().Select(m => m.Text("batch")).ToArray(), TaskScheduler.Default);
        await Kit.Eventually.True(async () => (await In("jd.pool")).Length == 1 && (await In("tx.pool")).Length == 1);
        Assert.Equal("第一批 桐乡第一批", $"{(await In("jd.pool"))[0]} {(await In("tx.pool"))[0]}");
        var both = await Client.Read($"firms/{id}");
        Assert.Equal(["jd.pool", "tx.pool"], both.GetProperty("stagesHeld").EnumerateArray().Select(s => s.Text("stageId")).Order());
        // One session counts in each of the two times in a pool.
        Assert.Equal([1, 1], both.GetProperty("affairs").GetProperty("pools").EnumerateArray().Select(p => p.GetProperty("coaching").GetArrayLength()));

        await Edit(id, "stages/tx.pool/leaving", new { trigger = "withdrawn", causeRef = "企业申请", decidedOn = Ago(10) });
        await Kit.Eventually.True(async () => (await In("tx.pool")).Length == 0);
        Assert.Equal((1, 0, 1), ((await In("jd.pool")).Length, (await In("tx.pool", $"?asOf={Ago(10):O}")).Length, (await In("tx.pool", $"?asOf={Ago(11):O}")).Length));
        var one = await Client.Read($"firms/{id}");
        Assert.Equal(["jd.pool"], one.GetProperty("stagesHeld").EnumerateArray().Select(s => s.Text("stageId")));
        Assert.Equal(
            [("jd.pool", ""), ("tx.pool", "withdrawn")],
            one.GetProperty("affairs").GetProperty("pools").EnumerateArray().Select(p => (p.Text("poolId"), p.GetProperty("exit") is { ValueKind: JsonValueKind.Object } exit ? exit.Text("reason") : "")));
    }

    /// <summary>Subtlety 18: who coaches the firm by its plan may not touch its case; nobody has to say so.</summary>
    [Fact]
    [Trait("subtlety", "18")]
    public async Task the_mentor_of_a_plan_may_not_touch_a_case_of_the_firm()
    {
        var (id, _) = await Pooled(Ago(100), Flow.Today.AddDays(900));
        var mentor = await PeopleFlow.Person(Client, "导师乙");
        await Edit(id, "pools/jd.pool/plans", new { menuItems = new[] { "辅导" }, mentorRef = mentor, periodFrom = Ago(60), periodTo = Flow.Today.AddDays(300) });
        var number = (await Client.Command("cases", new { firmId = id, programmeId = "jiading-six-stage", stageId = "jd.hnte", channel = "window" }).Good()).Text("number");
        var asMentor = ladder.As(mentor, [district], [Roles.CaseWorker]);
        Assert.Equal((403, "case.conflict"), await asMentor.Command($"cases/{number}/acceptance", new { }, ifMatch: "\"1\"").Problem());
    }

    [Fact]
    public async Task the_end_of_a_day_ends_the_terms_that_are_over()
    {
        var (over, _) = await Pooled(Ago(400), Ago(5));
        var (runs, _) = await Pooled(Ago(400), Flow.Today.AddDays(5));
        await Kit.Eventually.True(async () => (await Members()).Length == 2);
        var closed = await Client.Command($"days/{Ago(1):O}/closing", new { }).Good();
        Assert.Equal(1, closed.Int("ended"));
        Assert.Equal(1, (await Client.Command($"days/{Ago(1):O}/closing", new { }).Good()).Int("ended"));
        Assert.Equal("jd.startup", (await Client.Read($"firms/{over}")).Text("stage"));
        Assert.Equal("jd.pool", (await Client.Read($"firms/{over}?asOf={Ago(5):O}")).Text("stage"));
        Assert.Equal("jd.pool", (await Client.Read($"firms/{runs}")).Text("stage"));
        await Kit.Eventually.True(async () => (await Members()).Length == 1);
        Assert.Equal((1, 2, 2), ((await Members($"?asOf={Ago(1)}")).Length, (await Members($"?asOf={Ago(5)}")).Length, (await Members($"?asOf={Ago(1)}&knownOn={Ago(1)}")).Length));
    }

    [Fact]
    public async Task coaching_refused_twice_lets_a_supervisor_take_the_firm_out()
    {
        var (id, _) = await Pooled(Ago(100), Flow.Today.AddDays(900));
        var leaving = new { trigger = "coachingRefused", causeRef = "会议纪要3号", decidedOn = Flow.Today };
        await Edit(id, "pools/jd.pool/coaching-refusals", new { offeredOn = Ago(20), reference = "邮件" });
        var tag = await Client.ETag($"firms/{id}");
        Assert.Equal((409, "stage.coaching-not-refused"), await Client.Command($"firms/{id}/stages/jd.pool/leaving", leaving, ifMatch: tag).Problem());
        await Edit(id, "pools/jd.pool/coaching-refusals", new { offeredOn = Ago(2), reference = "电话记录" });
        tag = await Client.ETag($"firms/{id}");
        Assert.Equal((403, "auth.role-missing"), await ladder.Client(district, Roles.CaseWorker).Command($"firms/{id}/stages/jd.pool/leaving", leaving, ifMatch: tag).Problem());
        await Edit(id, "stages/jd.pool/leaving", leaving);
        var firm = await Client.Read($"firms/{id}");
        Assert.Equal(("jd.startup", "coachingRefused"), (firm.Text("stage"), firm.GetProperty("affairs").GetProperty("pools")[0].GetProperty("exit").Text("reason")));
    }

    [Fact]
    public async Task an_agreement_is_owed_its_evaluation_until_it_is_concluded()
    {
        await Flow.Programmes(ladder, district);
        await Flow.ConfirmAll(ladder, district);
        var (id, code) = await Flow.Registered(Client, knownSince: $"{Ago(800):O}");
        await Flow.Import(Client, [Flow.Row(code, $"{Ago(760):O}", $"{Flow.Today.AddDays(200):O}", "XJR1", "jd.littleGiant.city")], $"{Ago(750):O}");
        var title = (await Client.Read($"firms/{id}")).GetProperty("recognitions")[0].Text("id");
        var signed = new { projectId = "XJR-2024-01", recognitionId = title, signedOn = Ago(740), termFrom = Ago(760), termTo = Ago(30), documentRef = "合同" };
        await Client.Command($"firms/{id}/agreements", signed).Good();
        Task<JsonElement> Owed() => Client.Read("agreements");
        await Kit.Eventually.True(async () => (await Owed()).GetProperty("items").GetArrayLength() == 1);
        Assert.True((await Owed()).GetProperty("items")[0].GetProperty("overdue").GetBoolean());
        Assert.Empty((await Client.Read($"agreements?dueBefore={Ago(40):O}")).GetProperty("items").EnumerateArray());

        await Edit(id, "agreements/XJR-2024-01/conclusion", new { outcome = "failed", concludedOn = Ago(3), reference = "沪科验1号" });
        await Kit.Eventually.True(async () => (await Owed()).GetProperty("items").GetArrayLength() == 0);
        var firm = await Client.Read($"firms/{id}");
        Assert.Equal((JsonValueKind.Null, "failed"), (firm.GetProperty("stage").ValueKind, firm.GetProperty("affairs").GetProperty("agreements")[0].Text("outcome")));
        Assert.Equal("valid", firm.GetProperty("recognitions")[0].Text("state"));
    }

    [Fact]
    public async Task a_yearly_report_is_owed_by_each_title_that_is_valid_when_it_is_due()
    {
        await Flow.Programmes(ladder, district);
        var (id, code) = await Flow.Registered(Client, knownSince: $"{Ago(1500):O}");
        var year = Flow.Today.AddMonths(-18).Year - 1;
        await Flow.Import(Client, [Flow.Row(code, $"{year}-01-05", $"{year + 3}-01-04", "GR9")], $"{year}-02-01");
        var title = (await Client.Read($"firms/{id}")).GetProperty("recognitions")[0].Text("id");
        await Kit.Eventually.True(async () => (await Client.Read($"annual-reports/owed?year={year}")).GetProperty("items").GetArrayLength() == 1);
        var owed = (await Client.Read($"annual-reports/owed?year={year}")).GetProperty("items")[0];
        Assert.Equal((id, title, $"{year + 1}-05-31", true), (owed.Text("firmId"), owed.Text("recognitionId"), owed.Text("dueOn"), owed.GetProperty("overdue").GetBoolean()));
        await Edit(id, $"recognitions/{title}/annual-reports", new { reportYear = year, filedOn = $"{year + 1}-04-02" });
        await Kit.Eventually.True(async () => (await Client.Read($"annual-reports/owed?year={year}")).GetProperty("items").GetArrayLength() == 0);
        Assert.Equal((422, "report.year"), await Client.GetAsync($"annual-reports/owed?year={Flow.Today.Year}").Problem());
    }

    [Fact]
    public async Task a_status_stands_beside_the_stage_on_the_days_on_which_it_is_held()
    {
        await Flow.Programmes(ladder, district);
        var (id, _) = await Flow.Registered(Client);
        await Client.Command($"firms/{id}/statuses", new { status = "上市储备", from = Ago(50), reference = "名单" }).Good();
        Assert.Equal((422, "status.unknown"), await Client.Command($"firms/{id}/statuses", new { status = "独角兽", from = Ago(50), reference = "名单" }).Problem());
        var held = (await Client.Read($"firms/{id}")).GetProperty("affairs").GetProperty("statuses")[0];
        Assert.Equal("上市储备", held.Text("status"));
        Assert.Equal(0, (await Client.Read($"firms/{id}?asOf={Ago(51):O}")).GetProperty("affairs").GetProperty("statuses").GetArrayLength());
        await Edit(id, $"statuses/{held.Text("id")}/ending", new { endedOn = Flow.Today, reference = "调出" });
        Assert.Equal(0, (await Client.Read($"firms/{id}")).GetProperty("affairs").GetProperty("statuses").GetArrayLength());
    }
}
