using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>Subtlety 4: 家 counts firms, 家次 awards; stock on a day, new in a year, awards ever, union of two titles are four questions.</summary>
public sealed class StockTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    private static int Year => Flow.Today.Year;

    private async Task<JsonElement> Counted(string query = "")
    {
        await Kit.Eventually.True(async () =>
            (await Client.Read("stock")).GetProperty("awards").EnumerateArray().Sum(a => a.Int("awards")) == 6, TimeSpan.FromMinutes(4));
        return await Client.Read($"stock{query}");
    }

    private static (int, int, int, int) Award(JsonElement stock, string type)
    {
        var award = stock.GetProperty("awards").EnumerateArray().Single(a => a.Text("credentialType") == type);
        return (award.Int("awards"), award.Int("awardsInYear"), award.Int("firms"), award.Int("firmsEver"));
    }

    // One firm with three certificates one after the other, the last after a gap; one with a new one, and a second title; one with the second title alone.
    private async Task Three()
    {
        await Flow.Programmes(ladder, district);
        var (old, young, other) = (await Flow.Registered(Client), await Flow.Registered(Client), await Flow.Registered(Client));
        await Flow.Import(Client,
        [
            Flow.Row(old.Code, $"{Year - 7}-01-10", $"{Year - 4}-01-09", "GR1"), Flow.Row(old.Code, $"{Year - 4}-01-10", $"{Year - 1}-01-09", "GR2"),
            Flow.Row(old.Code, $"{Year}-01-05", $"{Year + 3}-01-04", "GR3"), Flow.Row(young.Code, $"{Year}-01-03", $"{Year + 3}-01-02", "GR4"),
            Flow.Row(young.Code, $"{Year}-01-02", $"{Year + 3}-01-01", "SM1", "cn.techSme"), Flow.Row(other.Code, $"{Year - 1}-02-02", $"{Year + 3}-01-01", "SM2", "cn.techSme"),
        ]);
    }

    /// <summary>Subtlety 4.</summary>
    [Fact]
    [Trait("subtlety", "4")]
    public async Task awards_are_counted_beside_firms_and_renewals_are_no_new_firms()
    {
        await Three();
        var stock = await Counted();
        Assert.Equal((4, 2, 2, 2), Award(stock, "cn.hnte"));
        Assert.Equal((2, 1, 2, 2), Award(stock, "cn.techSme"));
        var stage = stock.GetProperty("stages").EnumerateArray().Single(s => s.Text("stageId") == "jd.hnte");
        Assert.Equal((2, 2, 1), (stage.Int("firms"), stage.Int("entered"), stage.Int("firstTime")));
    }

    /// <summary>Subtlety 4: a firm with both titles counts once in their union.</summary>
    [Fact]
    [Trait("subtlety", "4")]
    public async Task the_union_of_two_titles_counts_a_firm_once()
    {
        await Three();
        var stock = await Counted("?union=cn.hnte,cn.techSme");
        Assert.Equal(3, stock.GetProperty("union").Int("firms"));
        Assert.Equal(4, stock.GetProperty("awards").EnumerateArray().Sum(a => a.Int("firms")));
    }

    [Fact]
    public async Task an_earlier_year_is_counted_by_itself()
    {
        await Three();
        var stock = await Counted($"?asOf={Year - 2}-06-30&year={Year - 4}");
        Assert.Equal((2, 1, 1, 1), Award(stock, "cn.hnte"));
        Assert.Equal(Year - 4, stock.Int("year"));
        Assert.Equal((422, "stock.year"), await Client.GetAsync($"stock?year={Year + 1}").Problem());
    }
}
