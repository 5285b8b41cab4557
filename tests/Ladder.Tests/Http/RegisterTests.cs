using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>Rights, records, reports, duties and codes: what a firm's registers say, at two times.</summary>
public sealed class RegisterTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    private async Task Edit(string id, string path, object body, string? knownSince = null) =>
        await Client.Command($"firms/{id}/{path}", body, ifMatch: await Client.ETag($"firms/{id}"), knownSince: knownSince).Good();

    private static object Right(string ipNo, string kind = "softwareCopyright") =>
        new { ipNo, ipKind = kind, grantedOn = "2023-05-01", acquiredBy = "selfDeveloped", source = "证书" };

    /// <summary>Subtlety 12: several owners, one user; one class II right serves once; the evaluation counts the register.</summary>
    [Fact]
    public async Task of_two_owners_one_uses_a_right_and_the_pool_counts_what_is_left()
    {
        await Flow.Programmes(ladder, district);
        var (one, _) = await Flow.Registered(Client);
        var (other, _) = await Flow.Registered(Client);
        foreach (var id in new[] { one, other })
            await Client.Command($"firms/{id}/properties", Right("2023SR1")).Good();
        await Client.Command($"firms/{one}/properties", Right("2023SR2")).Good();
        Assert.Equal(2, await Counted(one));
        await Client.Command($"firms/{one}/properties/2023SR1/uses", new { filingRef = "2025-000001", usedOn = Flow.Today.AddDays(-9) }).Good();
        Assert.Equal(1, await Counted(one));
        Assert.Equal((409, "ip.used-before"), await Client.Command($"firms/{one}/properties/2023SR1/uses", new { filingRef = "2026-000001", usedOn = Flow.Today }).Problem());
        Assert.Equal((409, "ip.used-by-other"), await Client.Command($"firms/{other}/properties/2023SR1/uses", new { filingRef = "2026-000002", usedOn = Flow.Today }).Problem());

        async Task<decimal> Counted(string id) => Leaf(await Client.Read($"firms/{id}/evaluations/jd.pool"), "jd.pool.3.b").GetProperty("value").GetDecimal();
    }

    [Fact]
    public async Task a_record_fails_condition_eight_and_banks_may_hear_of_it()
    {
        await Flow.Programmes(ladder, district);
        var (id, code) = await Flow.Registered(Client);
        Assert.Equal("needsPerson", Leaf(await Client.Read($"firms/{id}/evaluations/jd.hnte"), "cn.hnte.c8").Text("result"));
        await Client.Command($"firms/{id}/adverse-records", new
        {
            kind = "environment", listedOn = Flow.Today, severity = "major", source = "生态环境局", happenedOn = Flow.Today.AddDays(-100),
        }).Good();
        var condition = Leaf(await Client.Read($"firms/{id}/evaluations/jd.hnte"), "cn.hnte.c8");
        Assert.Equal("unmet", condition.Text("result"));
        var record = (await Client.Read($"firms/{id}")).GetProperty("affairs").GetProperty("adverseRecords")[0];
        await Edit(id, $"adverse-records/{record.Text("id")}/removals", new { removedOn = Flow.Today, reason = "信用修复" });
        await Kit.Eventually.True(() => ladder.Queue.About(id) is ["FirmRegistered", "AdverseRecordListed", "AdverseRecordRemoved"], TimeSpan.FromMinutes(4));
    }

    /// <summary>Subtlety 1: each register answers as of one day, as known on another.</summary>
    [Fact]
    public async Task the_registers_have_two_times()
    {
        const string Learnt = "2025-03-01; source=paper";
        var (id, _) = await Flow.Registered(Client, knownSince: "2024-01-01; source=paper");
        await Client.Command($"firms/{id}/properties", Right("2023SR1"), knownSince: Learnt).Good();
        await Client.Command($"firms/{id}/adverse-records", new { kind = "safety", listedOn = "2024-06-01", severity = "major", source = "应急局" }, knownSince: Learnt).Good();
        await Client.Command($"firms/{id}/controls", new { validFrom = "2024-02-01", source = "公示系统", actualControllerRef = "person-9" }, knownSince: Learnt).Good();
        await Edit(id, "moves", new { toDivision = "310106", moveKind = "part", effectiveOn = "2024-05-01", source = "市场监管局" }, Learnt);
        await Edit(id, "renames", new { newName = "新名", changedOn = "2024-07-01", source = "市场监管局" }, Learnt);
        await Edit(id, "deregistration", new { deregisteredOn = "2024-12-31", reason = "决议解散" }, Learnt);

        Assert.Equal((0, 0, 0, 0, 0, true), await Shown("asOf=2025-01-15&knownOn=2025-02-28"));
        Assert.Equal((1, 1, 1, 1, 1, false), await Shown("asOf=2025-01-15&knownOn=2025-03-01"));
        Assert.Equal((1, 0, 0, 0, 0, true), await Shown("asOf=2024-01-15&knownOn=2025-03-01"));

        async Task<(int, int, int, int, int, bool)> Shown(string times)
        {
            var affairs = (await Client.Read($"firms/{id}?{times}")).GetProperty("affairs");
            int Many(string register) => affairs.GetProperty(register).GetArrayLength();
            return (Many("properties"), Many("adverseRecords"), Many("controls"), Many("moves"), Many("duties"), affairs.GetProperty("here").GetBoolean());
        }
    }

    [Fact]
    public async Task two_missed_reports_warn_and_end_nothing()
    {
        await Flow.Programmes(ladder, district);
        var (id, code) = await Flow.Registered(Client);
        var year = Flow.Today.Year;
        await Flow.Import(Client, [Flow.Row(code, $"{year - 3}-12-04", Flow.Today.AddDays(600).ToString("O"), "GR1")]);
        var title = (await Client.Read($"firms/{id}")).GetProperty("recognitions")[0].Text("id");
        foreach (var missed in new[] { year - 3, year - 2 })
            await Edit(id, $"recognitions/{title}/annual-reports", new { reportYear = missed });
        var firm = await Client.Read($"firms/{id}");
        Assert.Equal("jd.hnte", firm.Text("stage"));
        var affairs = firm.GetProperty("affairs");
        Assert.Equal([year - 3, year - 2], affairs.GetProperty("warnings")[0].GetProperty("missedYears").EnumerateArray().Select(y => y.GetInt32()));
        Assert.Equal(title, affairs.GetProperty("cancellationProposals")[0].Text("recognitionId"));
        await Edit(id, $"recognitions/{title}/cancellation-proposal/settlement", new { outcome = "sent", reference = "沪科函1号", settledOn = Flow.Today });
        Assert.Equal("valid", (await Client.Read($"firms/{id}")).GetProperty("recognitions")[0].Text("state"));
    }

    /// <summary>Subtlety 9: a paper is matched by code first, then by the history of names; the duty runs from the change.</summary>
    [Fact]
    public async Task a_firm_is_found_by_code_then_by_a_corrected_code_then_by_any_name()
    {
        var (id, wrong) = await Flow.Registered(Client, "老名科技有限公司");
        await Edit(id, "renames", new { newName = "新名科技有限公司", changedOn = Flow.Today.AddMonths(-4), source = "市场监管局" });
        var right = Codes.New();
        await Edit(id, "credit-code-corrections", new { creditCode = right, reason = "录入错误", correctedOn = Flow.Today });
        var (other, _) = await Flow.Registered(Client);
        Assert.Equal((409, "firm.code-taken"), await Edited(other, "credit-code-corrections", new { creditCode = right, reason = "x", correctedOn = Flow.Today }));
        await Client.Command("firms", Flow.Firm(Codes.New(), "另一家")).Good();

        await Kit.Eventually.True(async () => await By($"creditCode={right}&name=别的名字") == "creditCode", TimeSpan.FromMinutes(1));
        Assert.Equal("formerCode", await By($"creditCode={wrong}"));
        Assert.Equal(id, Assert.Single((await Client.Read($"firms?creditCode={wrong}")).GetProperty("items").EnumerateArray()).Text("id"));
        Assert.Equal("name", await By($"creditCode={Codes.New()}&name=老名科技有限公司"));
        Assert.Equal("", await By("name=老名"));
        Assert.Equal((400, "firm.match-by"), await Client.GetAsync("firms/match").Problem());
        await Client.Command("firms", Flow.Firm(wrong, "真正的主人")).Good();
        Assert.Equal(right, (await Client.Read($"firms/{id}")).Text("creditCode"));
        var duty = (await Client.Read($"firms/{id}")).GetProperty("affairs").GetProperty("duties")[0];
        Assert.Equal("notNeeded", duty.Text("state"));

        async Task<string> By(string query)
        {
            var found = await Client.Read($"firms/match?{query}");
            Assert.True(found.GetArrayLength() == 0 || found[0].Text("id") == id);
            return found.GetArrayLength() == 0 ? "" : found[0].Text("by");
        }
    }

    /// <summary>Subtlety 9: what is owed is listed by the day of the change, and only for who held a title then.</summary>
    [Fact]
    public async Task reports_that_are_owed_are_listed_until_they_are_made()
    {
        await Flow.Programmes(ladder, district);
        var (holder, code) = await Flow.Registered(Client);
        var (other, _) = await Flow.Registered(Client);
        await Flow.Import(Client, [Flow.Row(code, "2024-12-04", Flow.Today.AddDays(600).ToString("O"), "GR1")]);
        var changedOn = Flow.Today.AddMonths(-4);
        foreach (var id in new[] { holder, other })
            await Edit(id, "renames", new { newName = "新名", changedOn, source = "市场监管局" });
        await Kit.Eventually.True(async () => (await Client.Read("duties")).GetProperty("items").GetArrayLength() > 0, TimeSpan.FromMinutes(1));
        var duty = Assert.Single((await Client.Read("duties?overdue=true")).GetProperty("items").EnumerateArray());
        Assert.Equal((holder, "renamed", changedOn.AddMonths(3).ToString("O")), (duty.Text("firmId"), duty.Text("change"), duty.Text("dueOn")));
        Assert.Empty((await Client.Read("duties?overdue=false")).GetProperty("items").EnumerateArray());
        Assert.Empty((await Client.Read($"duties?after={duty.Text("dueOn")}~{holder}~{changedOn:O}")).GetProperty("items").EnumerateArray());
        Assert.Equal((400, "page.after"), await Client.GetAsync("duties?after=x").Problem());
        await Edit(holder, "change-reports", new { change = "renamed", changedOn, reportedOn = Flow.Today, receipt = "回执" });
        Assert.Equal("reportedLate", (await Client.Read($"firms/{holder}")).GetProperty("affairs").GetProperty("duties")[0].Text("state"));
        await Kit.Eventually.True(async () => (await Client.Read("duties")).GetProperty("items").GetArrayLength() == 0, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task a_figure_is_verified_by_who_calls()
    {
        var (id, _) = await Flow.Registered(Client);
        await Client.Command($"firms/{id}/facts", new { facts = new[] { Figures.Of(Flow.Today.Year - 1, "sales", "salesRevenue.hnte195", 1, "CNY") } }).Good();
        var fact = (await Client.Read($"firms/{id}")).GetProperty("facts")[0].Text("id");
        await Edit(id, $"facts/{fact}/verifications", new { method = "auditReport", verifiedOn = Flow.Today });
        var shown = (await Client.Read($"firms/{id}")).GetProperty("facts")[0];
        Assert.Equal((Flow.Today.ToString("O"), "li"), (shown.Text("verifiedOn"), shown.Text("verifiedBy")));
    }

    private async Task<(int, string)> Edited(string id, string path, object body) =>
        await Client.Command($"firms/{id}/{path}", body, ifMatch: await Client.ETag($"firms/{id}")).Problem();

    private static JsonElement Leaf(JsonElement evaluation, string id) => Flow.Leaves(evaluation.GetProperty("criteria")).First(c => c.Text("id") == id);
}
