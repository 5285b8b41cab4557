using System.Net;
using System.Net.Http.Json;

namespace Cultivation.Ladder.Tests.Http;

public sealed class FirmTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    [Fact]
    public async Task a_firm_is_registered_and_read()
    {
        var code = Codes.New();
        var answer = await Client.Command("firms", Flow.Firm(code));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("\"1\"", answer.Headers.ETag!.ToString());
        var id = (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).Text("id");
        Assert.Equal($"firms/{id}", answer.Headers.Location!.ToString());

        var firm = await Client.Get($"firms/{id}");
        Assert.Equal((code, "valid", "嘉定示例科技有限公司", true), (firm.Text("creditCode"), firm.Text("checkDigitState"), firm.Text("legalName"), firm.GetProperty("provisional").GetBoolean()));
        Assert.Null(firm.Text("stage"));
    }

    [Fact]
    public async Task a_legacy_code_is_marked_and_a_malformed_one_refused()
    {
        Assert.Equal("legacyMismatch", (await Client.Command("firms", Flow.Firm("91350100M0001TGQXM")).Good()).Text("checkDigitState"));
        Assert.Equal((422, "firm.credit-code-malformed"), await Client.Command("firms", Flow.Firm("91350100M0001TGQX")).Problem());
    }

    [Fact]
    public async Task a_code_is_taken_once_in_a_district()
    {
        var code = Codes.New();
        await Client.Command("firms", Flow.Firm(code)).Good();
        Assert.Equal((409, "firm.code-taken"), await Client.Command("firms", Flow.Firm(code)).Problem());
        await ladder.Client(LadderService.NewDistrict()).Command("firms", Flow.Firm(code)).Good();
    }

    [Fact]
    public async Task of_many_that_take_one_code_at_once_one_succeeds()
    {
        var code = Codes.New();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Client.Command("firms", Flow.Firm(code))));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        Assert.Equal(7, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
    }

    [Theory]
    [InlineData("{\"creditCode\":")]
    [InlineData("[]")]
    [InlineData("{\"creditCode\":\"91310114YYYY00012B\"}")]
    [InlineData("{\"creditCode\":1,\"legalName\":\"a\",\"establishedOn\":\"2015-03-02\",\"registeredDivision\":\"310114\",\"industryCode\":\"I6510\",\"enterpriseType\":\"a\",\"source\":\"a\"}")]
    [InlineData("{\"creditCode\":\"91310114YYYY00012B\",\"legalName\":\"a\",\"establishedOn\":\"02.03.2015\",\"registeredDivision\":\"310114\",\"industryCode\":\"I6510\",\"enterpriseType\":\"a\",\"source\":\"a\"}")]
    [InlineData("{\"creditCode\":\"91310114YYYY00012B\",\"legalName\":null,\"establishedOn\":\"2015-03-02\",\"registeredDivision\":\"310114\",\"industryCode\":\"I6510\",\"enterpriseType\":\"a\",\"source\":\"a\"}")]
    [InlineData("{\"creditCode\":\"91310114YYYY00012B\",\"legalName\":\"a\",\"establishedOn\":\"2015-03-02\",\"registeredDivision\":\"310114\",\"industryCode\":\"I6510\",\"enterpriseType\":\"a\",\"source\":\"a\",\"surprise\":1}")]
    public async Task a_body_of_another_shape_is_malformed(string body) =>
        Assert.Equal((400, "request.malformed"), await Client.Command("firms", body).Problem());

    [Fact]
    public async Task an_unknown_firm_is_not_found()
    {
        Assert.Equal((404, "firm.unknown"), await Client.GetAsync("firms/nobody").Problem());
        Assert.Equal((404, "firm.unknown"), await Client.GetAsync("firms/nobody/timeline").Problem());
        Assert.Equal((404, "firm.unknown"), await Client.Command("firms/nobody/facts", Flow.GoodFacts()).Problem());
        Assert.Equal((404, "firm.unknown"), await Client.Command("firms/nobody/renames", new { newName = "a", changedOn = "2020-01-01", source = "a" }, ifMatch: "\"1\"").Problem());
    }

    [Fact]
    public async Task a_token_of_another_district_sees_nothing()
    {
        var (id, _) = await Flow.Registered(Client);
        Assert.Equal((404, "firm.unknown"), await ladder.Client(LadderService.NewDistrict()).GetAsync($"firms/{id}").Problem());
        var other = ladder.Client("310106");
        other.DefaultRequestHeaders.Add("District", district);
        Assert.Equal((403, "district.forbidden"), await other.GetAsync($"firms/{id}").Problem());
    }

    [Fact]
    public async Task a_firm_sees_itself_only()
    {
        var (mine, _) = await Flow.Registered(Client);
        var (other, _) = await Flow.Registered(Client);
        var person = ladder.As("boss", [district], [Roles.Firm], firm: mine);
        Assert.Equal(mine, (await person.Get($"firms/{mine}")).Text("id"));
        Assert.Equal((403, "firm.forbidden"), await person.GetAsync($"firms/{other}").Problem());
        Assert.Equal((403, "firm.forbidden"), await person.GetAsync($"firms/{other}/timeline").Problem());
        Assert.Equal((403, "auth.role-missing"), await person.GetAsync("firms").Problem());
    }

    [Fact]
    public async Task an_edit_needs_the_version_that_was_read()
    {
        var (id, _) = await Flow.Registered(Client);
        var rename = new { newName = "新名", changedOn = "2020-01-01", source = "市场监管局" };
        Assert.Equal((428, "version.missing"), await Client.Command($"firms/{id}/renames", rename).Problem());
        Assert.Equal((412, "version.stale"), await Client.Command($"firms/{id}/renames", rename, ifMatch: "\"7\"").Problem());
        Assert.Equal((400, "version.malformed"), await Client.Command($"firms/{id}/renames", rename, ifMatch: "W/\"x\"").Problem());
        Assert.Equal(2, (await Client.Command($"firms/{id}/renames", rename, ifMatch: "\"1\"").Good()).Int("version"));
        Assert.Equal((412, "version.stale"), await Client.Command($"firms/{id}/renames", rename, ifMatch: "\"1\"").Problem());
        Assert.Equal(0, (await Client.Command($"firms/{id}/renames", rename, ifMatch: "\"2\"").Good()).Int("events"));
    }

    [Fact]
    public async Task of_two_edits_of_one_version_one_succeeds()
    {
        var (id, _) = await Flow.Registered(Client);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(n =>
            Client.Command($"firms/{id}/renames", new { newName = $"新名{n}", changedOn = "2020-01-01", source = "市场监管局" }, ifMatch: "\"1\"")));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(5, answers.Count(a => a.StatusCode == HttpStatusCode.PreconditionFailed));
        Assert.Equal("\"2\"", await Client.ETag($"firms/{id}"));
    }

    [Fact]
    public async Task a_repeated_key_gives_the_same_answer_and_another_body_is_refused()
    {
        var code = Codes.New();
        var key = Guid.NewGuid().ToString();
        var first = await Client.Command("firms", Flow.Firm(code), key);
        var again = await Client.Command("firms", Flow.Firm(code), key);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal((422, "idempotency.key-reused"), await Client.Command("firms", Flow.Firm(Codes.New()), key).Problem());
        Assert.Equal((400, "idempotency.key-missing"), await Client.Command("firms", Flow.Firm(code), key: "").Problem());
    }

    [Fact]
    public async Task two_at_once_under_one_key_have_one_effect()
    {
        var (id, _) = await Flow.Registered(Client);
        var key = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Client.Command($"firms/{id}/facts", Flow.GoodFacts(), key)));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        Assert.Single((await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync()))).Distinct());
        Assert.Equal("\"22\"", await Client.ETag($"firms/{id}"));
    }

    [Fact]
    public async Task facts_are_recorded_once_and_corrected()
    {
        var (id, _) = await Flow.Registered(Client);
        var recorded = await Client.Command($"firms/{id}/facts", Flow.GoodFacts()).Good();
        Assert.Equal((21, 0), (recorded.Int("recorded"), recorded.Int("unchanged")));
        var again = await Client.Command($"firms/{id}/facts", Flow.GoodFacts()).Good();
        Assert.Equal((0, 21), (again.Int("recorded"), again.Int("unchanged")));

        var sales = recorded.GetProperty("facts")[0];
        var other = new { facts = new[] { Flow.Fact(sales.Int("fiscalYear"), "sales", "salesRevenue.hnte195", 1, "CNY") } };
        Assert.Equal((409, "fact.already-recorded"), await Client.Command($"firms/{id}/facts", other).Problem());
        var correction = new { newValue = 47_000_000, reason = "审计调整", correctedOn = Flow.Today };
        Assert.Equal((404, "fact.unknown"), await Client.Command($"firms/{id}/facts/nothing/corrections", correction, ifMatch: "\"22\"").Problem());
        await Client.Command($"firms/{id}/facts/{sales.Text("id")}/corrections", correction, ifMatch: "\"22\"").Good();
        var now = (await Client.Get($"firms/{id}")).GetProperty("facts").EnumerateArray().Single(f => f.Text("id") == sales.Text("id"));
        Assert.Equal(47_000_000, now.GetProperty("value").GetDecimal());
    }

    [Theory]
    [InlineData("person", "-1", 422, "fact.value-impossible")]
    [InlineData("万元", "1", 422, "fact.unit-unknown")]
    [InlineData("CNY", "\"1\"", 400, "request.malformed")]
    [InlineData("CNY", "1e40", 400, "request.malformed")]
    public async Task an_impossible_figure_is_refused_and_nothing_is_stored(string unit, string value, int status, string code)
    {
        var (id, _) = await Flow.Registered(Client);
        var good = $$"""{"fiscalYear":2024,"metric":"staff","definitionId":"staff.hnte195","value":5,"unit":"person","sourceKind":"audited","scope":"legalPerson"}""";
        var bad = $$"""{"fiscalYear":2024,"metric":"x","definitionId":"x","value":{{value}},"unit":"{{unit}}","sourceKind":"audited","scope":"legalPerson"}""";
        Assert.Equal((status, code), await Client.Command($"firms/{id}/facts", $$"""{"facts":[{{good}},{{bad}}]}""").Problem());
        Assert.Equal("\"1\"", await Client.ETag($"firms/{id}"));
    }

    [Fact]
    public async Task an_unknown_source_kind_is_malformed()
    {
        var (id, _) = await Flow.Registered(Client);
        var body = """{"facts":[{"fiscalYear":2024,"metric":"x","definitionId":"x","value":1,"unit":"count","sourceKind":"hearsay","scope":"legalPerson"}]}""";
        Assert.Equal((400, "request.malformed"), await Client.Command($"firms/{id}/facts", body).Problem());
    }

    [Fact]
    public async Task the_timeline_tells_who_what_and_in_which_trace_newest_first()
    {
        var (id, _) = await Flow.Registered(Client, knownSince: "2017-12-25; source=%E6%B2%AA%E7%A7%91");
        await Client.Command($"firms/{id}/renames", new { newName = "新名", changedOn = "2020-01-01", source = "市场监管局" }, ifMatch: "\"1\"").Good();
        var first = await Client.Get($"firms/{id}/timeline?limit=1");
        var renamed = first.GetProperty("items")[0];
        Assert.Equal(("enterprise_renamed", "企业更名", "Firm renamed", "2020-01-01", "li"), (renamed.Text("type"), renamed.Text("titleZh"), renamed.Text("titleEn"), renamed.Text("effectiveOn"), renamed.Text("by")));
        Assert.Equal(32, renamed.Text("traceId")!.Length);
        Assert.Equal("新名", renamed.GetProperty("data").Text("newName"));

        var rest = await Client.Get($"firms/{id}/timeline?limit=1&before={first.Text("next")}");
        var registered = rest.GetProperty("items")[0];
        Assert.Equal(("enterprise_registered", "2017-12-25", "沪科"), (registered.Text("type"), registered.GetProperty("knownSince").Text("on"), registered.GetProperty("knownSince").Text("source")));
        Assert.Null(rest.Text("next"));
    }

    [Fact]
    public async Task a_list_finds_a_firm_by_code_and_by_any_of_its_names()
    {
        var (id, code) = await Flow.Registered(Client, "嘉定甲科技有限公司");
        await Flow.Registered(Client, "嘉定乙科技有限公司");
        await Client.Command($"firms/{id}/renames", new { newName = "嘉定丙科技有限公司", changedOn = "2020-01-01", source = "市场监管局" }, ifMatch: "\"1\"").Good();
        await Kit.Eventually.True(async () => (await Client.Get("firms?name=丙")).GetProperty("items").GetArrayLength() == 1);
        foreach (var query in new[] { "name=嘉定甲", "name=丙科技", $"creditCode={code}" })
        {
            var found = (await Client.Get($"firms?{query}")).GetProperty("items").EnumerateArray().Single();
            Assert.Equal((id, "嘉定丙科技有限公司", "安亭镇"), (found.Text("id"), found.Text("legalName"), found.Text("town")));
        }
        var page = await Client.Get("firms?limit=1");
        Assert.Single(page.GetProperty("items").EnumerateArray());
        Assert.Single((await Client.Get($"firms?limit=1&after={page.Text("next")}")).GetProperty("items").EnumerateArray());
        Assert.Equal((400, "page.limit"), await Client.GetAsync("firms?limit=0").Problem());
        Assert.Empty((await ladder.Client(LadderService.NewDistrict()).Get("firms")).GetProperty("items").EnumerateArray());
    }
}
