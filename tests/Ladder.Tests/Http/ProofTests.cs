using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>What a decision rests on, and that it is found out when something of that was changed.</summary>
public sealed class ProofTests
{
    private const string Events = $"{Database.Events}.mt_events";
    private readonly LadderService ladder;
    private readonly string district = LadderService.NewDistrict();
    private readonly Ledgers ledgers;

    public ProofTests(LadderService ladder) => (this.ladder, ledgers) = (ladder, new(ladder, district));

    private HttpClient Client => ladder.Client(district);

    private HttpClient FirmOf(string id) => ladder.As("wang", [district], [Roles.Firm], firm: id);

    private Task<JsonElement> Verified(string number, int decision = 1) => Client.Read($"cases/{number}/decisions/{decision}/verify");

    private async Task<JsonElement> Do(string number, string act, object body, HttpClient? by = null) =>
        await (by ?? Client).Command($"cases/{number}/{act}", body, ifMatch: await Client.ETag($"cases/{number}")).Good();

    // Recommended for high-tech enterprises, with a parent in the register and a signed ledger.
    private async Task<(string Firm, string Number, string TechStaff)> Decided(string decision = "recommend")
    {
        await Flow.Programmes(ladder, district);
        var (firm, _) = await Flow.Registered(Client);
        var facts = await Client.Command($"firms/{firm}/facts", Flow.GoodFacts()).Good();
        var (_, parent) = await Flow.Registered(Client, "母公司");
        await Client.Command($"firms/{firm}/controls", new { validFrom = "2024-01-01", source = "公示系统", parentCreditCode = parent, sharePct = 51.5m }).Good();
        var number = (await Client.Command("cases", new { firmId = firm, programmeId = "jiading-six-stage", stageId = "jd.hnte", channel = "online" }).Good()).Text("number");
        await Do(number, "acceptance", new { });
        await Flow.Decide(ladder, district, number, decision, Flow.Judgements(await Client.Read($"firms/{firm}/evaluations/jd.hnte")), note: "说明");
        await ledgers.Sign();
        var staff = facts.GetProperty("facts").EnumerateArray().Single(f => f.Text("metric") == "techStaff" && f.Int("fiscalYear") == Flow.Today.Year - 1);
        return (firm, number, staff.Text("id"));
    }

    private static JsonElement[] Found(JsonElement verified, string kind) =>
        [.. verified.GetProperty("differences").EnumerateArray().Where(d => d.Text("kind") == kind)];

    private async Task<long> VersionOf(string firm, string factId) => (await ledgers.Export()).Where(l => l.Contains($"\"factId\":\"{factId}\"", StringComparison.Ordinal))
        .Select(l => JsonElement.Parse(l)).Single(e => e.Text("stream") == $"firm:{firm}" && e.Text("type") == "annual_fact_submitted").GetProperty("version").GetInt64();

