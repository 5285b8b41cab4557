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
    public async Task calendars_are_the_nations()
    {
        var calendar = new { year = 2031, restDays = new[] { "2031-01-01" }, makeupWorkdays = Array.Empty<string>(), documentRef = "国办" };
        Assert.Equal((403, "calendar.other-tenant"), await ladder.Client(district, Roles.Policy).Command("calendars", calendar).Problem());
        await ladder.Client("000000", Roles.Policy).Command("calendars", calendar).Good();
        Assert.Equal("2031-01-01", (await ladder.Client(district).Read("calendars/2031")).GetProperty("restDays")[0].GetString());
        Assert.Equal((422, "calendar.missing"), await ladder.Client(district).GetAsync("calendars/2032").Problem());
    }
}
