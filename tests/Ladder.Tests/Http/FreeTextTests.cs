using System.Net.Http.Json;
using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>What people write may name people: it is shown where it was written, stands in no event, and can be erased.</summary>
public sealed class FreeTextTests(LadderService ladder)
{
    private const string Name = "端木测试";
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    private HttpClient Chen => Flow.Approver(ladder, district);

    private async Task<JsonElement> Do(string path, string act, object body, HttpClient? by = null) =>
        await (by ?? Client).Command($"{path}/{act}", body, ifMatch: await Client.ETag(path)).Good();

    private async Task<JsonElement[]> Found(string words) =>
        [.. (await Client.PostAsJsonAsync("texts/search", new { text = words }).Good()).EnumerateArray()];

    // Everything that the office writes in a case, each with the name and a word of its own.
    private async Task<(string Firm, string Number)> Case()
    {
        await Flow.Programmes(ladder, district);
        await Flow.ConfirmAll(ladder, district);
        var (firm, _) = await Flow.Registered(Client);
        await Client.Command($"firms/{firm}/facts", Flow.GoodFacts()).Good();
        var number = (await Client.Command("cases", new { firmId = firm, programmeId = "jiading-six-stage", stageId = "jd.hnte", channel = "online" }).Good()).Text("number");
        var path = $"cases/{number}";
        await Do(path, "assignment", new { personRef = "wu" });
        await Do(path, "assignment", new { personRef = "li", reason = $"{Name}休假" });
        await Do(path, "supplements", new { items = new[] { "审计报告" } });
        await Do(path, "supplements/receipts", new { items = new[] { "审计报告" } });
        await Do(path, "supplements", new { items = new[] { "说明" }, newFault = $"{Name}的签字不符" });
        await Do(path, "supplements/receipts", new { items = new[] { "说明" } });
        await Do(path, "withdrawal", new { });
        await Do(path, "reopening", new { reason = $"{Name}误点\"撤回\"" }, Chen);
        await Do(path, "acceptance", new { });
        await Do(path, "clock/extensions", new { days = 3, note = $"{Name}出差" });
        await Do(path, "site-visits", new { visitedOn = Flow.Today, people = new[] { "li" }, findings = $"{Name}接待" });
        var judgements = Flow.Judgements(await Client.Read($"firms/{firm}/evaluations/jd.hnte"), $"{Name}出示原件");
        await Do(path, "proposal", new { decision = "recommend", batch = "第一批", judgements, note = $"{Name}为联系人" });
        await Do(path, "proposal/return", new { reason = $"请{Name}补充" }, Chen);
        await Do(path, "proposal", new { decision = "notRecommend", batch = "第一批", judgements, note = $"{Name}为联系人" });
        await Do(path, "decision", new { }, Chen);
        await Do(path, "appeal", new { ground = "facts" });
        await Do(path, "appeal/decision", new { outcome = "upheld", reason = $"{Name}未到场" }, ladder.As("zhao", [district], [Roles.Supervisor]));
        return (firm, number);
    }

    // What the office writes about a firm.
    private async Task Firm(string firm)
    {
        var path = $"firms/{firm}";
        var fact = (await Client.Read(path)).GetProperty("facts")[0].Text("id");
        await Do(path, $"facts/{fact}/corrections", new { newValue = 1, reason = $"{Name}更正", correctedOn = Flow.Today });
        await Client.Command($"{path}/properties", new { ipNo = "ZL1", ipKind = "inventionPatent", grantedOn = "2023-05-01", acquiredBy = "selfDeveloped", source = "证书" }).Good();
        await Do(path, "properties/ZL1/changes", new { change = "pledged", changedOn = Flow.Today, counterparty = Name, source = "登记簿" });
        await Do(path, "properties/ZL1/changes", new { change = "pledged", changedOn = Flow.Today, counterparty = Name, source = "登记簿" });
        await Client.Command($"{path}/adverse-records", new { kind = "quality", listedOn = Flow.Today, severity = "ordinary", source = "市场监管局" }).Good();
        var record = (await Client.Read(path)).GetProperty("affairs").GetProperty("adverseRecords")[0].Text("id");
        await Do(path, $"adverse-records/{record}/removals", new { removedOn = Flow.Today, reason = $"{Name}申请修复" });
        await Client.Command($"{path}/recognition-refusals", new { credentialType = "cn.hnte", batch = "第一批", knownOn = Flow.Today, reason = $"{Name}未答辩" }).Good();
        await Do(path, "credit-code-corrections", new { creditCode = Codes.New(), reason = $"{Name}录错", correctedOn = Flow.Today });
        await Client.Command("leads", new { firmId = firm, stageId = "jd.pool", channel = "visit", reasonZh = $"{Name}有意申报", reasonEn = $"{Name} wants to file" }).Good();
        await Do(path, "deregistration", new { deregisteredOn = Flow.Today, reason = $"{Name}办理" });
    }

