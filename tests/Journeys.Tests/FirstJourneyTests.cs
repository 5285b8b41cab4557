using System.Text.Json;
using Cultivation.Kit;
using Npgsql;

namespace Cultivation.Journeys.Tests;

/// <summary>A firm climbs a rung, a bank hears of it, an operator sees it: through the gateway, against real processes. Each test looks at its own firms and at one loan.</summary>
public sealed class FirstJourneyTests(ReadyHouse ready) : IClassFixture<ReadyHouse>
{
    private const string Loan = "gaoqi";
    private readonly TestHouse house = ready.House;
    private readonly Jiading jiading = ready.Jiading;

    [Fact]
    public async Task from_a_candidate_to_the_banks_correction()
    {
        var (id, code, name) = await jiading.RegisterAsync();
        await using var queue = await BankQueue.OpenAsync(jiading.Bank, Jiading.BankId);

        // The district recommends; the firm's stage does not change by that.
        await jiading.CaseWorker.Command($"api/ladder/v1/firms/{id}/facts", new { facts = Figures.Good() }).Good();
        var number = await jiading.CaseAsync(id, "jd.hnte");
        var evaluation = await jiading.CaseWorker.Read($"api/ladder/v1/firms/{id}/evaluations/jd.hnte");
        Assert.Equal("needsPerson", evaluation.Text("result"));
        await jiading.ProposeAsync(number, Judged(evaluation));
        await jiading.ApproveAsync(number);
        Assert.Equal(JsonValueKind.Null, (await jiading.FirmAsync(id)).Page.GetProperty("stage").ValueKind);

        // The city recognises; the stage follows; the bank hears nothing without consent, and everything with it.
        var list = await jiading.ReadListAsync([(code, name, 1)]);
        Assert.Empty(await Forecast(list));
        await jiading.ApplyAsync(list);
        await Eventually.True(async () => (await jiading.FirmAsync(id)).Page.GetProperty("stage").ValueKind == JsonValueKind.String && Stage((await jiading.FirmAsync(id)).Page) == "jd.hnte");
        Assert.Empty(await Fed(code));
        await jiading.ConsentAsync(id);
        await Eventually.True(() => Delivered().Length == 1);
        var granted = Delivered()[0];
        Assert.Equal(("cn.cultivation.eligibility.granted.v1", code), (granted.Text("type"), granted.Text("subject")));
        Assert.Equal(granted.Text("id"), (await Fed(code)).Single().Text("id"));

        // Revoked backwards: the bank is corrected, and one trace runs from the supervisor's request to its delivery.
        var (page, version) = await jiading.FirmAsync(id);
        using var revoked = await jiading.RevokeAsync(id, page, version);
        Assert.True(revoked.IsSuccessStatusCode, await revoked.Content.ReadAsStringAsync());
        await Eventually.True(() => Delivered().Length == 2);
        var corrected = Delivered()[1];
        Assert.Equal("cn.cultivation.eligibility.corrected.v1", corrected.Text("type"));
        Assert.Equal(granted.GetProperty("position").GetInt64(), corrected.GetProperty("data").GetProperty("supersedes").GetInt64());
        Assert.NotEqual("jd.hnte", Stage((await jiading.FirmAsync(id)).Page));

        var trace = revoked.Headers.GetValues("Trace-Id").Single();
        Assert.Contains(trace, corrected.Text("traceparent"), StringComparison.Ordinal);
        await Eventually.True(async () => (await Spans(trace)).Select(s => s.Service).Distinct().Count() == 3);
        await Eventually.True(async () => (await Spans(trace)).Any(s => s.Id == corrected.Text("traceparent").Split('-')[2]));
        // Every span but the first hangs on another of the same trace: one tree, once the last of them has been written.
        await Eventually.True(async () => Roots(await Spans(trace)) == 1);

        JsonElement[] Delivered() => Of(queue.Deliveries, Loan, code);
    }

    [Fact]
    public async Task a_dry_run_foretells_what_each_bank_will_be_told()
    {
        List<(string Code, string Name, int Number)> rows = [];
        List<string> ids = [];
        for (var i = 101; i <= 103; i++)
        {
            var (id, code, name) = await jiading.RegisterAsync();
            ids.Add(id);
            rows.Add((code, name, i));
        }
        // One consents, one withdraws again, one never did.
        await jiading.ConsentAsync(ids[0]);
        await jiading.ConsentAsync(ids[1]);
        var list = await jiading.ReadListAsync(rows);
        Assert.Equal([rows[0].Code, rows[1].Code], (await Forecast(list)).Select(e => e.Text("creditCode")).Order(StringComparer.Ordinal));
        await jiading.CaseWorker.Command(
            "api/finance/v1/consents/withdrawals", new { firmId = ids[1], bankId = Jiading.BankId, effectiveOn = Jiading.Today }).Good();
        var foretold = Assert.Single(await Forecast(list));
        Assert.Equal(
            (Jiading.BankId, "granted", ids[0], rows[0].Code, "gaoqi", true),
            (foretold.Text("bankId"), foretold.Text("kind"), foretold.Text("firmId"), foretold.Text("creditCode"), foretold.Text("product"), foretold.GetProperty("eligible").GetBoolean()));
        var totals = await jiading.CaseWorker.Read($"api/finance/v1/imports/{list}/forecast/totals");
        var total = Assert.Single(totals.GetProperty("totals").EnumerateArray());
        Assert.Equal((Jiading.BankId, "granted", 1, 1), (total.Text("bankId"), total.Text("kind"), total.Int("entries"), totals.Int("pages")));
        string[] codes = [.. rows.Select(row => row.Code)];
        Assert.Empty(await Fed(codes));

        await jiading.ApplyAsync(list);
        await Eventually.True(async () => (await Fed(codes)).Length == 1);
        var told = (await Fed(codes)).Single();
        Assert.Equal((foretold.Text("creditCode"), foretold.Text("effectiveOn")), (told.Text("subject"), told.GetProperty("data").Text("effectiveOn")));
        await Eventually.True(async () => (await jiading.CaseWorker.Read($"api/ladder/v1/imports/{list}")).Text("state") == "applied");
        Assert.Empty(await Forecast(list));
        Assert.Equal((404, "import.unknown"), await jiading.CaseWorker.GetAsync("api/finance/v1/imports/none/forecast").Problem());
    }