    [Fact]
    public async Task a_proof_holds_all_that_the_decision_rests_on_and_verifies_as_equal()
    {
        var (firm, number, techStaff) = await Decided();
        var shown = (await Client.Read($"cases/{number}/decisions"))[0];
        var proof = await Client.Read($"cases/{number}/decisions/{shown.Text("id")}/proof");
        Assert.Equal(
            (number, 1, "recommend", "chen", "li", "met"),
            (proof.Text("number"), proof.Int("decision"), proof.Text("outcome"), proof.Text("decidedBy"), proof.GetProperty("proposed").Text("by"), proof.Text("result")));
        var fact = proof.GetProperty("facts").EnumerateArray().Single(f => f.GetProperty("data").TryGetProperty("factId", out var id) && id.GetString() == techStaff);
        Assert.Equal(
            ($"firm:{firm}", await VersionOf(firm, techStaff), "cn.hnte.c4"),
            (fact.GetProperty("event").Text("stream"), fact.GetProperty("event").GetProperty("version").GetInt64(), fact.GetProperty("criteria")[0].GetString()));
        Assert.Equal(["jiading-six-stage", "cn-national-credentials"], proof.GetProperty("rules").EnumerateArray().Select(r => r.Text("programmeId")));
        Assert.All(proof.GetProperty("rules").EnumerateArray(), r => Assert.Equal(64, r.Text("hash").Length));
        Assert.Equal(0.25m, proof.GetProperty("criteria").EnumerateArray().Single(c => c.Text("id") == "cn.hnte.c4").GetProperty("value").GetDecimal());
        Assert.NotEmpty(proof.GetProperty("judgements").EnumerateArray());
        Assert.Equal(proof.GetProperty("decided").GetProperty("position").GetInt64(), proof.GetProperty("ledger").GetProperty("position").GetInt64());

        var verified = await Verified(number);
        Assert.True(verified.Text("verdict") == "equal", verified.GetRawText());
        Assert.True(verified.Int("events") > 25);
        Assert.True(verified.GetProperty("again").GetProperty("same").GetBoolean());
        Assert.Equal(2, verified.GetProperty("again").GetProperty("streams").EnumerateArray().Count(s => s.Text("stream").StartsWith("firm:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task a_firm_reads_its_own_proof_without_persons_and_others_are_refused()
    {
        var (firm, number, _) = await Decided();
        var path = $"cases/{number}/decisions/1/proof";
        var own = await FirmOf(firm).Read(path);
        Assert.Equal(JsonValueKind.Null, own.GetProperty("proposed").ValueKind);
        Assert.Empty(own.GetProperty("scores").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, own.GetProperty("ledger").GetProperty("event").ValueKind);
        Assert.Equal((404, "case.unknown"), await FirmOf("other").GetAsync(path).Problem());
        Assert.Equal((403, "auth.role-missing"), await FirmOf(firm).GetAsync($"cases/{number}/decisions/1/verify").Problem());
        foreach (var role in new[] { Roles.Bank, Roles.Reviewer })
        {
            Assert.Equal((403, "auth.role-missing"), await ladder.As("x", [district], [role]).GetAsync(path).Problem());
            Assert.Equal((403, "auth.role-missing"), await ladder.As("x", [district], [role]).GetAsync($"cases/{number}/decisions/1/verify").Problem());
        }
        Assert.Equal((404, "case.unknown"), await Client.GetAsync("cases/2026-999999/decisions/1/proof").Problem());
        Assert.Equal((404, "case.unknown"), await Client.GetAsync("cases/2026-999999/decisions").Problem());
        foreach (var id in new[] { "2", "0", "x", Guid.NewGuid().ToString("N") })
            Assert.Equal((404, "case.decision-unknown"), await Client.GetAsync($"cases/{number}/decisions/{id}/proof").Problem());
    }

    [Fact]
    public async Task a_fact_that_is_changed_in_the_database_is_named_with_the_criterion_that_it_moves()
    {
        var (firm, number, techStaff) = await Decided();
        var version = await VersionOf(firm, techStaff);
        Assert.Equal(1, await ledgers.Tamper(
            $"update {Events} set data = jsonb_set(data, '{{value}}', '5') where tenant_id = $1 and stream_id = $2 and version = $3", $"firm:{firm}", version));
        var verified = await Verified(number);
        Assert.Equal("differs", verified.Text("verdict"));
        Assert.Equal(($"firm:{firm}@{version}"), Assert.Single(Found(verified, "event")).Text("ref"));
        Assert.Contains("cn.hnte.c4", Found(verified, "criterion").Select(d => d.Text("ref")));
        Assert.Equal("met → unmet", Assert.Single(Found(verified, "result")).Text("detail"));
        Assert.Equal($"firm:{firm}/facts", Assert.Single(Found(verified, "snapshot")).Text("ref"));
    }

    [Fact]
    public async Task a_deleted_fact_is_named()
    {
        var (firm, number, techStaff) = await Decided();
        var version = await VersionOf(firm, techStaff);
        await ledgers.Tamper($"delete from {Events} where tenant_id = $1 and stream_id = $2 and version = $3", $"firm:{firm}", version);
        var removed = Assert.Single(Found(await Verified(number), "event"));
        Assert.Equal($"firm:{firm}@{version}", removed.Text("ref"));
        Assert.StartsWith("removed: annual_fact_submitted", removed.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_state_that_is_changed_beside_its_events_is_named()
    {
        var (firm, number, _) = await Decided();
        await ledgers.Tamper($"update {Database.Events}.mt_doc_firm set data = jsonb_set(data, '{{industryCode}}', '\"X\"') where tenant_id = $1 and id = $2", $"firm:{firm}");
        await ledgers.Tamper($"update {Database.Events}.mt_doc_case set data = jsonb_set(data, '{{decided,decision}}', '\"notRecommend\"') where tenant_id = $1 and id = $2", $"case:{number}");
        var verified = await Verified(number);
        Assert.Equal([$"case:{number}/decided", $"firm:{firm}/industryCode"], Found(verified, "snapshot").Select(d => d.Text("ref")));
        Assert.Equal(2, verified.GetProperty("differences").GetArrayLength());
    }

    [Fact]
    public async Task the_recorded_result_that_is_changed_is_named()
    {
        var (_, number, _) = await Decided();
        await ledgers.Tamper(
            $"update {Events} set data = jsonb_set(data, '{{perCriterion,0,result}}', '\"unmet\"') where tenant_id = $1 and stream_id = $2 and type = 'eligibility_evaluated'", $"case:{number}");
        var verified = await Verified(number);
        Assert.Equal(2, Found(verified, "event").Length);
        Assert.Single(Found(verified, "criterion"));
    }

    [Fact]
    public async Task the_text_of_a_rule_that_is_changed_is_named()
    {
        var (_, number, _) = await Decided();
        var hash = (await Client.Read($"cases/{number}/decisions/1/proof")).GetProperty("rules")[0].Text("hash");
        await ledgers.Tamper(
            $"update {Database.Events}.mt_doc_programmetext set data = jsonb_set(data, '{{json}}', to_jsonb(replace(data ->> 'json', '嘉定', '加定'))) where tenant_id = $1 and id = $2", hash);
        var verified = await Verified(number);
        Assert.Equal(hash, Assert.Single(Found(verified, "rules")).Text("ref"));
        Assert.StartsWith("jiading-six-stage/2026.11-draft1: ", Found(verified, "rules")[0].Text("detail"), StringComparison.Ordinal);
        Assert.Equal(1, verified.GetProperty("differences").GetArrayLength());
    }

    [Fact]
    public async Task a_leaf_that_is_rewritten_does_not_have_the_signed_root()
    {
        var (_, number, _) = await Decided();
        await ledgers.Tamper(
            $"update {Database.Lists}.ledger_leaves set leaf = decode(repeat('00', 32), 'hex') where tenant_id = $1 and type = 'case_decided' and stream_id = $2", $"case:{number}");
        var verified = await Verified(number);
        Assert.Equal("root", Assert.Single(Found(verified, "checkpoint")).Text("detail"));
        Assert.Single(Found(verified, "event"));
    }

    /// <summary>Subtlety 14: a decision is recomputed from what it used, whatever is known and in force by now.</summary>
    [Fact]
    public async Task an_appeals_decision_has_a_proof_of_its_own()
    {
        var (firm, number, techStaff) = await Decided("notRecommend");
        await Client.Command(
            $"firms/{firm}/facts/{techStaff}/corrections", new { newValue = 30, reason = "漏报", correctedOn = Flow.Today }, ifMatch: await Client.ETag($"firms/{firm}")).Good();
        await Do(number, "appeal", new { ground = "facts" }, FirmOf(firm));
        await Do(number, "appeal/decision", new { outcome = "reopened", reason = "程序有误" }, ladder.As("zhao", [district], [Roles.Supervisor]));
        var judgements = Flow.Judgements(await Client.Read($"firms/{firm}/evaluations/jd.hnte"));
        await Flow.Decide(ladder, district, number, "recommend", judgements);

        Assert.Equal(["notRecommend", "recommend"], (await Client.Read($"cases/{number}/decisions")).EnumerateArray().Select(d => d.Text("decision")));
        var (first, second) = (await Client.Read($"cases/{number}/decisions/1/proof"), await Client.Read($"cases/{number}/decisions/2/proof"));
        Assert.Equal(("reopened", JsonValueKind.Null), (first.GetProperty("appeal").Text("outcome"), second.GetProperty("appeal").ValueKind));
        // The figure that was corrected after the first decision is for a new filing.
        Assert.Equal((20, 20), (TechStaff(first), TechStaff(second)));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("ledger").ValueKind);
        await ledgers.Sign();
        Assert.Equal(JsonValueKind.Object, (await Client.Read($"cases/{number}/decisions/2/proof")).GetProperty("ledger").ValueKind);
        foreach (var decision in new[] { 1, 2 })
        {
            var verified = await Verified(number, decision);
            Assert.True(verified.Text("verdict") == "equal", verified.GetRawText());
        }

        static int TechStaff(JsonElement proof) => (int)proof.GetProperty("criteria").EnumerateArray().Single(c => c.Text("id") == "cn.hnte.c4").GetProperty("inputs")
            .EnumerateArray().Single(i => i.Text("name") == "techStaff").GetProperty("value").GetDecimal();
    }
}
