using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>Firms registered by a list.</summary>
public sealed class FirmListTests(LadderService ladder)
{
    private const string Header = "creditCode,legalName,establishedOn,registeredDivision,industryCode,enterpriseType,town";
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    private static string Row(string code, string name = "嘉定甲科技有限公司", string established = "2015-03-02") =>
        $"{code},{name},{established},310114,I6510,有限责任公司,安亭镇";

    private static string List(params string[] rows) => string.Join('\n', [Header, .. rows]);

    private async Task<JsonElement> Listed(string code)
    {
        await Kit.Eventually.True(async () => (await Client.Read($"firms?creditCode={code}")).GetProperty("items").GetArrayLength() == 1);
        return await Client.Read($"firms/{(await Client.Read($"firms?creditCode={code}")).GetProperty("items")[0].Text("id")}");
    }

    [Fact]
    public async Task a_list_registers_firms_once_and_the_same_list_again_changes_nothing()
    {
        string[] codes = [Codes.New(), Codes.New(), Codes.New()];
        var list = List([.. codes.Select(code => Row(code))]);
        var read = await Flow.Read(Client, "firms", list);
        Assert.Equal((3, 3, 0, codes[0]), (read.Int("rows"), read.Int("additions"), read.Int("unchanged"), read.GetProperty("changes")[0].Text("creditCode")));
        Assert.Empty((await Client.Read("firms")).GetProperty("items").EnumerateArray());

        Assert.Equal((3, 0, 0), Counted(await Flow.Apply(Client, read.Text("id"))));
        var firm = await Listed(codes[1]);
        Assert.Equal(("嘉定甲科技有限公司", "2015-03-02", "安亭镇", "valid"), (firm.Text("legalName"), firm.Text("establishedOn"), firm.Text("town"), firm.Text("checkDigitState")));
        var registered = (await Client.Read($"firms/{firm.Text("id")}/timeline")).GetProperty("items")[0];
        Assert.Equal("上海市认定机构 名单", registered.GetProperty("data").Text("source"));
        Assert.Equal((409, "firm.code-taken"), await Client.Command("firms", Flow.Firm(codes[1])).Problem());

        var again = await Flow.Import(Client, "firms", list);
        Assert.Equal((0, 3, 0), Counted(again));
        Assert.Equal("\"1\"", await Client.ETag($"firms/{firm.Text("id")}"));
    }

    [Fact]
    public async Task faulty_rows_are_named_by_line_and_nothing_is_applied_until_that_is_confirmed()
    {
        var (id, taken) = await Flow.Registered(Client);
        var fresh = Codes.New();
        var read = await Flow.Read(Client, "firms", List(
            Row(fresh), Row(fresh), Row(taken), Row("91310114YYYY0001"), Row(Codes.New(), established: "2999-01-01"), Row(Codes.New(), name: ""), "x"));
        Assert.Equal(
            [(3, "import.row-duplicate"), (4, "import.firm-differs"), (5, "import.code-malformed"), (6, "firm.established-in-future"), (7, "field.text"), (8, "import.columns")],
            read.GetProperty("faults").EnumerateArray().Select(f => (f.Int("line"), f.Text("code"))));
        Assert.Equal(id, read.GetProperty("faults")[1].Text("detail"));
        Assert.Equal((409, "import.has-faults"), await Client.Command($"imports/{read.Text("id")}/application", new { skipFaulty = false }).Problem());
        Assert.Equal((1, 0, 0), Counted(await Flow.Apply(Client, read.Text("id"), skipFaulty: true)));
        var row = (await Client.Read($"imports/{read.Text("id")}/rows")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal((2, "added", (await Listed(fresh)).Text("id")), (row.Int("line"), row.Text("outcome"), row.Text("firmId")));
    }

    [Fact]
    public async Task of_two_lists_with_one_firm_the_second_finds_it_registered()
    {
        var (same, other) = (Codes.New(), Codes.New());
        var (first, second) = (await Flow.Read(Client, "firms", List(Row(same), Row(other))), await Flow.Read(Client, "firms", List(Row(same), Row(other, name: "嘉定乙科技有限公司"))));
        Assert.Equal((2, 0, 0), Counted(await Flow.Apply(Client, first.Text("id"))));
        var applied = await Flow.Apply(Client, second.Text("id"));
        Assert.Equal((0, 1, 1), Counted(applied));
        var outcomes = (await Client.Read($"imports/{second.Text("id")}/rows")).GetProperty("items").EnumerateArray().Select(r => r.Text("outcome"));
        Assert.Equal(["unchanged", "firm.code-taken"], outcomes);
    }

    [Fact]
    public async Task each_row_may_name_the_day_on_which_the_firm_was_known()
    {
        var (first, second) = (Codes.New(), Codes.New());
        var list = $"{Header},knownSince\n{Row(first)},2016-05-04\n{Row(second)},";
        Assert.Equal((403, "known-since.forbidden"), await ladder.Client(district, Roles.CaseWorker).Command("imports/firms?listRef=a&authority=b", list, type: "text/csv").Problem());
        await Flow.Import(Client, "firms", list, "2017-01-31; source=register");
        Assert.Equal(("2016-05-04", "名单"), await Known(first));
        Assert.Equal(("2017-01-31", "register"), await Known(second));
    }

    [Fact]
    public async Task a_list_with_another_header_is_refused() =>
        Assert.Equal((422, "import.header"), await Client.Command("imports/firms?listRef=a&authority=b", $"{Flow.CsvHeader}\n{Row(Codes.New())}", type: "text/csv").Problem());

    private async Task<(string?, string?)> Known(string code)
    {
        var line = (await Client.Read($"firms/{(await Listed(code)).Text("id")}/timeline")).GetProperty("items")[0].GetProperty("knownSince");
        return (line.Text("on"), line.Text("source"));
    }

    private static (int, int, int) Counted(JsonElement applied) => (applied.Int("added"), applied.Int("unchanged"), applied.Int("refused"));
}