    [Fact]
    public async Task a_figure_makes_a_firm_eligible_and_its_correction_reaches_the_bank()
    {
        var (id, code, _) = await jiading.RegisterAsync();
        await jiading.OfferAsync("guimo", "科技信用贷款", "loan by size", BySize);
        await jiading.ConsentAsync(id);
        await using var queue = await BankQueue.OpenAsync(jiading.Bank, Jiading.BankId);
        var recorded = await jiading.CaseWorker.Command(
            $"api/ladder/v1/firms/{id}/facts", new { facts = new[] { Figures.Of(Jiading.Today.Year - 1, "sales", "salesRevenue.hnte195", 48_000_000, "CNY") } }).Good();
        await Eventually.True(() => Delivered().Length == 1);
        Assert.Equal("figureRecorded", Basis(Delivered()[0]));

        var fact = recorded.GetProperty("facts")[0].Text("id");
        var (_, version) = await jiading.FirmAsync(id);
        await jiading.CaseWorker.Command(
            $"api/ladder/v1/firms/{id}/facts/{fact}/corrections", new { newValue = 52_000_000, reason = "audit", correctedOn = Jiading.Today }, ifMatch: Asking.Tag(version)).Good();
        await Eventually.True(() => Delivered().Length == 2);
        Assert.Equal(("cn.cultivation.eligibility.corrected.v1", "figureCorrected"), (Delivered()[1].Text("type"), Basis(Delivered()[1])));

        JsonElement[] Delivered() => Of(queue.Deliveries, "guimo", code);
    }

    /// <summary>What a bank was told of some firms and a loan, in its order.</summary>
    private static JsonElement[] Of(IEnumerable<JsonElement> told, string loan, params string[] codes) =>
        [.. told.Where(entry => entry.TryGetProperty("subject", out var code) && codes.Contains(code.GetString())
            && entry.GetProperty("data").TryGetProperty("product", out var product) && product.Text("code") == loan)];

    private async Task<JsonElement[]> Fed(params string[] codes) => Of(await jiading.FeedAsync(), Loan, codes);

    private static string Basis(JsonElement told) => told.GetProperty("data").GetProperty("basis").Text("kind");

    /// <summary>Sales of at most 50 million yuan in the last fiscal year (桐科 2017, art. 3).</summary>
    private static object BySize => new
    {
        logic = "all",
        definitions = new Dictionary<string, object>
        {
            ["salesRevenue.hnte195"] = new { fact = "sales", unit = "CNY", name = new { zh = "销售收入", en = "sales" }, text = new { zh = "年销售收入", en = "Sales of a year" } },
        },
        metrics = new
        {
            lastSales = new { kind = "fact", definition = "salesRevenue.hnte195", unit = "CNY", name = new { zh = "销售收入", en = "sales" }, text = new { zh = "上一年", en = "Of the last year" } },
        },
        items = new[] { new { id = "size.1", text = new { zh = "规模", en = "size" }, metric = "lastSales", @operator = "<=", value = 50_000_000 } },
    };

    private async Task<JsonElement[]> Forecast(string list) =>
        [.. (await jiading.CaseWorker.Read($"api/finance/v1/imports/{list}/forecast")).GetProperty("items").EnumerateArray()];

    private static string Stage(JsonElement page) => page.GetProperty("stage").GetString() ?? "";

    private static int Roots(List<(string Service, string Id, string? Parent)> spans) =>
        spans.Count(s => s.Parent is null || spans.All(other => other.Id != s.Parent));

    private async Task<List<(string Service, string Id, string? Parent)>> Spans(string trace)
    {
        await using var database = NpgsqlDataSource.Create(await house.DatabaseAsync("traces"));
        await using var read = database.CreateCommand("select service, span_id, parent_id from spans where trace_id = $1");
        read.Parameters.Add(new() { Value = trace });
        await using var rows = await read.ExecuteReaderAsync();
        var found = new List<(string, string, string?)>();
        while (await rows.ReadAsync())
            found.Add((rows.GetString(0), rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2)));
        return found;
    }

    private static object[] Judged(JsonElement evaluation) => [.. evaluation.GetProperty("criteria").EnumerateArray()
        .Where(c => c.Text("result") == "needsPerson").Select(c => new { criterionId = c.Text("id"), met = true, reason = "checked" })];
}
