using System.Diagnostics;
using Cultivation.Ladder.Days;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>A service of its own, and after all others: what ten thousand rows leave to be written would hold up the lists that others wait for.</summary>
[CollectionDefinition(nameof(BigLists), DisableParallelization = true)]
public sealed class BigLists : ICollectionFixture<LadderService>;

[Collection(nameof(BigLists))]
public sealed class BigListTests(LadderService ladder)
{
    private const int Rows = 10_000;
    private readonly string district = LadderService.NewDistrict();

    [Fact]
    public async Task a_bad_row_among_ten_thousand_is_named_by_its_line_and_nothing_is_applied_before_it_is_confirmed()
    {
        await Flow.Programmes(ladder, district);
        var client = ladder.Client(district);
        var firms = await Registered(Rows);
        var rows = firms.Select((f, i) => Flow.Row(f.Code, "2024-12-04", "2027-12-03", $"GR{i:000000}")).ToArray();
        rows[7_000] = rows[7_000].Replace("2027-12-03", "2027-13-03", StringComparison.Ordinal);

        var clock = Stopwatch.StartNew();
        var read = await client.Command("imports/recognitions?listRef=大名单&authority=市", string.Join('\n', [Flow.CsvHeader, .. rows]), type: "text/csv").Good();
        var reading = clock.Elapsed;
        TestContext.Current.SendDiagnosticMessage($"dry run of {Rows} rows: {clock.Elapsed.TotalSeconds:0.0} s");
        Assert.Equal((Rows, Rows - 1), (read.Int("rows"), read.Int("additions")));
        var fault = Assert.Single(read.GetProperty("faults").EnumerateArray());
        Assert.Equal((7_002, "import.date-malformed", "2027-13-03"), (fault.Int("line"), fault.Text("code"), fault.Text("detail")));
        Assert.Equal(100, read.GetProperty("changes").GetArrayLength());

        var id = read.Text("id");
        Assert.Equal((409, "import.has-faults"), await client.Command($"imports/{id}/application", new { skipFaulty = false }).Problem());
        Assert.Equal("\"1\"", await client.ETag($"firms/{firms[0].Id}"));

        clock.Restart();
        var applied = await Flow.Apply(client, id, skipFaulty: true);
        var applying = clock.Elapsed;
        Assert.True(reading < TimeSpan.FromSeconds(60) && applying < TimeSpan.FromSeconds(60), $"{reading} to read, {applying} to apply");
        TestContext.Current.SendDiagnosticMessage($"application of {Rows} rows: {clock.Elapsed.TotalSeconds:0.0} s");
        Assert.Equal((Rows - 1, 0, 0), (applied.Int("added"), applied.Int("unchanged"), applied.Int("refused")));
        var second = await client.Read($"imports/{id}/rows?after=1");
        Assert.Equal((500, "2"), (second.GetProperty("items").GetArrayLength(), second.Text("next")));
        Assert.Equal((firms[500].Id, "added"), (second.GetProperty("items")[0].Text("firmId"), second.GetProperty("items")[0].Text("outcome")));
        Assert.Equal("jd.hnte", (await client.Read($"firms/{firms[0].Id}")).Text("stage"));
        Assert.Equal("", (await client.Read($"firms/{firms[7_000].Id}")).Text("stage"));
        await Kit.Eventually.True(
            async () => (await client.Read("stock")).GetProperty("stages").EnumerateArray().Any(s => s.Int("firms") == Rows - 1), TimeSpan.FromMinutes(4));
        Assert.Contains("mt_doc_firm_idx_next_expiry_on", await DuePlan(), StringComparison.Ordinal);

        clock.Restart();
        await client.Command($"imports/{id}/undo", new { reason = "错发" }).Good();
        await Kit.Eventually.True(async () => (await client.Read($"imports/{id}")).Text("state") == "undone", TimeSpan.FromMinutes(4));
        Assert.Equal((Rows - 1, 0), ((await client.Read($"imports/{id}")).GetProperty("undo").Int("undone"), (await client.Read($"imports/{id}")).GetProperty("undo").Int("refused")));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"{clock.Elapsed} to undo");
        Assert.Equal("", (await client.Read($"firms/{firms[0].Id}")).Text("stage"));
    }

    // What closes a day finds the titles that are due by their index, however many firms there are.
    private async Task<string> DuePlan()
    {
        var database = ladder.Database;
        var sql = new Queue<string>([$"'{district}'", "date '2026-11-22'", "100"]);
        await using var explain = database.CreateCommand("explain " + string.Concat(ExpireDue.DueSql.Select(c => c == '?' ? sql.Dequeue() : $"{c}")));
        await using var lines = await explain.ExecuteReaderAsync();
        var plan = "";
        while (await lines.ReadAsync())
            plan += lines.GetString(0) + "\n";
        return plan;
    }

    // Straight into the store: ten thousand commands would only measure HTTP.
    private async Task<(string Id, string Code)[]> Registered(int count)
    {
        var store = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Marten.IDocumentStore>(ladder.Services);
        var firms = Enumerable.Range(0, count).Select(_ => (Id: Guid.CreateVersion7().ToString("N"), Code: Codes.New())).ToArray();
        foreach (var some in firms.Chunk(500))
        {
            await using var session = store.LightweightSession(district);
            foreach (var (id, code) in some)
            {
                session.Insert(new CreditCode(code, id));
                session.Events.StartStream<Firm>(Firm.Key(id), Given.Registered with { Uscc = code });
            }
            await session.SaveChangesAsync();
        }
        return firms;
    }
}
