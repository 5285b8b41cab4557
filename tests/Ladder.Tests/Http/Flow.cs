using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>Steps that several tests begin with.</summary>
internal static class Flow
{
    public const string CsvHeader = "creditCode,legalName,credentialType,certificateNo,issuedOn,validFrom,validTo,announcedOn";

    private static readonly SemaphoreSlim Nation = new(1);

    public static DateOnly Today => TimeProvider.System.Today();

    public static object Firm(string code, string name = "嘉定示例科技有限公司") => new
    {
        creditCode = code, legalName = name, establishedOn = "2015-03-02", registeredDivision = "310114", industryCode = "I6510",
        enterpriseType = "有限责任公司", source = "市场监管局", town = "安亭镇",
    };

    public static async Task<(string Id, string Code)> Registered(HttpClient client, string name = "嘉定示例科技有限公司", string? knownSince = null)
    {
        var code = Codes.New();
        return ((await client.Command("firms", Firm(code, name), knownSince: knownSince).Good()).Text("id"), code);
    }

    /// <summary>The national programme, the Jiading one under the district's own code, and the calendars of last year, this year and the next.</summary>
    public static async Task Programmes(LadderService ladder, string district)
    {
        var nation = ladder.Client("000000", Roles.Policy);
        await Nation.WaitAsync();
        try
        {
            await nation.Command("programmes/cn-national-credentials/versions", File("cn-national-credentials")).Good();
            foreach (var year in new[] { Today.Year - 1, Today.Year, Today.Year + 1 })
                await nation.Command("calendars", new { year, restDays = new[] { $"{year}-01-01" }, makeupWorkdays = Array.Empty<string>(), documentRef = "国办发明电" }).Good();
        }
        finally
        {
            Nation.Release();
        }
        await ladder.Client(district, Roles.Policy).Command("programmes/jiading-six-stage/versions", Jiading(district)).Good();
    }

    public static string File(string name) => System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Programmes", $"{name}.json"));

    /// <summary>The Jiading file for another district: the same rules.</summary>
    public static string Jiading(string district) => File("jiading-six-stage").Replace("\"code\": \"310114\"", $"\"code\": \"{district}\"", StringComparison.Ordinal);

    /// <summary>Tongxiang's file for another district, beside what <see cref="Programmes"/> publishes.</summary>
    public static async Task Tongxiang(LadderService ladder, string district)
    {
        var file = File("tongxiang-nursery").Replace("\"code\": \"330483\"", $"\"code\": \"{district}\"", StringComparison.Ordinal);
        await ladder.Client(district, Roles.Policy).Command("programmes/tongxiang-nursery/versions", file).Good();
        await ConfirmAll(ladder, district, "tongxiang-nursery");
    }

    /// <summary>A programme in which a stage asks for a public notice.</summary>
    public static string WithNotice(string programme, string stageId)
    {
        var file = JsonNode.Parse(programme)!;
        var stage = file["stages"]!.AsArray().Single(s => s!["id"]!.GetValue<string>() == stageId)!.AsObject();
        var clause = JsonNode.Parse("""{"id": "x.notice", "kind": "publicNotice", "text": {"zh": "公示", "en": "public notice"}, "certainty": "documented"}""");
        stage["clauses"] = new JsonArray([.. (stage["clauses"]?.AsArray() ?? []).Select(c => c!.DeepClone()), clause]);
        return file.ToJsonString();
    }

    /// <summary>Confirms everything that needs it.</summary>
    public static async Task ConfirmAll(LadderService ladder, string district, string programme = "jiading-six-stage")
    {
        var policy = ladder.Client(district, Roles.Policy);
        var page = await policy.Read($"programmes/{programme}");
        var open = page.GetProperty("confirmable").EnumerateArray().Where(c => c.GetProperty("needsConfirmation").GetBoolean()).Select(c => new { id = c.Text("id") });
        await policy.Command(
            $"programmes/{programme}/confirmations", new { confirmations = open, documentRef = "嘉科〔2026〕1号", confirmedOn = Today },
            ifMatch: await policy.ETag($"programmes/{programme}")).Good();
    }

    public static string Row(string code, string from, string to, string number, string type = "cn.hnte", string name = "嘉定示例科技有限公司") =>
        $"{code},{name},{type},{number},{from},{from},{to},{from}";

    /// <summary>Reads and applies a list, and waits until it is applied.</summary>
    public static Task<JsonElement> Import(HttpClient client, IEnumerable<string> rows, string? knownSince = null) =>
        Import(client, "recognitions", string.Join('\n', [CsvHeader, .. rows]), knownSince);

    /// <summary>The same for a list of any kind.</summary>
    public static async Task<JsonElement> Import(HttpClient client, string kind, string csv, string? knownSince = null)
    {
        var read = await Read(client, kind, csv, knownSince);
        Assert.Equal(0, read.GetProperty("faults").GetArrayLength());
        return await Apply(client, read.Text("id"));
    }

    /// <summary>What a list would change.</summary>
    public static Task<JsonElement> Read(HttpClient client, string kind, string csv, string? knownSince = null) =>
        client.Command($"imports/{kind}?listRef=名单&authority=上海市认定机构", csv, type: "text/csv", knownSince: knownSince).Good();

    public static async Task<JsonElement> Apply(HttpClient client, string id, bool skipFaulty = false)
    {
        await client.Command($"imports/{id}/application", new { skipFaulty }).Good();
        await Kit.Eventually.True(async () => (await client.Read($"imports/{id}")).Text("state") == "applied", TimeSpan.FromMinutes(4));
        return await client.Read($"imports/{id}");
    }

    /// <summary>Facts with which the eight conditions can be met this year, but for what persons answer.</summary>
    public static object GoodFacts() => new { facts = Figures.Good() };

    /// <summary>Acts on a case as it stands.</summary>
    /// <param name="by">Who acts, if not who reads.</param>
    public static async Task<HttpResponseMessage> Act(HttpClient reader, string number, string act, object body, HttpClient? by = null) =>
        await (by ?? reader).Command($"cases/{number}/{act}", body, ifMatch: await reader.ETag($"cases/{number}"));

    /// <summary>A met answer to each criterion that the evaluation leaves to a person.</summary>
    public static object[] Judgements(JsonElement evaluation, string reason = "材料核查") =>
        [.. Leaves(evaluation.GetProperty("criteria")).Where(c => c.Text("result") == "needsPerson").Select(c => new { criterionId = c.Text("id"), met = true, reason })];

    /// <summary>Who approves what <c>li</c> proposes.</summary>
    public static HttpClient Approver(LadderService ladder, string district) => ladder.As("chen", [district], [Roles.Supervisor]);

    /// <summary>Proposes and approves, by two persons.</summary>
    public static async Task<JsonElement> Decide(
        LadderService ladder, string district, string number, string decision, object[]? judgements = null, string? note = null, string batch = "2026年第一批")
    {
        var (path, worker) = ($"cases/{number}", ladder.Client(district));
        await worker.Command($"{path}/proposal", new { decision, batch, note, judgements }, ifMatch: await worker.ETag(path)).Good();
        return await Approver(ladder, district).Command($"{path}/decision", new { }, ifMatch: await worker.ETag(path)).Good();
    }

    /// <summary>The criteria that have no parts.</summary>
    public static IEnumerable<JsonElement> Leaves(JsonElement criteria) => criteria.EnumerateArray().SelectMany(c =>
        c.GetProperty("parts").GetArrayLength() == 0 ? [c] : Leaves(c.GetProperty("parts")));
}