    [Fact]
    public async Task what_names_a_person_is_found_erased_and_gone_from_every_table()
    {
        var (firm, number) = await Case();
        await Firm(firm);
        var page = await Client.Read($"cases/{number}");
        Assert.Equal(
            ($"{Name}为联系人", $"{Name}接待", $"{Name}未到场"),
            (page.Text("note"), page.GetProperty("visits")[0].Text("findings"), page.GetProperty("appeal").Text("reason")));
        Assert.Equal($"{Name}出示原件", page.GetProperty("evaluation").GetProperty("judgements")[0].Text("reason"));
        var lines = (await Client.Read($"firms/{firm}/timeline?limit=100")).GetProperty("items").EnumerateArray().Select(l => l.GetProperty("data").GetRawText()).ToList();
        Assert.Contains(lines, l => l.Contains($"{Name}更正", StringComparison.Ordinal));
        JsonElement lead = default;
        await Eventually.True(async () =>
            (lead = (await Client.Read($"leads?firmId={firm}")).GetProperty("items").EnumerateArray().FirstOrDefault()).ValueKind == JsonValueKind.Object);
        Assert.Equal($"{Name}有意申报", lead.GetProperty("reasons")[0].Text("zh"));

        var stored = await Tables.Holding(ladder.Database, Name);
        Assert.Equal(["events.mt_doc_kepttext", "hosting.replies"], stored.Order(StringComparer.Ordinal));
        Assert.Equal((403, "auth.role-missing"), await ladder.Client(district, Roles.CaseWorker).PostAsJsonAsync("texts/search", new { text = Name }).Problem());
        Assert.Equal((400, "text.search-too-short"), await Client.PostAsJsonAsync("texts/search", new { text = "端" }).Problem());
        var found = await Found(Name);
        Assert.Contains($"case:{number}", found.Select(t => t.Text("stream")));
        Assert.Contains($"firm:{firm}", found.Select(t => t.Text("stream")));
        Assert.Empty((await ladder.Client(LadderService.NewDistrict()).PostAsJsonAsync("texts/search", new { text = Name }).Good()).EnumerateArray());
        foreach (var text in found)
            await Client.Command($"texts/{text.Text("textRef")}/erasure", new { requestRef = "申请〔2026〕9号" }).Good();

        Assert.Empty(await Tables.Holding(ladder.Database, Name));
        Assert.Empty(await Found(Name));
        // The log never held the words: what is exported after the erasure still checks, offline, without them.
        var ledgers = new Ledgers(ladder, district);
        await ledgers.Sign();
        var export = await ledgers.Export();
        Assert.DoesNotContain(export, line => line.Contains(Name, StringComparison.Ordinal));
        var (code, said) = Ledgers.Verify(export);
        Assert.True(code == 0, said);
        page = await Client.Read($"cases/{number}");
        Assert.Equal(("", "", "notRecommend"), (page.Text("note"), page.GetProperty("visits")[0].Text("findings"), page.Text("decision")));
        Assert.Empty((await Client.Read($"leads?firmId={firm}")).GetProperty("items")[0].GetProperty("reasons").EnumerateArray());
        var verified = await Client.Read($"cases/{number}/decisions/1/verify");
        Assert.True(verified.Text("verdict") == "equal", verified.GetRawText());
        await Client.Command($"texts/{found[0].Text("textRef")}/erasure", new { requestRef = "申请〔2026〕9号" }).Good();
        Assert.Equal((404, "text.unknown"), await Client.Command("texts/nothing/erasure", new { requestRef = "1" }).Problem());
        Assert.Equal((422, "field.text"), await Client.Command($"cases/{number}/reopening", new { reason = "" }, ifMatch: await Client.ETag($"cases/{number}")).Problem());
    }

