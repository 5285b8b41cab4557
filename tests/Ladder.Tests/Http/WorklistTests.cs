using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

public sealed class WorklistTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    [Fact]
    public async Task cases_are_listed_with_what_is_due_first_and_by_who_works_on_them()
    {
        await Flow.Programmes(ladder, district);
        string[] numbers = [await Filed("jd.hnte"), await Filed("jd.pool"), await Filed("jd.hnte")];
        await Client.Command($"cases/{numbers[2]}/acceptance", new { }, ifMatch: "\"1\"").Good();
        await Client.Command($"cases/{numbers[1]}/withdrawal", new { }, ifMatch: "\"1\"").Good();
        await Client.Command($"cases/{numbers[2]}/assignment", new { }, ifMatch: "\"2\"").Good();
        await Kit.Eventually.True(async () => (await Numbers("worklist?scope=mine")).SequenceEqual([numbers[2]]), TimeSpan.FromMinutes(1));
        // Names come from another list, which may be written a moment later.
        await Kit.Eventually.True(async () => (await Client.Read("worklist?limit=1")).GetProperty("items")[0].Text("legalName").Length > 0, TimeSpan.FromMinutes(1));
        Assert.Equal([numbers[0], numbers[2]], await Numbers("worklist"));
        Assert.Equal([numbers[0]], await Numbers("worklist?scope=unassigned"));
        var counts = await Client.Read("worklist/counts");
        Assert.Equal((1, 1, 0, 2, 0), (counts.Int("mine"), counts.Int("unassigned"), counts.Int("toApprove"), counts.Int("all"), counts.Int("overdue")));
        Assert.Equal([numbers[2]], await Numbers("worklist?state=accepted&stageId=jd.hnte&assignee=li"));
        Assert.Empty(await Numbers($"worklist?dueBefore={Flow.Today:O}"));
        var first = await Client.Read("worklist?limit=1");
        Assert.Equal(("嘉定示例科技有限公司", false), (first.GetProperty("items")[0].Text("legalName"), first.GetProperty("items")[0].GetProperty("overdue").GetBoolean()));
        Assert.Equal([numbers[2]], await Numbers($"worklist?limit=1&after={first.Text("next")}"));
        Assert.Equal((400, "worklist.scope-unknown"), await Client.GetAsync("worklist?scope=theirs").Problem());
        Assert.Equal((400, "worklist.cursor-malformed"), await Client.GetAsync("worklist?after=x").Problem());
        Assert.Equal((400, "case.state-unknown"), await Client.GetAsync("worklist?state=lost").Problem());
    }

    [Fact]
    public async Task what_is_overdue_comes_first_and_each_filter_finds_what_it_names()
    {
        var (firm, code) = await Flow.Registered(Client);
        await Kit.Eventually.True(async () => (await Client.Read("firms")).GetProperty("items").GetArrayLength() == 1);
        await using (var fill = ladder.Database.CreateCommand($"""
            insert into ladder.case_list (tenant_id, number, firm_id, credit_code, programme_id, stage_id, state, channel, submitted_on, assignee, due_on, open, next_on, proposed_by)
            select '{district}', number, firm, '{code}', 'p', 'jd.pool', 'accepted', 'self', now(), assignee, date '{Flow.Today:O}' + days, true, date '{Flow.Today:O}' + days, proposer
            from (values ('2026-1', '{firm}', 'li', 7, 'li'), ('2026-2', '{firm}', 'wu', -3, null), ('2026-3', 'elsewhere', 'wu', 1, 'wu'), ('2026-4', '{firm}', null, 0, null)) as c (number, firm, assignee, days, proposer)
            """))
        {
            await fill.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
        Assert.Equal(["2026-2", "2026-4", "2026-3", "2026-1"], await Numbers("worklist"));
        Assert.Equal([true, false, false, false], (await Client.Read("worklist")).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("overdue").GetBoolean()));
        Assert.Equal(["2026-2", "2026-4"], await Numbers($"worklist?dueBefore={Flow.Today.AddDays(1):O}"));
        Assert.Equal(["2026-2", "2026-4", "2026-1"], await Numbers($"worklist?town={Uri.EscapeDataString("安亭镇")}"));
        Assert.Equal(["2026-2", "2026-3"], await Numbers("worklist?assignee=wu"));
        // Who proposed does not approve.
        Assert.Equal(["2026-3"], await Numbers("worklist?scope=toApprove"));
        var counts = await Client.Read("worklist/counts");
        Assert.Equal((1, 1, 1, 4, 1), (counts.Int("mine"), counts.Int("unassigned"), counts.Int("toApprove"), counts.Int("all"), counts.Int("overdue")));
    }

    [Fact]
    public async Task a_list_of_a_hundred_thousand_is_paged()
    {
        var database = ladder.Database;
        await using (var fill = database.CreateCommand($"""
            insert into ladder.case_list
            select '{district}', '2026-' || lpad(i::text, 6, '0'), 'f' || i, 'c' || i, 'p', 'jd.hnte', 'accepted', 'self', now(),
                case i % 50 when 0 then 'li' when 1 then 'wu' end, date '2026-01-01' + i % 700, null, null, null, true, date '2026-01-01' + i % 700
            from generate_series(1, 100000) i; analyze ladder.case_list
            """))
        {
            await fill.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
        foreach (var question in new[] { "worklist", "worklist?scope=mine", "worklist?scope=unassigned", "worklist?firmId=f77", "worklist?after=2027-01-01.2026-000400" })
            Assert.NotEmpty((await Client.Read(question)).GetProperty("items").EnumerateArray());
    }

    private async Task<string> Filed(string stageId)
    {
        var (id, _) = await Flow.Registered(Client);
        return (await Client.Command("cases", new { firmId = id, programmeId = "jiading-six-stage", stageId, channel = "institution" }).Good()).Text("number");
    }

    private async Task<string[]> Numbers(string question) =>
        [.. (await Client.Read(question)).GetProperty("items").EnumerateArray().Select(i => i.Text("number"))];

    [Fact]
    public async Task a_filter_is_kept_for_its_person_and_replaced_under_its_name()
    {
        async Task<string[]> Own(HttpClient client) => [.. (await client.Read("filters")).EnumerateArray().Select(f => $"{f.Text("list")} {f.Text("name")} {f.Text("query")}")];
        var (li, chen) = (ladder.Client(district), ladder.As("chen", [district], [Roles.CaseWorker]));
        await li.Command("filters", new { name = "本周到期", list = "worklist", query = "dueBefore=2026-12-01" }).Good();
        var saved = await li.Command("filters", new { name = "本周到期", list = "worklist", query = "dueBefore=2026-12-08&town=安亭镇" }).Good();
        Assert.Equal(["worklist 本周到期 dueBefore=2026-12-08&town=安亭镇"], await Own(li));
        Assert.Empty(await Own(chen));
        Assert.Equal((404, "filter.unknown"), await chen.Command($"filters/{saved.Text("id")}/removal", new { }).Problem());
        Assert.Equal((422, "filter.list-unknown"), await li.Command("filters", new { name = "x", list = "banks", query = "" }).Problem());
        await li.Command($"filters/{saved.Text("id")}/removal", new { }).Good();
        Assert.Empty(await Own(li));
    }
}
