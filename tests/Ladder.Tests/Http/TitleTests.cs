using System.Net;
using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

public sealed class TitleTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    private static string Ago(int days) => Flow.Today.AddDays(-days).ToString("O");

    private static string Ahead(int days) => Flow.Today.AddDays(days).ToString("O");

    private static async Task<JsonElement> Revoke(HttpClient client, string id, object notice)
    {
        var firm = await client.Read($"firms/{id}");
        var title = firm.GetProperty("recognitions")[0].Text("id");
        return await client.Command($"firms/{id}/recognitions/{title}/revocations", notice, ifMatch: await client.ETag($"firms/{id}")).Good();
    }

    private static int Firms(JsonElement stock, string stage) =>
        stock.GetProperty("stages").EnumerateArray().Where(s => s.Text("stageId") == stage).Select(s => s.Int("firms")).SingleOrDefault();

    private Task Caught(string stage, int firms) => Kit.Eventually.True(async () => Firms(await Client.Read("stock"), stage) == firms);

    [Fact]
    public async Task a_list_is_applied_and_the_same_list_again_changes_nothing()
    {
        await Flow.Programmes(ladder, district);
        var (id, code) = await Flow.Registered(Client);
        string[] rows = [Flow.Row(code, Ago(400), Ahead(600), "GR1")];
        Assert.Equal(1, (await Flow.Import(Client, rows)).Int("added"));
        var firm = await Client.Read($"firms/{id}");
        Assert.Equal(("jd.hnte", Ago(400), "credential"), (firm.Text("stage"), firm.GetProperty("stagesHeld")[0].Text("since"), firm.GetProperty("stagesHeld")[0].Text("basis")));
        var tag = await Client.ETag($"firms/{id}");

        var again = await Client.Command("imports/recognitions?listRef=名单&authority=市", string.Join('\n', [Flow.CsvHeader, .. rows]), type: "text/csv").Good();
        Assert.Equal((0, 1), (again.Int("additions"), again.Int("unchanged")));
        var applied = await Flow.Apply(Client, again.Text("id"));
        Assert.Equal((0, 1), (applied.Int("added"), applied.Int("unchanged")));
        Assert.Equal(tag, await Client.ETag($"firms/{id}"));
        Assert.Equal((409, "import.applied-already"), await Client.Command($"imports/{again.Text("id")}/application", new { skipFaulty = false }).Problem());
    }

    [Fact]
    public async Task a_dry_run_changes_nothing()
    {
        await Flow.Programmes(ladder, district);
        var (id, code) = await Flow.Registered(Client);
        var read = await Client.Command("imports/recognitions?listRef=名单&authority=市", $"{Flow.CsvHeader}\n{Flow.Row(code, Ago(4), Ahead(6), "GR1")}", type: "text/csv").Good();
        Assert.Equal((1, code), (read.Int("additions"), read.GetProperty("changes")[0].Text("creditCode")));
        Assert.Equal("\"1\"", await Client.ETag($"firms/{id}"));
        Assert.Equal("read", (await Client.Read($"imports/{read.Text("id")}")).Text("state"));
    }

    [Fact]
    public async Task a_list_of_another_shape_is_refused()
    {
        const string Path = "imports/recognitions?listRef=a&authority=b";
        Assert.Equal((422, "import.header"), await Client.Command(Path, "code,name\n1,2", type: "text/csv").Problem());
        Assert.Equal((422, "import.empty"), await Client.Command(Path, Flow.CsvHeader, type: "text/csv").Problem());
        Assert.Equal((415, "request.media-type"), await Client.Command(Path, "{}").Problem());
        Assert.Equal((400, "request.malformed"), await Client.Command("imports/recognitions?listRef=a", Flow.CsvHeader, type: "text/csv").Problem());
        Assert.Equal((404, "import.unknown"), await Client.GetAsync("imports/none").Problem());
        Assert.Equal((404, "import.unknown"), await Client.Command("imports/none/application", new { skipFaulty = false }).Problem());
    }

    [Fact]
    public async Task a_revocation_corrects_the_stage_backwards_and_what_was_known_stays()
    {
        await Flow.Programmes(ladder, district);
        var known = Flow.Today.AddDays(-30);
        var (id, code) = await Flow.Registered(Client, knownSince: known.ToString("O"));
        await Flow.Import(Client, [Flow.Row(code, Ago(700), Ahead(395), "GR1")], $"{known:O}; source=list");
        await Caught("jd.hnte", 1);

        var notice = new { decidedOn = Ago(2), effectiveFrom = Ago(300), cause = "falseStatement", recoveryFromTaxYear = Flow.Today.Year - 1, noticeRef = "沪高企办1号" };
        await Revoke(Client, id, notice);
        var now = await Client.Read($"firms/{id}?asOf={Ago(100)}");
        Assert.Equal(("jd.startup", "revoked"), (now.Text("stage"), now.GetProperty("recognitions")[0].Text("state")));
        var then = await Client.Read($"firms/{id}?asOf={Ago(100)}&knownOn={Ago(10)}");
        Assert.Equal(("jd.hnte", "valid", false), (then.Text("stage"), then.GetProperty("recognitions")[0].Text("state"), then.GetProperty("provisional").GetBoolean()));
        Assert.Equal("jd.hnte", (await Client.Read($"firms/{id}?asOf={Ago(301)}")).Text("stage"));

        await Caught("jd.hnte", 0);
        Assert.Equal(1, Firms(await Client.Read("stock"), "jd.startup"));
        Assert.Equal(1, Firms(await Client.Read($"stock?asOf={Ago(100)}&knownOn={Ago(10)}"), "jd.hnte"));
        Assert.Equal(0, Firms(await Client.Read($"stock?asOf={Ago(100)}"), "jd.hnte"));
        Assert.Equal(1, (await Client.Read("stock")).GetProperty("awards")[0].Int("awards"));
        Assert.Equal((422, "known-on.future"), await Client.GetAsync($"stock?knownOn={Ahead(1)}").Problem());
        Assert.Equal((404, "firm.unknown"), await Client.GetAsync($"firms/{id}?knownOn={known.AddDays(-1):O}").Problem());
    }

    [Fact]
    public async Task a_revocation_that_cannot_be_is_refused()
    {
        await Flow.Programmes(ladder, district);
        var (id, code) = await Flow.Registered(Client);
        await Flow.Import(Client, [Flow.Row(code, Ago(700), Ahead(395), "GR1")]);
        var title = (await Client.Read($"firms/{id}")).GetProperty("recognitions")[0].Text("id");
        var tag = await Client.ETag($"firms/{id}");
        Task<(int, string)> Refused(string decidedOn, string effectiveFrom, string? of = null) => Client.Command(
            $"firms/{id}/recognitions/{of ?? title}/revocations", new { decidedOn, effectiveFrom, cause = "x", noticeRef = "y" }, ifMatch: tag).Problem();
        Assert.Equal((404, "recognition.unknown"), await Refused(Ago(2), Ago(3), "none"));
        Assert.Equal((422, "recognition.effective-after-decision"), await Refused(Ago(3), Ago(2)));
        Assert.Equal((422, "recognition.effective-before-validity"), await Refused(Ago(3), Ago(701)));
        Assert.Equal((422, "recognition.decided-in-future"), await Refused(Ahead(1), Ago(3)));
        Assert.Equal((403, "auth.role-missing"), await ladder.Client(district, Roles.CaseWorker).Command(
            $"firms/{id}/recognitions/{title}/revocations", new { decidedOn = Ago(2), effectiveFrom = Ago(3), cause = "x", noticeRef = "y" }, ifMatch: tag).Problem());
        Assert.Equal(tag, await Client.ETag($"firms/{id}"));
    }

    [Fact]
    public async Task a_day_is_closed_once_and_expires_what_ended()
    {
        await Flow.Programmes(ladder, district);
        var (id, code) = await Flow.Registered(Client, knownSince: Ago(400));
        await Flow.Import(Client, [Flow.Row(code, Ago(1100), Ago(10), "GR1")], Ago(300));
        Assert.Equal("jd.hnte", (await Client.Read($"firms/{id}")).Text("stage"));

        Assert.Equal(0, (await Client.Command($"days/{Ago(11)}/closing", new { }).Good()).Int("expired"));
        Assert.Equal(1, (await Client.Command($"days/{Ago(10)}/closing", new { }, knownSince: Ago(9)).Good()).Int("expired"));
        Assert.Equal(1, (await Client.Command($"days/{Ago(10)}/closing", new { }).Good()).Int("expired"));
        Assert.Equal("", (await Client.Read($"firms/{id}")).Text("stage"));
        Assert.Equal("jd.hnte", (await Client.Read($"firms/{id}?asOf={Ago(10)}")).Text("stage"));
        var left = (await Client.Read($"firms/{id}/timeline?limit=1")).GetProperty("items")[0];
        Assert.Equal(("stage_left", Ago(9), false), (left.Text("type"), left.Text("effectiveOn"), left.GetProperty("data").GetProperty("retroactive").GetBoolean()));
        Assert.Equal((422, "day.not-over"), await Client.Command($"days/{Flow.Today:O}/closing", new { }).Problem());
        Assert.Equal((400, "day.malformed"), await Client.Command("days/yesterday/closing", new { }).Problem());
    }

    [Fact]
    public async Task history_is_recorded_by_a_supervisor_and_not_from_the_future()
    {
        Assert.Equal((403, "known-since.forbidden"), await ladder.Client(district, Roles.CaseWorker).Command("firms", Flow.Firm(Codes.New()), knownSince: Ago(1)).Problem());
        Assert.Equal((422, "known-since.future"), await Client.Command("firms", Flow.Firm(Codes.New()), knownSince: Ahead(1)).Problem());
    }
}