    [Fact]
    public async Task an_objection_is_found_too_and_erased_where_it_was_raised()
    {
        const string Objector = "闻人测试";
        await Flow.Programmes(ladder, district);
        var next = Flow.WithNotice(Flow.Jiading(district).Replace("2026.11-draft1", "2026.12", StringComparison.Ordinal), "jd.hnte");
        await ladder.Client(district, Roles.Policy).Command("programmes/jiading-six-stage/versions", next).Good();
        await Flow.ConfirmAll(ladder, district);
        var (firm, _) = await Flow.Registered(Client);
        await Client.Command($"firms/{firm}/facts", Flow.GoodFacts()).Good();
        var number = (await Client.Command("cases", new { firmId = firm, programmeId = "jiading-six-stage", stageId = "jd.hnte", channel = "online" }).Good()).Text("number");
        await Do($"cases/{number}", "acceptance", new { });
        await Flow.Decide(ladder, district, number, "recommend", Flow.Judgements(await Client.Read($"firms/{firm}/evaluations/jd.hnte")));
        var path = $"notices/{(await Client.Command("notices", new { batch = "2026年第一批", numbers = new[] { number }, documentRef = "公告1号" }).Good()).Text("listId")}";
        var objection = (await Client.Command($"{path}/objections", new { number, name = Objector, text = "专利有争议", contact = "139" }).Good()).Text("objectionId");
        Assert.Equal(objection, Assert.Single(await Found(Objector)).Text("textRef"));
        Assert.Equal((409, "text.of-objection"), await Client.Command($"texts/{objection}/erasure", new { requestRef = "1" }).Problem());
        await Do(path, $"objections/{objection}/resolution", new { outcome = "dismissed", reason = $"{Objector}的主张查无实据" }, ladder.As("zhao", [district], [Roles.Supervisor]));
        await Do(path, $"objections/{objection}/erasure", new { requestRef = "1" });
        await Client.Command($"texts/{Assert.Single(await Found(Objector)).Text("textRef")}/erasure", new { requestRef = "1" }).Good();
        Assert.Empty(await Tables.Holding(ladder.Database, Objector));
    }

    /// <summary>Once they lay in a table of their own; the script runs at each start.</summary>
    [Fact]
    public async Task an_objection_of_before_is_read_and_found_as_any_other()
    {
        const string Objector = "令狐测试";
        using var script = new StreamReader(typeof(LadderModule).Assembly.GetManifestResourceStream("Cultivation.Ladder.Texts.texts.sql")!);
        var start = await script.ReadToEndAsync(TestContext.Current.CancellationToken);
        string before = $$"""
            create table if not exists events.mt_doc_objectiontext (like events.mt_doc_kepttext including all);
            insert into events.mt_doc_objectiontext (tenant_id, id, data)
            values ('{{district}}', 'o1', '{"id": "o1", "listId": "n1", "name": "{{Objector}}", "contact": "139", "text": "专利有争议"}')
            """;
        foreach (var sql in new[] { before, start, start })
        {
            await using var command = ladder.Database.CreateCommand(sql);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
        var read = await Client.Read("notices/n1/objections/o1");
        Assert.Equal((Objector, "139", "专利有争议"), (read.Text("name"), read.Text("contact"), read.Text("text")));
        Assert.Equal(("o1", "notice:n1"), (Assert.Single(await Found(Objector)).Text("textRef"), (await Found(Objector))[0].Text("stream")));
        Assert.Equal(["events.mt_doc_kepttext"], await Tables.Holding(ladder.Database, Objector));
    }

    /// <summary>What another district was handed is its own to erase.</summary>
    [Fact]
    public async Task words_move_with_the_firm_and_each_district_erases_its_own()
    {
        const string Clerk = "澹台测试";
        var to = LadderService.NewDistrict();
        await Flow.Programmes(ladder, district);
        await Flow.Programmes(ladder, to);
        var (id, _) = await Flow.Registered(Client);
        await Client.Command($"firms/{id}/facts", Flow.GoodFacts()).Good();
        var fact = (await Client.Read($"firms/{id}")).GetProperty("facts")[0].Text("id");
        await Do($"firms/{id}", $"facts/{fact}/corrections", new { newValue = 1, reason = $"{Clerk}更正", correctedOn = Flow.Today });
        await Do($"firms/{id}", "moves", new { toDivision = to, moveKind = "whole", effectiveOn = Flow.Today, source = "市场监管局" });
        await Do($"firms/{id}", "custody-transfers", new { toDistrict = to, effectiveOn = Flow.Today, handoverRef = "移交单1", openObligations = new[] { $"{Clerk}约定走访" } });
        var there = ladder.Client(to);
        var arrived = (await there.Command("arrivals", new { fromDistrict = district, firmId = id }).Good()).Text("id");
        await Erase(Client);
        Assert.Contains($"{Clerk}更正", (await there.Read($"firms/{arrived}/timeline?limit=100")).GetRawText(), StringComparison.Ordinal);
        Assert.Contains($"{Clerk}约定走访", (await there.Read($"firms/{arrived}")).GetProperty("affairs").GetProperty("cameFrom").GetRawText(), StringComparison.Ordinal);
        await Erase(there);
        Assert.Empty(await Tables.Holding(ladder.Database, Clerk));

        async Task Erase(HttpClient at)
        {
            var found = (await at.PostAsJsonAsync("texts/search", new { text = Clerk }).Good()).EnumerateArray().ToArray();
            Assert.Equal(2, found.Length);
            foreach (var text in found)
                await at.Command($"texts/{text.Text("textRef")}/erasure", new { requestRef = "1" }).Good();
        }
    }
}
