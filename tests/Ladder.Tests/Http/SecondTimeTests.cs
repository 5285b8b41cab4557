using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>Any list or count as of X, as known on Y; how a day is cut is in <see cref="ClosedDayTests"/>.</summary>
public sealed class SecondTimeTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    private static string Ago(int days) => Flow.Today.AddDays(-days).ToString("O");

    private static string Since(int days) => $"{Ago(days)}; source=paper";

    private async Task<JsonElement[]> Items(string question) => [.. (await Client.Read(question)).GetProperty("items").EnumerateArray()];

    [Fact]
    public async Task cases_and_leads_stood_where_their_acts_had_put_them()
    {
        await Flow.Programmes(ladder, district);
        var (firm, _) = await Flow.Registered(Client, knownSince: Since(30));
        var lead = (await Client.Command("leads", new { firmId = firm, stageId = "jd.pool", channel = "town", reasonZh = "镇里推荐", reasonEn = "Named by the town" }, knownSince: Since(12)).Good()).Text("leadId");
        await Client.Command($"leads/{lead}/service", "{}", ifMatch: "\"1\"", knownSince: Since(10)).Good();
        var number = (await Client.Command("cases", new { firmId = firm, programmeId = "jiading-six-stage", stageId = "jd.pool", channel = "online" }, knownSince: Since(9)).Good()).Text("number");
        await Client.Command($"leads/{lead}/recommendation", new { caseNumber = number }, ifMatch: "\"2\"", knownSince: Since(9)).Good();
        await Client.Command($"cases/{number}/acceptance", new { }, ifMatch: "\"1\"", knownSince: Since(6)).Good();
        await Client.Command($"cases/{number}/withdrawal", new { }, ifMatch: "\"2\"", knownSince: Since(3)).Good();
        await Client.Command($"cases/{number}/reopening", new { reason = "误操作" }, ifMatch: "\"3\"").Good();
        await Kit.Eventually.True(async () => await Counts("") == "accepted 1", TimeSpan.FromMinutes(1));

        Assert.Equal(
            ["", "submitted 1", "submitted 1", "accepted 1", "withdrawn 1"],
            await Task.WhenAll(new[] { $"?knownOn={Ago(10)}", $"?knownOn={Ago(9)}", $"?asOf={Ago(7)}", $"?asOf={Ago(4)}&knownOn={Ago(1)}", $"?asOf={Ago(1)}&knownOn={Ago(3)}" }.Select(Counts)));
        Assert.Empty(await Items($"cases?knownOn={Ago(10)}"));
        var then = Assert.Single(await Items($"cases?knownOn={Ago(7)}&stageId=jd.pool&state=submitted&firmId={firm}"));
        Assert.Equal((number, "submitted", ""), (then.Text("number"), then.Text("state"), then.Text("acceptedOn")));
        Assert.Empty(await Items($"cases?knownOn={Ago(7)}&state=accepted"));
        Assert.Equal("accepted", Assert.Single(await Items("cases?stageId=jd.pool")).Text("state"));

        Assert.Equal("discovered", Assert.Single(await Items($"leads?knownOn={Ago(11)}")).Text("queue"));
        Assert.Equal("serving", Assert.Single(await Items($"leads?asOf={Ago(10)}&queue=serving")).Text("queue"));
        Assert.Empty(await Items($"leads?knownOn={Ago(13)}"));
        Assert.Equal("recommended", Assert.Single(await Items($"leads?knownOn={Ago(1)}&firmId={firm}")).Text("queue"));
        Assert.Equal(1, (await Client.Read($"discovery/queues?asOf={Ago(11)}")).Int("discovered"));

        async Task<string> Counts(string days)
        {
            var counted = (await Client.Read($"cases/counts{days}")).GetProperty("items").EnumerateArray();
            return string.Join(' ', counted.Select(c => $"{c.Text("state")} {c.Int("cases")}"));
        }
    }

    [Fact]
    public async Task duties_and_agreements_were_owed_as_far_as_was_known()
    {
        await Flow.Programmes(ladder, district);
        var (id, code) = await Flow.Registered(Client, knownSince: Since(800));
        await Flow.Import(Client, [Flow.Row(code, Ago(760), Flow.Today.AddDays(200).ToString("O"), "XJR1", "jd.littleGiant.city")], Since(750));
        await Edit("renames", new { newName = "新名", changedOn = Ago(120), source = "市场监管局" }, 100);
        await Edit("change-reports", new { change = "renamed", changedOn = Ago(120), reportedOn = Ago(20), receipt = "回执" }, 10);
        var title = (await Client.Read($"firms/{id}")).GetProperty("recognitions")[0].Text("id");
        var signed = new { projectId = "XJR-1", recognitionId = title, signedOn = Ago(740), termFrom = Ago(760), termTo = Ago(30), documentRef = "合同" };
        await Client.Command($"firms/{id}/agreements", signed, knownSince: Since(700)).Good();
        await Edit("agreements/XJR-1/conclusion", new { outcome = "passed", concludedOn = Ago(15), reference = "沪科验1号" }, 5);
        await Kit.Eventually.True(
            async () => (await Items("agreements")).Length == 0 && (await Items($"agreements?knownOn={Ago(6)}")).Length == 1 && (await Items("duties")).Length == 0, TimeSpan.FromMinutes(1));

        Assert.Equal(
            "0 1 1 0 1 0",
            await Many("duties", $"knownOn={Ago(101)}", $"knownOn={Ago(100)}", $"knownOn={Ago(11)}", $"knownOn={Ago(10)}", $"asOf={Ago(21)}&knownOn={Ago(10)}", $"asOf={Ago(121)}&knownOn={Ago(100)}"));
        Assert.Equal("0 1", await Many($"duties?overdue=true&knownOn={Ago(11)}", $"asOf={Ago(100)}", $"asOf={Ago(11)}"));
        Assert.Equal(
            "0 1 1 0 1",
            await Many("agreements", $"knownOn={Ago(701)}", $"knownOn={Ago(700)}", $"knownOn={Ago(6)}", $"knownOn={Ago(5)}", $"asOf={Ago(16)}&knownOn={Ago(5)}"));
        Assert.False(Assert.Single(await Items($"agreements?asOf={Ago(31)}")).GetProperty("overdue").GetBoolean());

        async Task Edit(string route, object body, int known) =>
            await Client.Command($"firms/{id}/{route}", body, ifMatch: await Client.ETag($"firms/{id}"), knownSince: Since(known)).Good();

        async Task<string> Many(string list, params string[] days) =>
            string.Join(' ', await Task.WhenAll(days.Select(async at => (await Items($"{list}{(list.Contains('?') ? '&' : '?')}{at}")).Length)));
    }

    [Fact]
    public async Task reports_were_owed_as_far_as_was_known()
    {
        var due = new DateOnly(Flow.Today.Year - 1, 5, 31);
        var about = due.Year - 1;
        string At(int days) => due.AddDays(days).ToString("O");
        string Known(int days) => $"{At(days)}; source=paper";
        await Flow.Programmes(ladder, district);
        var firms = new (string Id, string Code)[3];
        for (var i = 0; i < firms.Length; i++)
            firms[i] = await Flow.Registered(Client, knownSince: Known(-300));
        await Flow.Import(Client, [.. firms.Select((f, i) => Flow.Row(f.Code, At(-295), At(800), $"GR{i}"))], Known(-290));
        var title = (await Client.Read($"firms/{firms[0].Id}")).GetProperty("recognitions")[0].Text("id");
        await Edit(0, $"recognitions/{title}/annual-reports", new { reportYear = about, filedOn = At(-10) }, 5);
        await Edit(1, "deregistration", new { deregisteredOn = At(-20), reason = "决议解散" }, 3);
        await Kit.Eventually.True(async () => await Owed("") == 1, TimeSpan.FromMinutes(1));

        Assert.Equal("0 3 3 2 2 1", await Many($"asOf={At(1)}&knownOn={At(-291)}", $"asOf={At(1)}&knownOn={At(-290)}", $"knownOn={At(2)}", $"knownOn={At(3)}", $"knownOn={At(4)}", $"knownOn={At(5)}"));
        Assert.Equal("2 1", await Many($"asOf={At(-11)}&knownOn={At(5)}", $"asOf={At(-10)}&knownOn={At(5)}"));
        foreach (var day in new[] { 0, 1 })
            Assert.Equal(day == 1, (await Items($"annual-reports/owed?year={about}&knownOn={At(day)}"))[0].GetProperty("overdue").GetBoolean());
        Assert.Equal((422, "report.year"), await Client.GetAsync($"annual-reports/owed?year={due.Year}&knownOn={At(0)}").Problem());

        async Task Edit(int at, string route, object body, int known) =>
            await Client.Command($"firms/{firms[at].Id}/{route}", body, ifMatch: await Client.ETag($"firms/{firms[at].Id}"), knownSince: Known(known)).Good();

        async Task<int> Owed(string days) => (await Items($"annual-reports/owed?year={about}&{days}")).Length;

        async Task<string> Many(params string[] days) => string.Join(' ', await Task.WhenAll(days.Select(Owed)));
    }

    /// <summary>Lists that are about no day of the commission's knowledge, or that say of each line when it was recorded.</summary>
    private static readonly Dictionary<string, string> OfNow = new()
    {
        ["firms/match"] = "finds a firm by any code or name that it ever had",
        ["firms/{id}/history"] = "all that was recorded, each line with its days",
        ["firms/{id}/timeline"] = "all that was recorded, each line with its days",
        ["programmes/{id}/timeline"] = "all that was recorded, each line with its days",
        ["screens/{id}/timeline"] = "all that was recorded, each line with its days",
        ["leads/{id}/timeline"] = "all that was recorded, each line with its days",
        ["cases/{number}/timeline"] = "all that was recorded, each line with its days",
        ["cases/{number}/decisions"] = "all that were made, each with its day",
        ["cases/{number}/review"] = "the items of one sheet",
        ["programmes"] = "all that were published, each version with its days",
        ["programmes/{id}/stages/{stageId}/windows"] = "all that were set, each with its days",
        ["people/{personRef}/ties"] = "past ones too, each with its days",
        ["firms/{id}/ties"] = "past ones too, each with its days",
        ["imports/{id}/rows"] = "one file",
        ["imports/{id}/plan"] = "one file",
        ["imports/{id}/undo/rows"] = "one file",
        ["imports/{id}/messages"] = "what would be told if it were applied now",
        ["ledger/checkpoints"] = "the signed log itself",
        ["filters"] = "one's own searches",
        ["screens"] = "searches that are kept",
        ["screens/{id}/matches"] = "for whom a lead would be raised now",
    };

    [Fact]
    public async Task every_list_has_two_times_or_a_reason()
    {
        var document = await Client.Read("/openapi/v1.json");
        List<string> without = [];
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            if (!path.Value.TryGetProperty("get", out var get) || !get.GetProperty("responses").GetProperty("200").TryGetProperty("content", out var content))
                continue;
            var schema = content.EnumerateObject().First().Value.GetProperty("schema");
            if (schema.TryGetProperty("$ref", out var named))
                schema = document.GetProperty("components").GetProperty("schemas").GetProperty(named.GetString()!.Split('/')[^1]);
            var list = schema.TryGetProperty("properties", out var members) ? members.TryGetProperty("items", out _) : schema.TryGetProperty("items", out _);
            string[] taken = get.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray().Select(p => p.Text("name"))] : [];
            if (list && !(taken.Contains("asOf") && taken.Contains("knownOn")))
                without.Add(path.Name["/v1/".Length..]);
        }
        Assert.Equal(OfNow.Keys.Order(), without.Order());

        foreach (var question in new[] { "cases/assignments", "firms/match?name=x", "filters", "screens" })
        {
            foreach (var day in new[] { "asOf", "knownOn" })
                Assert.Equal((422, "query.of-now"), await Client.GetAsync($"{question}{(question.Contains('?') ? '&' : '?')}{day}={Ago(1)}").Problem());
        }
        foreach (var question in new[] { "cases", "cases/counts", "leads", "duties", "agreements", "discovery/queues", "worklist", "worklist/counts", "discovery/near?stageId=jd.pool", "annual-reports/owed" })
            Assert.Equal((422, "known-on.future"), await Client.GetAsync($"{question}{(question.Contains('?') ? '&' : '?')}knownOn={Flow.Today.AddDays(1):O}").Problem());
    }
}
