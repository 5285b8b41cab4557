using System.Net.Http.Headers;
using System.Text.Json;
using Cultivation.Ladder.Imports;
using Cultivation.Ladder.Tests.Imports;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>Lists as files: CSV and Excel, in and out, foreseen, applied and undone.</summary>
public sealed class ListTests(LadderService ladder)
{
    private const string FirmHeader = "creditCode,legalName,establishedOn,registeredDivision,industryCode,enterpriseType,town";
    private const string PoolHeader = "creditCode,legalName,poolId,admittedOn,termEndsOn,batch";
    private readonly string district = LadderService.NewDistrict();
    private HttpClient Client => ladder.Client(district);

    private static string Ahead(int days) => Flow.Today.AddDays(days).ToString("O");

    private static string Ago(int days) => Ahead(-days);

    private async Task<HttpResponseMessage> Post(string kind, byte[] file, string type)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"imports/{kind}?listRef=名单&authority=市") { Content = new ByteArrayContent(file) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Headers.ExpectContinue = true;
        return await Client.SendAsync(request);
    }

    private async Task<byte[]> Exported(string kind, string format)
    {
        using var answer = await Client.GetAsync($"exports/{kind}?format={format}");
        Assert.Equal(format == "csv" ? ListFile.CsvType : ListFile.ExcelType, answer.EnsureSuccessStatusCode().Content.Headers.ContentType!.MediaType);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private async Task<JsonElement> Undone(string id)
    {
        await Client.Command($"imports/{id}/undo", new { reason = "错发" }).Good();
        await Kit.Eventually.True(async () => (await Client.Read($"imports/{id}")).Text("state") == "undone", TimeSpan.FromMinutes(4));
        return await Client.Read($"imports/{id}");
    }

    [Theory]
    [InlineData("csv", ListFile.CsvType)]
    [InlineData("xlsx", ListFile.ExcelType)]
    public async Task what_is_exported_can_be_imported_again_and_changes_nothing(string format, string type)
    {
        await Flow.Programmes(ladder, district);
        var (id, code) = await Flow.Registered(Client, "=嘉定,\"甲\"科技有限公司");
        var (_, pooled) = await Flow.Registered(Client);
        await Flow.Import(Client, [Flow.Row(code, Ago(400), Ahead(600), "GR1"), Flow.Row(code, Ago(1500), "", "", "cn.techSme")]);
        await Client.Command($"firms/{id}/facts", Flow.GoodFacts()).Good();
        await Flow.Import(Client, "pool-admissions", $"{PoolHeader}\n{pooled},嘉定示例科技有限公司,jd.pool,{Ago(50)},,");
        await Flow.Tongxiang(ladder, district);
        await Flow.Import(Client, "side-rungs", $"creditCode,legalName,rungId,enteredOn,leftOn\n{code},,tx.rdUnit.county,{Ago(90)},{Ago(9)}");
        await Flow.Import(Client, "pool-exits", $"creditCode,legalName,poolId,exitedOn,reason,effectiveOn\n{pooled},,jd.pool,{Ago(9)},withdrawn,{Ago(8)}");
        var rows = new Dictionary<string, int> { ["firms"] = 2, ["recognitions"] = 2, ["facts"] = 21, ["pool-admissions"] = 1, ["pool-exits"] = 1, ["side-rungs"] = 1 };
        foreach (var (kind, count) in rows)
        {
            var read = await Post(kind, await Exported(kind, format), type).Good();
            Assert.Equal((kind, count, 0, count), (kind, read.Int("rows"), read.Int("additions"), read.Int("unchanged")));
            Assert.Equal(0, read.GetProperty("faults").GetArrayLength());
        }
        Assert.Contains("\"'=嘉定,", System.Text.Encoding.UTF8.GetString(await Exported("firms", "csv")), StringComparison.Ordinal);
        Assert.Equal((400, "export.format"), await Client.GetAsync("exports/firms?format=pdf").Problem());
    }

    [Fact]
    public async Task a_workbook_is_read_planned_and_applied_and_faults_are_named_by_their_line()
    {
        await Flow.Programmes(ladder, district);
        var (id, code) = await Flow.Registered(Client);
        string?[] good = [code, "嘉定示例科技有限公司", "cn.hnte", "GR1", Ago(400), Ago(400), Ahead(600), Ago(390)];
        var file = await ExcelSpecs.Workbook(Flow.CsvHeader, good, [code, "x", "cn.hnte", "GR2", "2023/1/1", Ago(400), Ahead(600), Ago(390)]);
        var read = await Post("recognitions", file, ListFile.ExcelType).Good();
        Assert.Equal((3, "import.date-malformed"), (read.GetProperty("faults")[0].Int("line"), read.GetProperty("faults")[0].Text("code")));
        var change = read.GetProperty("changes")[0];
        Assert.Equal(["recognition_granted", "stage_entered"], change.GetProperty("events").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal(
            [("cn.cultivation.recognition.granted.v1", 1), ("cn.cultivation.stage.entered.v1", 1)],
            read.GetProperty("consequences").GetProperty("messages").EnumerateArray().Select(m => (m.Text("type"), m.Int("count"))));
        Assert.Contains("consent", read.GetProperty("consequences").Text("noticeEn"), StringComparison.Ordinal);
        var plan = (await Client.Read($"imports/{read.Text("id")}/plan")).GetProperty("items");
        Assert.Equal((1, 2), (plan.GetArrayLength(), plan[0].Int("line")));
        await Flow.Apply(Client, read.Text("id"), skipFaulty: true);
        Assert.Equal("jd.hnte", (await Client.Read($"firms/{id}")).Text("stage"));
    }

    [Fact]
    public async Task a_body_that_is_too_large_or_no_workbook_is_refused()
    {
        Assert.Equal((413, "import.too-large"), await Post("firms", [.. Enumerable.Repeat((byte)'a', ListFile.MostBytes + 1)], ListFile.CsvType).Problem());
        Assert.Equal((413, "request.too-large"), await Post("firms", new byte[50 * 1024 * 1024], ListFile.ExcelType).Problem());
        Assert.Equal((422, "import.not-excel"), await Post("firms", [1, 2, 3], ListFile.ExcelType).Problem());
        Assert.Equal((422, "import.header"), await Post("firms", await ExcelSpecs.Workbook("a,b", ["1", "2"]), ListFile.ExcelType).Problem());
    }

    /// <summary>Subtlety 9: the city's list has the old name and no code; it finds the firm by its name history, and number and dates stay.</summary>
    [Fact]
    [Trait("subtlety", "9")]
    public async Task a_row_with_an_old_name_and_no_code_finds_its_firm()
    {
        await Flow.Programmes(ladder, district);
        var (id, code) = await Flow.Registered(Client, "嘉定旧名科技有限公司");
        await Client.Command($"firms/{id}/renames", new { newName = "嘉定新名科技有限公司", changedOn = Ago(100), source = "市场监管局" }, ifMatch: "\"1\"").Good();
        await Kit.Eventually.True(
            async () => (await Client.Read("firms?name=嘉定新名")).GetProperty("items").GetArrayLength() == 1, TimeSpan.FromMinutes(4));
        var read = await Flow.Read(Client, "recognitions", string.Join('\n',
            Flow.CsvHeader, Flow.Row("", Ago(400), Ahead(600), "GR1", name: "嘉定旧名科技有限公司"), Flow.Row(Codes.New(), Ago(400), Ahead(600), "GR2", name: "嘉定旧名科技有限公司"),
            Flow.Row("", Ago(400), Ahead(600), "GR3", name: "无此企业")));
        var row = read.GetProperty("changes")[0];
        Assert.Equal((code, true, "嘉定新名科技有限公司"), (row.Text("creditCode"), row.GetProperty("matchedByName").GetBoolean(), row.Text("legalName")));
        Assert.Equal(
            [(3, "import.code-differs", code), (4, "import.name-unknown", "无此企业")],
            read.GetProperty("faults").EnumerateArray().Select(f => (f.Int("line"), f.Text("code"), f.Text("detail"))));
        await Flow.Apply(Client, read.Text("id"), skipFaulty: true);
        Assert.Equal("GR1", (await Client.Read($"firms/{id}")).GetProperty("recognitions")[0].Text("certificateNo"));
    }

    /// <summary>Subtlety 20: a wrong list is taken back by events that go the way of the wrong ones, to the same readers and in order.</summary>
    [Fact]
    public async Task a_list_of_titles_is_undone_by_compensating_events_and_once()
    {
        await Flow.Programmes(ladder, district);
        var (kept, keptCode) = await Flow.Registered(Client);
        var (id, code) = await Flow.Registered(Client);
        string[] rows = [Flow.Row(code, Ago(400), Ahead(600), "GR1"), Flow.Row(keptCode, Ago(400), Ahead(600), "GR2")];
        var read = await Flow.Read(Client, "recognitions", string.Join('\n', [Flow.CsvHeader, .. rows]));
        var list = read.Text("id");
        Assert.Equal((409, "import.not-applied"), await Client.Command($"imports/{list}/undo", new { reason = "错发" }).Problem());
        await Flow.Apply(Client, list);
        var title = (await Client.Read($"firms/{kept}")).GetProperty("recognitions")[0].Text("id");
        await Client.Command(
            $"firms/{kept}/recognitions/{title}/revocations", new { decidedOn = Ago(2), effectiveFrom = Ago(300), cause = "x", noticeRef = "y" },
            ifMatch: await Client.ETag($"firms/{kept}")).Good();

        Assert.Equal((403, "auth.role-missing"), await ladder.Client(district, Roles.CaseWorker).Command($"imports/{list}/undo", new { reason = "错发" }).Problem());
        var undo = (await Undone(list)).GetProperty("undo");
        Assert.Equal((1, 0, 1, "错发"), (undo.Int("undone"), undo.Int("unchanged"), undo.Int("refused"), undo.Text("reason")));
        var outcomes = (await Client.Read($"imports/{list}/undo/rows")).GetProperty("items").EnumerateArray();
        Assert.Equal([(2, "undone"), (3, "import.undo-changed")], outcomes.Select(r => (r.Int("line"), r.Text("outcome"))));
        var firm = await Client.Read($"firms/{id}");
        Assert.Equal(("", 0), (firm.Text("stage"), firm.GetProperty("recognitions").GetArrayLength()));
        await Kit.Eventually.True(
            () => ladder.Queue.About(id).SequenceEqual(["FirmRegistered", "RecognitionGranted", "StageEntered", "RecognitionAnnulled", "StageLeft"]), TimeSpan.FromMinutes(4));
        Assert.Equal((409, "import.undone-already"), await Client.Command($"imports/{list}/undo", new { reason = "错发" }).Problem());

        var again = await Flow.Import(Client, rows[..1]);
        Assert.Equal(1, again.Int("added"));
        Assert.Equal("jd.hnte", (await Client.Read($"firms/{id}")).Text("stage"));
    }

    [Fact]
    public async Task a_list_of_firms_is_undone_where_nothing_else_happened_and_they_can_be_registered_again()
    {
        var (gone, stays) = (Codes.New(), Codes.New());
        string Row(string code) => $"{code},嘉定甲科技有限公司,2015-03-02,310114,I6510,有限责任公司,";
        var list = (await Flow.Read(Client, "firms", $"{FirmHeader}\n{Row(gone)}\n{Row(stays)}")).Text("id");
        await Flow.Apply(Client, list);
        var ids = (await Client.Read($"imports/{list}/rows")).GetProperty("items").EnumerateArray().Select(r => r.Text("firmId")).ToList();
        await Client.Command($"firms/{ids[1]}/facts", new { facts = new[] { Figures.Of(2023, "sales", "salesRevenue.hnte195", 7, "CNY") } }).Good();
        await Kit.Eventually.True(async () => (await Client.Read("firms")).GetProperty("items").GetArrayLength() == 2, TimeSpan.FromMinutes(4));

        var undo = (await Undone(list)).GetProperty("undo");
        Assert.Equal((1, 1), (undo.Int("undone"), undo.Int("refused")));
        Assert.Equal((404, "firm.unknown"), await Client.GetAsync($"firms/{ids[0]}").Problem());
        Assert.Equal((404, "firm.unknown"), await Client.Command($"firms/{ids[0]}/facts", new { facts = new[] { Figures.Of(2023, "sales", "salesRevenue.hnte195", 7, "CNY") } }).Problem());
        Assert.Equal(
            ["registration_annulled", "enterprise_registered"],
            (await Client.Read($"firms/{ids[0]}/timeline")).GetProperty("items").EnumerateArray().Select(l => l.Text("type")));
        await Kit.Eventually.True(async () => (await Client.Read("firms")).GetProperty("items").GetArrayLength() == 1, TimeSpan.FromMinutes(4));
        Assert.NotEqual(ids[0], (await Client.Command("firms", Flow.Firm(gone)).Good()).Text("id"));
    }

    [Fact]
    public async Task a_list_of_figures_is_undone()
    {
        var (id, code) = await Flow.Registered(Client);
        var applied = await Flow.Import(Client, "facts",
            $"creditCode,fiscalYear,metric,definitionId,value,unit,sourceKind,scope,documentHash\n{code},2023,sales,salesRevenue.hnte195,5,CNY,audited,legalPerson,");
        Assert.Equal(1, (await Undone(applied.Text("id"))).GetProperty("undo").Int("undone"));
        Assert.Equal(0, (await Client.Read($"firms/{id}")).GetProperty("facts").GetArrayLength());
        await Client.Command($"firms/{id}/facts", new { facts = new[] { Figures.Of(2023, "sales", "salesRevenue.hnte195", 7, "CNY") } }).Good();
    }

    [Fact]
    public async Task a_batch_of_pool_admissions_is_applied_and_undone()
    {
        await Flow.Programmes(ladder, district);
        var (id, code) = await Flow.Registered(Client);
        var applied = await Flow.Import(Client, "pool-admissions", $"{PoolHeader}\n{code},,jd.pool,{Ago(50)},{Ahead(700)},2026年第一批");
        Assert.Equal("jd.pool", (await Client.Read($"firms/{id}")).Text("stage"));
        var admitted = (await Client.Read($"firms/{id}/timeline")).GetProperty("items").EnumerateArray().Single(l => l.Text("type") == "pool_admitted").GetProperty("data");
        Assert.Equal(("2026年第一批", "名单", "li"), (admitted.Text("batch"), admitted.Text("decisionRef"), admitted.Text("decidedBy")));
        var faults = (await Flow.Read(Client, "pool-exits", $"creditCode,legalName,poolId,exitedOn,reason,effectiveOn\n{code},,jd.hnte,{Ago(9)},merged,{Ago(8)}\n{code},,jd.pool,{Ago(9)},bored,{Ago(8)}")).GetProperty("faults");
        Assert.Equal([(2, "pool.unknown"), (3, "import.word-unknown")], faults.EnumerateArray().OrderBy(f => f.Int("line")).Select(f => (f.Int("line"), f.Text("code"))));
        await Undone(applied.Text("id"));
        Assert.Equal("", (await Client.Read($"firms/{id}")).Text("stage"));
    }
}
