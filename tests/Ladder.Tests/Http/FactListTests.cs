using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>Annual figures by a list.</summary>
public sealed class FactListTests(LadderService ladder)
{
    private const string Header = "creditCode,fiscalYear,metric,definitionId,value,unit,sourceKind,scope,documentHash";
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    private static string Row(string code, int year, string value, string metric = "sales", string definition = "salesRevenue.hnte195", string unit = "CNY") =>
        $"{code},{year},{metric},{definition},{value},{unit},audited,legalPerson,";

    private static string List(params string[] rows) => string.Join('\n', [Header, .. rows]);

    private async Task<JsonElement[]> Timeline(string id) => [.. (await Client.Read($"firms/{id}/timeline")).GetProperty("items").EnumerateArray().Reverse()];

    [Fact]
    public async Task a_list_records_figures_once_in_the_order_of_their_years()
    {
        var (id, code) = await Flow.Registered(Client);
        var (other, otherCode) = await Flow.Registered(Client);
        var list = List(
            Row(code, 2023, "47000000.50"), Row(otherCode, 2022, "1"), Row(code, 2021, "45000000"), Row(code, 2022, "46000000"),
            Row(code, 2021, "80", "staff", "staff.hnte195", "person"));
        var applied = await Flow.Import(Client, "facts", list, "2024-06-03; source=%E5%B9%B4%E6%8A%A5");
        Assert.Equal((5, 0, 0), (applied.Int("added"), applied.Int("unchanged"), applied.Int("refused")));
        var lines = (await Timeline(id))[1..];
        Assert.Equal(
            [(2021, "sales"), (2021, "staff"), (2022, "sales"), (2023, "sales")],
            lines.Select(l => (l.GetProperty("data").Int("fiscalYear"), l.GetProperty("data").Text("metric"))));
        Assert.All(lines, l => Assert.Equal(("2024-06-03", "年报"), (l.GetProperty("knownSince").Text("on"), l.GetProperty("knownSince").Text("source"))));
        Assert.Equal(47_000_000.50m, lines[^1].GetProperty("data").GetProperty("value").GetDecimal());
        Assert.Equal("\"2\"", await Client.ETag($"firms/{other}"));

        var again = await Flow.Import(Client, "facts", list);
        Assert.Equal((0, 5, 0), (again.Int("added"), again.Int("unchanged"), again.Int("refused")));
        Assert.Equal("\"5\"", await Client.ETag($"firms/{id}"));
    }

    [Fact]
    public async Task what_was_known_first_comes_first()
    {
        var (id, code) = await Flow.Registered(Client, knownSince: "2019-01-02");
        await Flow.Import(Client, "facts", $"{Header},knownSince\n{Row(code, 2020, "2")},2022-05-20\n{Row(code, 2021, "3")},2022-05-20\n{Row(code, 2019, "1")},2020-06-02");
        Assert.Equal(
            [("2019-01-02", 0), ("2020-06-02", 2019), ("2022-05-20", 2020), ("2022-05-20", 2021)],
            (await Timeline(id)).Select(l => (l.GetProperty("knownSince").Text("on"), l.GetProperty("data").TryGetProperty("fiscalYear", out var year) ? year.GetInt32() : 0)));
        Assert.Equal(1, (await Client.Read($"firms/{id}?knownOn=2021-01-01")).GetProperty("facts").GetArrayLength());
    }

    [Fact]
    public async Task another_value_for_a_figure_that_stands_names_the_way_to_correct_it()
    {
        var (id, code) = await Flow.Registered(Client);
        await Flow.Import(Client, "facts", List(Row(code, 2023, "5")));
        var read = await Flow.Read(Client, "facts", List(Row(code, 2023, "6")));
        var fault = Assert.Single(read.GetProperty("faults").EnumerateArray());
        Assert.Equal((2, "import.figure-differs"), (fault.Int("line"), fault.Text("code")));
        var route = fault.Text("detail").Split("POST ")[1];
        await Client.Command(route, new { newValue = 6, reason = "名单", correctedOn = Flow.Today }, ifMatch: "\"2\"").Good();
        Assert.Equal(1, (await Flow.Read(Client, "facts", List(Row(code, 2023, "6")))).Int("unchanged"));
        Assert.Equal(6, (await Client.Read($"firms/{id}")).GetProperty("facts")[0].Int("value"));
    }

    [Fact]
    public async Task faulty_rows_are_named_by_line()
    {
        var (_, code) = await Flow.Registered(Client);
        var read = await Flow.Read(Client, "facts", List(
            Row(code, 2023, "5"), Row(code, 2023, "5"), Row(Codes.New(), 2023, "5"), Row(code, 2014, "5"), Row(code, 2022, "1,5".Replace(",", "。", StringComparison.Ordinal)),
            Row(code, 2021, "-1", "staff", "staff.hnte195", "person"), Row(code, 2021, "1", unit: "万元"), Row(code, 2020, "1").Replace("audited", "hearsay", StringComparison.Ordinal)));
        Assert.Equal(
            [
                (3, "import.row-duplicate"), (4, "import.firm-unknown"), (5, "fact.year"), (6, "import.number-malformed"), (7, "fact.value-impossible"),
                (8, "fact.unit-unknown"), (9, "import.word-unknown"),
            ],
            read.GetProperty("faults").EnumerateArray().Select(f => (f.Int("line"), f.Text("code"))));
        Assert.Equal(1, read.Int("additions"));
        Assert.Equal((422, "import.header"), await Client.Command("imports/facts?listRef=a&authority=b", "creditCode,value\n1,2", type: "text/csv").Problem());
    }

    [Fact]
    public async Task a_figure_that_was_recorded_otherwise_after_the_reading_is_refused_alone()
    {
        var (id, code) = await Flow.Registered(Client);
        var read = await Flow.Read(Client, "facts", List(Row(code, 2022, "5"), Row(code, 2023, "5")));
        await Client.Command($"firms/{id}/facts", new { facts = new[] { Figures.Of(2022, "sales", "salesRevenue.hnte195", 7, "CNY") } }).Good();
        var applied = await Flow.Apply(Client, read.Text("id"));
        Assert.Equal((1, 0, 1), (applied.Int("added"), applied.Int("unchanged"), applied.Int("refused")));
        var outcomes = (await Client.Read($"imports/{read.Text("id")}/rows")).GetProperty("items").EnumerateArray().Select(r => r.Text("outcome"));
        Assert.Equal(["fact.already-recorded", "added"], outcomes);
    }
}
