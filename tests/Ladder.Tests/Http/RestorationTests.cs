using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>What authorities take back, give back and refuse, over HTTP.</summary>
public sealed class RestorationTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    private static string Ago(int days) => Flow.Today.AddDays(-days).ToString("O");

    private static string Ahead(int days) => Flow.Today.AddDays(days).ToString("O");

    private static object Notice => new { decidedOn = Ago(20), effectiveFrom = Ago(300), cause = "falseStatement", recoveryFromTaxYear = Flow.Today.Year - 1, noticeRef = "沪高企办1号" };

    private async Task<JsonElement> Edit(string firmId, string route, object body) =>
        await Client.Command($"firms/{firmId}/{route}", body, ifMatch: await Client.ETag($"firms/{firmId}")).Good();

    private async Task<(string Id, string Code, string Title)> Titled(string? knownSince = null)
    {
        await Flow.Programmes(ladder, district);
        var (id, code) = await Flow.Registered(Client, knownSince: knownSince);
        await Flow.Import(Client, [Flow.Row(code, Ago(700), Ahead(395), "GR1")], knownSince is null ? null : $"{knownSince}; source=list");
        return (id, code, (await Client.Read($"firms/{id}")).GetProperty("recognitions")[0].Text("id"));
    }

    private static long Firms(JsonElement stock, string stage) =>
        stock.GetProperty("stages").EnumerateArray().Where(s => s.Text("stageId") == stage).Select(s => s.Int("firms")).SingleOrDefault();

    /// <summary>Subtlety 1: held, taken back, given back. Each day of knowledge gives its own answer about one and the same day.</summary>
    [Fact]
    [Trait("subtlety", "1")]
    public async Task one_day_has_three_answers_by_what_was_known()
    {
        var (id, _, title) = await Titled(Ago(30));
        await Client.Command(
            $"firms/{id}/recognitions/{title}/revocations", Notice, ifMatch: await Client.ETag($"firms/{id}"), knownSince: $"{Ago(19)}; source=notice").Good();
        await Client.Command(
            $"firms/{id}/recognitions/{title}/restorations", new { restoredOn = Ago(6), effectiveFrom = Ago(300), cause = "court", noticeRef = "沪行终1号" },
            ifMatch: await Client.ETag($"firms/{id}"), knownSince: $"{Ago(5)}; source=court").Good();

        async Task<string> Stage(int knownAgo) => (await Client.Read($"firms/{id}?asOf={Ago(100)}&knownOn={Ago(knownAgo)}")).Text("stage");
        Assert.Equal(("jd.hnte", "jd.startup", "jd.hnte"), (await Stage(25), await Stage(10), await Stage(1)));
        var now = await Client.Read($"firms/{id}?asOf={Ago(100)}");
        Assert.Equal(("jd.hnte", "valid"), (now.Text("stage"), now.GetProperty("recognitions")[0].Text("state")));
        var types = (await Client.Read($"firms/{id}/timeline")).GetProperty("items").EnumerateArray().Select(l => l.Text("type")).ToList();
        Assert.Contains("recognition_revoked", types);
        Assert.Contains("recognition_restored", types);

        await Kit.Eventually.True(async () => Firms(await Client.Read($"stock?asOf={Ago(100)}"), "jd.hnte") == 1, TimeSpan.FromMinutes(4));
        Assert.Equal(
            (1L, 0L, 1L),
            (Firms(await Client.Read($"stock?asOf={Ago(100)}&knownOn={Ago(25)}"), "jd.hnte"), Firms(await Client.Read($"stock?asOf={Ago(100)}&knownOn={Ago(10)}"), "jd.hnte"),
                Firms(await Client.Read($"stock?asOf={Ago(100)}&knownOn={Ago(1)}"), "jd.hnte")));
        // Who they are is answered as how many they are, by the stage as by the title; before the district knew the firm, it is in no list.
        async Task<int> Listed(string query) => (await Client.Read($"firms?asOf={Ago(100)}&{query}")).GetProperty("items").GetArrayLength();
        foreach (var held in new[] { "stage=jd.hnte", "credential=cn.hnte" })
            Assert.Equal((1, 0, 1, 1), (await Listed($"{held}&knownOn={Ago(25)}"), await Listed($"{held}&knownOn={Ago(10)}"), await Listed($"{held}&knownOn={Ago(1)}"), await Listed(held)));
        Assert.Equal((0, 1), (await Listed($"knownOn={Ago(31)}"), await Listed($"knownOn={Ago(30)}")));
        async Task<int> Exported(int knownAgo) => (await Client.GetStringAsync(new Uri($"exports/recognitions?knownOn={Ago(knownAgo)}", UriKind.Relative))).Split("GR1").Length - 1;
        Assert.Equal((0, 1, 1), (await Exported(31), await Exported(25), await Exported(1)));
        Assert.Equal((422, "known-on.future"), await Client.GetAsync($"firms?knownOn={Ahead(1)}").Problem());
        var award = (await Client.Read($"stock?asOf={Ago(100)}")).GetProperty("awards")[0];
        Assert.Equal((1, 1), (award.Int("awards"), award.Int("firms")));
    }

    /// <summary>Subtlety 25: whatever rested on a cancelled title is marked with a drafted follow-up. People decide on each; nothing is taken back by itself.</summary>
    [Fact]
    [Trait("subtlety", "25")]
    public async Task what_rested_on_a_cancelled_title_is_marked_and_a_person_decides()
    {
        var (id, _, title) = await Titled();
        await Flow.ConfirmAll(ladder, district);
        var number = (await Client.Command("cases", new { firmId = id, programmeId = "jiading-six-stage", stageId = "jd.pool", channel = "online" }).Good()).Text("number");
        await Client.Command($"cases/{number}/acceptance", new { missingTolerated = Array.Empty<string>() }, ifMatch: "\"1\"").Good();
        await Flow.Decide(ladder, district, number, "notRecommend", batch: "第一批");

        var before = await Client.Read($"firms/{id}/recognitions/{title}/blast-radius?from={Ago(300)}");
        Assert.False(before.GetProperty("revoked").GetBoolean());
        Assert.Equal(["evaluation", "decision", "stageEntry", "bankNotices"], before.GetProperty("touched").EnumerateArray().Select(t => t.Text("kind")));
        Assert.All(before.GetProperty("touched").EnumerateArray(), t => Assert.Equal(JsonValueKind.Null, t.GetProperty("followUp").ValueKind));
        Assert.Contains("jd.pool.1", before.GetProperty("touched")[1].GetProperty("criteria").EnumerateArray().Select(c => c.GetString()));

        await Edit(id, $"recognitions/{title}/revocations", Notice);
        var at = $"firms/{id}/recognitions/{title}";
        var after = await Client.Read($"{at}/blast-radius");
        Assert.Equal((true, Ago(300), 1), (after.GetProperty("revoked").GetBoolean(), after.Text("from"), after.Int("evaluations")));
        var drafts = after.GetProperty("touched").EnumerateArray().Select(t => t.GetProperty("followUp")).ToList();
        Assert.All(drafts, d => Assert.Equal("drafted", d.Text("state")));
        Assert.Equal("decided", (await Client.Read($"cases/{number}")).Text("state"));
        Assert.Contains($"/firms/{id}/disclosures?relyingOn={title}", after.Text("bankNotices"), StringComparison.Ordinal);

        async Task<JsonElement[]> Open(string query = "") => [.. (await Client.Read($"follow-ups{query}")).GetProperty("items").EnumerateArray()];
        await Kit.Eventually.True(async () => (await Open()).Length == drafts.Count, TimeSpan.FromMinutes(1));
        Assert.Equal(drafts.Select(d => d.Text("id")).Order(StringComparer.Ordinal), (await Open()).Select(o => o.Text("followUpId")));
        var decision = Assert.Single(await Open($"?kind=decision&firmId={id}"));
        Assert.Equal((number, title, "嘉定示例科技有限公司", Flow.Today.ToString("O")), (decision.Text("ref"), decision.Text("recognitionId"), decision.Text("legalName"), decision.Text("draftedOn")));
        Assert.Empty(await Open($"?knownOn={Ago(1)}"));
        Assert.Equal((400, "query.word"), await Client.GetAsync("follow-ups?kind=letter").Problem());

        var tag = await Client.ETag($"{at}/blast-radius");
        Assert.Equal("confirmed", (await Client.Command($"{at}/follow-ups/{drafts[1].Text("id")}/confirmation", new { note = "已立案复核" }, ifMatch: tag).Good()).Text("state"));
        Assert.Equal((412, "version.stale"), await Client.Command($"{at}/follow-ups/{drafts[0].Text("id")}/dismissal", new { reason = "无影响" }, ifMatch: tag).Problem());
        tag = await Client.ETag($"{at}/blast-radius");
        Assert.Equal((409, "follow-up.decided"), await Client.Command($"{at}/follow-ups/{drafts[1].Text("id")}/dismissal", new { reason = "x" }, ifMatch: tag).Problem());
        Assert.Equal("dismissed", (await Client.Command($"{at}/follow-ups/{drafts[0].Text("id")}/dismissal", new { reason = "无影响" }, ifMatch: tag).Good()).Text("state"));

        await Kit.Eventually.True(async () => (await Open()).Length == drafts.Count - 2, TimeSpan.FromMinutes(1));
        await Edit(id, $"recognitions/{title}/restorations", new { restoredOn = Ago(1), effectiveFrom = Ago(300), cause = "court", noticeRef = "沪行终1号" });
        await Kit.Eventually.True(async () => (await Open()).Length == 0, TimeSpan.FromMinutes(1));
        var states = (await Client.Read($"{at}/blast-radius")).GetProperty("touched").EnumerateArray().Select(t => t.GetProperty("followUp").Text("state"));
        Assert.Equal(["dismissed", "confirmed", "dismissed", "dismissed"], states);
        Assert.Equal((404, "recognition.unknown"), await Client.GetAsync($"firms/{id}/recognitions/none/blast-radius").Problem());
        Assert.Equal((404, "firm.unknown"), await Client.GetAsync($"firms/none/recognitions/{title}/blast-radius").Problem());
    }

    /// <summary>Subtlety 2: one page shows the three clocks, and how sure the rule on tax is.</summary>
    [Fact]
    public async Task the_tax_years_of_a_title_are_shown_with_the_certainty_of_their_rule()
    {
        var (id, _, _) = await Titled();
        var page = await Client.Read($"firms/{id}/tax-years?credentialType=cn.hnte");
        var rule = page.GetProperty("rule");
        Assert.Equal(
            ("cn.hnte.tax", 0.15m, "国家税务总局公告2017年第24号", "recalled", false),
            (rule.Text("id"), rule.GetProperty("rate").GetDecimal(), rule.Text("docNo"), rule.Text("certainty"), rule.GetProperty("mayDecide").GetBoolean()));
        var issued = Flow.Today.AddDays(-700).Year;
        Assert.Equal((issued, "counts"), (page.GetProperty("years")[0].Int("year"), page.GetProperty("years")[0].Text("state")));
        Assert.Equal(("jd.hnte", "valid"), (page.GetProperty("stages")[0].Text("stageId"), page.GetProperty("certificates")[0].Text("state")));
        Assert.Equal((404, "recognition.no-tax-rule"), await Client.GetAsync($"firms/{id}/tax-years?credentialType=cn.nothing").Problem());
    }

    [Fact]
    public async Task a_refusal_is_recorded_once()
    {
        await Flow.Programmes(ladder, district);
        var (id, _) = await Flow.Registered(Client);
        var refusal = new { credentialType = "cn.hnte", batch = "2026年第一批", reason = "研发费用占比不足", knownOn = Ago(1) };
        Assert.Equal(1, (await Client.Command($"firms/{id}/recognition-refusals", refusal).Good()).Int("events"));
        Assert.Equal(0, (await Client.Command($"firms/{id}/recognition-refusals", refusal).Good()).Int("events"));
        Assert.Equal((422, "recognition.type-unknown"), await Client.Command($"firms/{id}/recognition-refusals", new { credentialType = "x", batch = "b", knownOn = Ago(1) }).Problem());
    }

    [Fact]
    public async Task a_grant_that_was_a_mistake_is_annulled_and_counts_as_no_award()
    {
        var (id, _, title) = await Titled();
        await Edit(id, $"recognitions/{title}/annulment", new { reason = "错发名单" });
        var firm = await Client.Read($"firms/{id}");
        Assert.Equal(("", 0), (firm.Text("stage"), firm.GetProperty("recognitions").GetArrayLength()));
        await Kit.Eventually.True(async () => (await Client.Read("stock")).GetProperty("awards").GetArrayLength() == 0, TimeSpan.FromMinutes(4));
        Assert.Equal((404, "recognition.unknown"), await Client.Command(
            $"firms/{id}/recognitions/{title}/annulment", new { reason = "x" }, ifMatch: await Client.ETag($"firms/{id}")).Problem());
    }

    [Fact]
    public async Task restorations_and_annulments_are_published()
    {
        var (id, _, title) = await Titled();
        await Edit(id, $"recognitions/{title}/revocations", Notice);
        await Edit(id, $"recognitions/{title}/restorations", new { restoredOn = Ago(1), effectiveFrom = Ago(200), cause = "review", noticeRef = "沪高企办2号" });
        string[] types =
        [
            "FirmRegistered", "RecognitionGranted", "StageEntered", "RecognitionRevoked", "StageLeft", "StageEntered", "RecognitionRestored", "StageEntered", "StageLeft",
        ];
        await Kit.Eventually.True(() => types.SequenceEqual(ladder.Queue.About(id)), TimeSpan.FromMinutes(4));
        var page = await Client.Read($"firms/{id}?asOf={Ago(250)}");
        Assert.Equal(("jd.startup", "revoked"), (page.Text("stage"), page.GetProperty("recognitions")[0].Text("state")));
    }
}
