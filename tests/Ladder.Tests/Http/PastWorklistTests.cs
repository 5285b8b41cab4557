using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>The worklist of a day that is over; what was overdue then is in <see cref="ClosedDayTests"/>.</summary>
public sealed class PastWorklistTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    private static string Ago(int days) => Flow.Today.AddDays(-days).ToString("O");

    private static string Since(int days) => $"{Ago(days)}; source=paper";

    private async Task<JsonElement[]> Items(string question) => [.. (await Client.Read(question)).GetProperty("items").EnumerateArray()];

    [Fact]
    public async Task a_worklist_waited_as_its_acts_had_put_it()
    {
        await Flow.Programmes(ladder, district);
        await Flow.ConfirmAll(ladder, district);
        var (chen, promise) = (Flow.Approver(ladder, district), await PeopleFlow.Person(Client, "王伟"));
        var numbers = new string[7];
        for (var i = 0; i < numbers.Length; i++)
        {
            var (firm, _) = await Flow.Registered(Client, knownSince: Since(30));
            if (i == 6)
            {
                var year = Flow.Today.Year - 1;
                object[] few = [Figures.Of(year, "staff", "staff.hnte195", 100, "person"), Figures.Of(year, "techStaff", "techStaff.hnte195", 5, "person")];
                await Client.Command($"firms/{firm}/facts", new { facts = few }, knownSince: Since(20)).Good();
            }
            var filing = new { firmId = firm, programmeId = "jiading-six-stage", stageId = i == 6 ? "jd.hnte" : "jd.pool", channel = "online" };
            numbers[i] = (await Client.Command("cases", filing, knownSince: Since(9)).Good()).Text("number");
        }
        await Act(1, "assignment", new { }, 5);
        await Act(2, "acceptance", new { }, 6);
        await Act(2, "withdrawal", new { }, 3);
        await Act(3, "acceptance", new { missingTolerated = new[] { "研发费用辅助账" } }, 6);
        await Act(4, "acceptance", new { commitment = new { textId = "jd.text.1", textVersion = "2", signedBy = promise, papers = new[] { "入库申请表" } } }, 6);
        await Act(5, "acceptance", new { }, 6);
        await Act(5, "clock/pauses", new { reason = "siteInspection" }, 4);
        await Act(6, "acceptance", new { }, 6);
        await Act(6, "proposal", new { decision = "notRecommend", batch = "第一批" }, 3);
        await Act(6, "decision", new { }, 2, chen);
        await Act(6, "appeal", new { ground = "facts" }, 1);

        // All was known yesterday: the list that is made of the events is then the one that is kept.
        await Kit.Eventually.True(
            async () => (await Numbers("")).Length == 6 && (await Numbers("?state=decided")).Length == 1 && (await Numbers($"?knownOn={Ago(1)}")).Length == 6, TimeSpan.FromMinutes(1));
        await Kit.Eventually.True(async () => !(await Rows("")).Contains("legalName=null", StringComparison.Ordinal), TimeSpan.FromMinutes(1));
        Assert.Equal(await Rows(""), await Rows($"?knownOn={Ago(1)}"));
        Assert.Equal($"{await Client.Read("worklist/counts")}", $"{await Client.Read($"worklist/counts?knownOn={Ago(1)}")}");

        Assert.Empty(await Numbers($"?knownOn={Ago(10)}"));
        Assert.Equal(numbers.Order(), (await Numbers($"?asOf={Ago(7)}&scope=unassigned&state=submitted")).Order());
        Assert.Equal((numbers[1], ""), (Assert.Single(await Numbers($"?knownOn={Ago(5)}&scope=mine")), string.Join(' ', await Numbers($"?knownOn={Ago(6)}&scope=mine"))));
        Assert.Equal([true, false], new[] { await Numbers($"?knownOn={Ago(4)}"), await Numbers($"?knownOn={Ago(3)}") }.Select(found => found.Contains(numbers[2])));
        Assert.Equal((numbers[6], 0), (Assert.Single(await Numbers($"?knownOn={Ago(3)}&scope=toApprove", chen)), (await Numbers($"?knownOn={Ago(3)}&scope=toApprove")).Length));
        Assert.DoesNotContain(numbers[6], await Numbers($"?knownOn={Ago(2)}"));
        Assert.Equal([numbers[6]], await Numbers($"?knownOn={Ago(4)}&state=accepted&stageId=jd.hnte"));
        var first = (await Items($"worklist?knownOn={Ago(7)}"))[0];
        Assert.Equal(first.Text("number"), Assert.Single(await Numbers($"?knownOn={Ago(7)}&firmId={first.Text("firmId")}&town={Uri.EscapeDataString("安亭镇")}")));
        Assert.Empty(await Numbers($"?knownOn={Ago(7)}&town=x"));
        Assert.Empty(await Numbers($"?knownOn={Ago(7)}&dueBefore={Flow.Today:O}"));
        Assert.Equal("0 7 0 7 0", await Counts(Client, 7));
        Assert.Equal("1 6 0 7 0", await Counts(Client, 5));
        Assert.Equal("0 5 1 6 0", await Counts(chen, 3));

        List<string> paged = [];
        for (var after = ""; ;)
        {
            var page = await Client.Read($"worklist?knownOn={Ago(4)}&limit=3{after}");
            paged.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.Text("number")));
            if (page.GetProperty("next").GetString() is not { } next)
                break;
            after = $"&after={next}";
        }
        Assert.Equal(7, paged.Count);
        Assert.Equal(await Numbers($"?knownOn={Ago(4)}"), paged);

        Task Act(int at, string act, object body, int known, HttpClient? by = null) => Acted(numbers[at], act, body, known, by ?? Client);

        async Task Acted(string number, string act, object body, int known, HttpClient by) =>
            await by.Command($"cases/{number}/{act}", body, ifMatch: await Client.ETag($"cases/{number}"), knownSince: Since(known)).Good();

        // The instant of the filing is kept to the microsecond in a table, and finer in an event.
        async Task<string> Rows(string question) => string.Join('\n', (await Items($"worklist{question}")).Select(row =>
            string.Join(' ', row.EnumerateObject().Where(p => p.Name != "submittedOn").Select(p => $"{p.Name}={p.Value.GetRawText()}"))));

        async Task<string[]> Numbers(string question, HttpClient? by = null) =>
            [.. (await (by ?? Client).Read($"worklist{question}")).GetProperty("items").EnumerateArray().Select(i => i.Text("number"))];

        async Task<string> Counts(HttpClient by, int known)
        {
            var counts = await by.Read($"worklist/counts?asOf={Ago(known)}");
            return string.Join(' ', new[] { "mine", "unassigned", "toApprove", "all", "overdue" }.Select(name => counts.Int(name)));
        }
    }
}
