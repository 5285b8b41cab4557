using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>Whatever is asked or sent, the service answers, or refuses with a code and a reason; nothing makes it fail.</summary>
public sealed class HostileInputTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(
        district, Roles.CaseWorker, Roles.Supervisor, Roles.Policy, Roles.Auditor, Roles.Operator, Roles.Reviewer, Roles.Service);

    [Fact]
    public async Task no_question_and_no_command_makes_the_service_fail()
    {
        await Flow.Programmes(ladder, district);
        Assert.Equal("", await (await Input()).Failures(Client, Version));
    }

    [Fact]
    public async Task what_cannot_be_kept_is_refused_before_it_reaches_the_database()
    {
        Assert.Equal((400, "request.characters"), await Client.GetAsync("firms?name=a%00b").Problem());
        Assert.Equal((400, "request.characters"), await Person("""a\u0000b""").Problem());
        Assert.Equal((400, "request.characters"), await Person("""a\\\u0000b""").Problem());
        Assert.Equal((400, "request.characters"), await Client.Command("imports/firms?listRef=1&authority=2", "a\0b", type: "text/csv").Problem());
        // Six characters of which the first is a backslash.
        await Person("""a\\u0000b""").Good();

        Task<HttpResponseMessage> Person(string name) => Client.Command("people", $$"""{"person": {"name": "{{name}}"}, "source": "载体报告"}""");
    }

    // Of a firm with figures and a title, and of a case that has been accepted, so that what is asked of them is reached.
    private async Task<HostileInput> Input()
    {
        var (firm, code) = await Flow.Registered(Client);
        await Client.Command($"firms/{firm}/facts", Flow.GoodFacts()).Good();
        await Flow.Import(Client, [Flow.Row(code, "2024-12-04", "2027-12-03", "GR1")]);
        var title = (await Client.Read($"firms/{firm}")).GetProperty("recognitions")[0].Text("id");
        var number = (await Client.Command("cases", new { firmId = firm, programmeId = "jiading-six-stage", stageId = "jd.pool", channel = "online" }).Good()).Text("number");
        await Client.Command($"cases/{number}/acceptance", new { }, ifMatch: "\"1\"").Good();
        var document = await Client.GetStringAsync(new Uri("../openapi/v1.json", UriKind.Relative));
        return new(JsonElement.Parse(document), (path, name) => (path, name) switch
        {
            (_, "id") when path.StartsWith("/v1/firms/", StringComparison.Ordinal) => firm,
            (_, "id") when path.StartsWith("/v1/programmes/", StringComparison.Ordinal) => "jiading-six-stage",
            (_, "recognitionId") => title,
            (_, "number") => number,
            (_, "stageId") => "jd.hnte",
            (_, "poolId") => "jd.pool",
            (_, "credentialId") => "cn.hnte",
            (_, "year") => "2026",
            (_, "date") => "2026-02-30",
            (_, "position") => "1",
            _ => "x",
        });
    }

    private async Task<string> Version(string path) => path.Split('/') switch
    {
        ["firms" or "cases" or "programmes", var id, _, ..] => await Client.ETag($"{path.Split('/')[0]}/{id}"),
        _ => "\"1\"",
    };
}
