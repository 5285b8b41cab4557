using System.Net;
using System.Net.Http.Json;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>Annual figures, one firm at a time.</summary>
public sealed class FactTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    [Fact]
    public async Task facts_are_recorded_once_and_corrected()
    {
        var (id, _) = await Flow.Registered(Client);
        var recorded = await Client.Command($"firms/{id}/facts", Flow.GoodFacts()).Good();
        Assert.Equal((21, 0), (recorded.Int("recorded"), recorded.Int("unchanged")));
        var again = await Client.Command($"firms/{id}/facts", Flow.GoodFacts()).Good();
        Assert.Equal((0, 21), (again.Int("recorded"), again.Int("unchanged")));

        var sales = recorded.GetProperty("facts")[0];
        var other = new { facts = new[] { Figures.Of(sales.Int("fiscalYear"), "sales", "salesRevenue.hnte195", 1, "CNY") } };
        Assert.Equal((409, "fact.already-recorded"), await Client.Command($"firms/{id}/facts", other).Problem());
        var correction = new { newValue = 47_000_000, reason = "审计调整", correctedOn = Flow.Today };
        Assert.Equal((404, "fact.unknown"), await Client.Command($"firms/{id}/facts/nothing/corrections", correction, ifMatch: "\"22\"").Problem());
        await Client.Command($"firms/{id}/facts/{sales.Text("id")}/corrections", correction, ifMatch: "\"22\"").Good();
        var now = (await Client.Read($"firms/{id}")).GetProperty("facts").EnumerateArray().Single(f => f.Text("id") == sales.Text("id"));
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
}
