using System.Net;

namespace Cultivation.Ladder.Tests.Http;

public sealed class ProgrammeTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    [Fact]
    public async Task a_version_is_published_once_and_read_by_everybody()
    {
        await Flow.Programmes(ladder, district);
        var policy = ladder.Client(district, Roles.Policy);
        Assert.Equal(HttpStatusCode.OK, (await policy.Command("programmes/jiading-six-stage/versions", Flow.Jiading(district))).StatusCode);
        Assert.Equal("\"1\"", await policy.ETag("programmes/jiading-six-stage"));

        var other = Flow.Jiading(district).Replace("\"value\": 30000000", "\"value\": 40000000", StringComparison.Ordinal);
        Assert.Equal((409, "programme.version-exists"), await policy.Command("programmes/jiading-six-stage/versions", other).Problem());

        var listed = (await ladder.Client(district).Read("programmes")).EnumerateArray().Select(p => (p.Text("id"), p.Text("district")));
        Assert.Equal([("jiading-six-stage", district), ("cn-national-credentials", "000000")], listed);
        var version = (await policy.Read("programmes/jiading-six-stage")).GetProperty("versions")[0];
        Assert.Equal("cn-national-credentials", version.GetProperty("imports")[0].Text("programmeId"));
        var file = await policy.Read($"programmes/jiading-six-stage/versions/{version.Text("version")}");
        Assert.Equal("jiading-six-stage", file.Text("id"));
        Assert.Equal((404, "programme.version-unknown"), await policy.GetAsync("programmes/jiading-six-stage/versions/9").Problem());
        Assert.Equal((404, "programme.unknown"), await policy.GetAsync("programmes/none").Problem());
    }

    [Fact]
    public async Task a_programme_belongs_to_its_jurisdiction()
    {
        var policy = ladder.Client(district, Roles.Policy);
        Assert.Equal((403, "programme.other-jurisdiction"), await policy.Command("programmes/jiading-six-stage/versions", Flow.File("jiading-six-stage")).Problem());
        Assert.Equal((403, "programme.other-jurisdiction"), await policy.Command("programmes/cn-national-credentials/versions", Flow.File("cn-national-credentials")).Problem());
        Assert.Equal((422, "programme.other-id"), await policy.Command("programmes/another/versions", Flow.Jiading(district)).Problem());
        Assert.Equal((403, "auth.role-missing"), await ladder.Client(district).Command("programmes/jiading-six-stage/versions", Flow.Jiading(district)).Problem());
    }

    [Fact]
    public async Task an_invalid_file_is_refused_with_every_fault()
    {
        var broken = Flow.Jiading(district).Replace("\"order\": 2", "\"order\": \"two\"", StringComparison.Ordinal).Replace("\"nature\": \"pool\"", "\"nature\": 7", StringComparison.Ordinal);
        var (status, body) = await ladder.Client(district, Roles.Policy).Command("programmes/jiading-six-stage/versions", broken).ProblemBody();
        Assert.Equal((422, "programme.invalid"), (status, body.Text("code")));
        Assert.True(body.GetProperty("errors").GetArrayLength() >= 2);
        Assert.All(body.GetProperty("errors").EnumerateArray(), e => Assert.StartsWith("$.stages", e.Text("path")));
        Assert.Equal((400, "request.malformed"), await ladder.Client(district, Roles.Policy).Command("programmes/jiading-six-stage/versions", "{").Problem());
    }

    [Fact]
    public async Task a_confirmation_is_of_the_value_that_is_published()
    {
        await Flow.Programmes(ladder, district);
        var policy = ladder.Client(district, Roles.Policy);
        Task<HttpResponseMessage> Confirm(string id, object? value, string ifMatch) => policy.Command(
            "programmes/jiading-six-stage/confirmations",
            new { confirmations = new[] { new { id, confirmedValue = value } }, documentRef = "嘉科〔2026〕1号", confirmedOn = Flow.Today }, ifMatch: ifMatch);

        Assert.Equal((422, "programme.value-differs"), await Confirm("jd.startup.2", 6, "\"1\"").Problem());
        Assert.Equal((422, "programme.criterion-unknown"), await Confirm("jd.nothing", 5, "\"1\"").Problem());
        Assert.Equal((412, "version.stale"), await Confirm("jd.startup.2", 5, "\"9\"").Problem());
        Assert.Equal(1, (await Confirm("jd.startup.2", 5, "\"1\"").Good()).Int("confirmed"));
        Assert.Equal(0, (await Confirm("jd.startup.2", null, "\"2\"").Good()).Int("confirmed"));
        var rule = (await policy.Read("programmes/jiading-six-stage")).GetProperty("confirmable").EnumerateArray().Single(c => c.Text("id") == "jd.startup.2");
        Assert.True(rule.GetProperty("confirmed").GetBoolean());

        // A new version with another figure takes the confirmation away; the same figure keeps it.
        var next = Flow.Jiading(district).Replace("2026.11-draft1", "2026.12", StringComparison.Ordinal);
        await policy.Command("programmes/jiading-six-stage/versions", next).Good();
        Assert.Equal(0, (await Confirm("jd.startup.2", null, "\"3\"").Good()).Int("confirmed"));
    }

    [Fact]
    public async Task the_citys_programme_is_read_by_its_districts_and_a_county_of_another_province_has_its_own()
    {
        await Flow.Programmes(ladder, district);
        // The city's file under another code: the districts of the other tests belong to 310000.
        var city = Flow.File("shanghai-municipal").Replace("\"code\": \"310000\"", "\"code\": \"980000\"", StringComparison.Ordinal);
        foreach (var (tenant, id, file) in new[] { ("980000", "shanghai-municipal", city), ("330483", "tongxiang-nursery", Flow.File("tongxiang-nursery")) })
        {
            var policy = ladder.Client(tenant, Roles.Policy);
            await policy.Command($"programmes/{id}/versions", file).Good();
            var version = (await policy.Read($"programmes/{id}")).GetProperty("versions")[0];
            Assert.Equal("cn-national-credentials", version.GetProperty("imports")[0].Text("programmeId"));
        }
        Assert.Equal("980000", (await ladder.Client("980101").Read("programmes/shanghai-municipal")).Text("district"));
        Assert.Equal((404, "programme.unknown"), await ladder.Client("330483").GetAsync("programmes/shanghai-municipal").Problem());
        Assert.Equal(["tongxiang-nursery", "cn-national-credentials"], (await ladder.Client("330483").Read("programmes")).EnumerateArray().Select(p => p.Text("id")));
    }

    [Fact]
    public async Task what_a_version_changes_is_told_in_words()
    {
        await Flow.Programmes(ladder, district);
        var policy = ladder.Client(district, Roles.Policy);
        var next = Flow.Jiading(district).Replace("2026.11-draft1", "2027.01", StringComparison.Ordinal)
            .Replace("\"value\": 30000000", "\"value\": 40000000", StringComparison.Ordinal)
            .Replace("\"effectiveFrom\": \"2019-02-18\"", "\"effectiveFrom\": \"2031-01-01\"", StringComparison.Ordinal);
        await policy.Command("programmes/jiading-six-stage/versions", next).Good();

        var told = await ladder.Client(district).Read("programmes/jiading-six-stage/differences?from=2026.11-draft1&to=2027.01");
        var changes = told.GetProperty("changes").EnumerateArray().ToList();
        Assert.Equal(["changed effectiveFrom", "changed value"], changes.Select(c => $"{c.Text("kind")} {c.Text("property")}"));
        Assert.Equal(("jd.startup.3.b", 30_000_000, 40_000_000), (changes[1].Text("id"), changes[1].Int("old"), changes[1].Int("new")));
        Assert.Equal("“营业收入不超过3000万元”:营业收入由不超过3,000万元改为不超过4,000万元", changes[1].Text("zh"));
        Assert.Equal("Revenue of 30 million yuan or less: revenue changes from at most 30,000,000 yuan to at most 40,000,000 yuan", changes[1].Text("en"));

        Assert.Empty((await policy.Read("programmes/jiading-six-stage/differences?from=2027.01&to=2027.01")).GetProperty("changes").EnumerateArray());
        Assert.Equal((404, "programme.version-unknown"), await policy.GetAsync("programmes/jiading-six-stage/differences?from=2027.01&to=9").Problem());
        Assert.Equal(400, (int)(await policy.GetAsync("programmes/jiading-six-stage/differences?from=2027.01")).StatusCode);
    }

    [Fact]
    public async Task a_draft_is_checked_and_compared_and_nothing_is_stored()
    {
        await Flow.Programmes(ladder, district);
        var policy = ladder.Client(district, Roles.Policy);
        Task<HttpResponseMessage> Check(string draft, string id = "jiading-six-stage") => policy.Command($"programmes/{id}/checks", draft, key: "");
        var same = await Check(Flow.Jiading(district)).Good();
        Assert.Equal((false, "2026.11-draft1", 0), (same.GetProperty("added").GetBoolean(), same.Text("against"), same.GetProperty("changes").GetArrayLength()));

        await Flow.ConfirmAll(ladder, district);
        var next = Flow.Jiading(district).Replace("2026.11-draft1", "2027.01", StringComparison.Ordinal)
            .Replace("\"value\": 30000000", "\"value\": 40000000", StringComparison.Ordinal);
        var found = await Check(next).Good();
        // The condition and the part of it that has another figure.
        Assert.Equal((true, "2027.01", 2), (found.GetProperty("added").GetBoolean(), found.Text("version"), found.Int("toConfirm")));
        Assert.Equal("“营业收入不超过3000万元”:营业收入由不超过3,000万元改为不超过4,000万元", Assert.Single(found.GetProperty("changes").EnumerateArray()).Text("zh"));
        Assert.Single((await policy.Read("programmes/jiading-six-stage")).GetProperty("versions").EnumerateArray());

        var (status, body) = await Check("{ \"id\": ").ProblemBody();
        Assert.Equal((422, "programme.invalid", "$"), (status, body.Text("code"), body.GetProperty("errors")[0].Text("path")));
        Assert.Equal((422, "programme.other-id"), await Check(next, "another").Problem());
        Assert.Equal((422, "programme.dates-backwards"), await Check(next.Replace("\"effectiveFrom\": \"2019-02-18\"", "\"effectiveFrom\": \"2019-02-17\"", StringComparison.Ordinal)).Problem());
        Assert.Equal((409, "programme.version-exists"), await Check(next.Replace("2027.01", "2026.11-draft1", StringComparison.Ordinal)).Problem());
        var first = await Check(Flow.Jiading(district).Replace("\"id\": \"jiading-six-stage\"", "\"id\": \"new-one\"", StringComparison.Ordinal), "new-one").Good();
        Assert.Equal((true, System.Text.Json.JsonValueKind.Null), (first.GetProperty("added").GetBoolean(), first.GetProperty("against").ValueKind));
    }

    [Fact]
    public async Task a_version_takes_effect_after_the_one_before_and_says_which_open_cases_stay()
    {
        await Flow.Programmes(ladder, district);
        var policy = ladder.Client(district, Roles.Policy);
        string Next(string version, string from, string more = "") => Flow.Jiading(district).Replace("2026.11-draft1", version, StringComparison.Ordinal)
            .Replace("\"effectiveFrom\": \"2019-02-18\",", $"\"effectiveFrom\": \"{from}\",{more}", StringComparison.Ordinal);
        Task<HttpResponseMessage> Publish(string file) => policy.Command("programmes/jiading-six-stage/versions", file);

        Assert.Equal((422, "programme.dates-backwards"), await Publish(Next("2027.01", "2019-02-17")).Problem());
        const string transition = """
            "effectiveTo": "2031-12-31", "transition": {"id": "jd.transition", "stay": "submitted", "stages": ["jd.pool"], "until": "2031-03-31",
              "text": {"zh": "此前提交的申报适用原版本", "en": "What was submitted before stays on the version before"}, "certainty": "documented"},
            """;
        await Publish(Next("2031.01", "2031-01-01", transition)).Good();
        var shown = (await policy.Read("programmes/jiading-six-stage")).GetProperty("versions")[1].GetProperty("transition");
        Assert.Equal(("submitted", "jd.pool", "2031-03-31"), (shown.Text("stay"), shown.GetProperty("stages")[0].GetString(), shown.Text("until")));
        Assert.Equal((422, "programme.dates-overlap"), await Publish(Next("2031.06", "2031-06-01")).Problem());
        var (status, body) = await Publish(Next("2032.01", "2032-01-01", transition.Replace("jd.pool", "jd.lake", StringComparison.Ordinal).Replace("2031-12-31", "2032-12-31", StringComparison.Ordinal))).ProblemBody();
        Assert.Equal((422, "$.transition.stages[0]"), (status, body.GetProperty("errors")[0].Text("path")));
    }

    [Fact]
    public async Task calendars_are_the_nations()
    {
        var calendar = new { year = 2031, restDays = new[] { "2031-01-01" }, makeupWorkdays = Array.Empty<string>(), documentRef = "国办" };
        Assert.Equal((403, "calendar.other-tenant"), await ladder.Client(district, Roles.Policy).Command("calendars", calendar).Problem());
        await ladder.Client("000000", Roles.Policy).Command("calendars", calendar).Good();
        Assert.Equal("2031-01-01", (await ladder.Client(district).Read("calendars/2031")).GetProperty("restDays")[0].GetString());
        Assert.Equal((404, "calendar.unknown"), await ladder.Client(district).GetAsync("calendars/2032").Problem());
    }
}
