using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>Of those who entered a rung in a year, how many rose within one, two and three years of their own entry.</summary>
public sealed class CohortTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    private static int Year => Flow.Today.Year;

    [Fact]
    public async Task a_cohort_is_counted_from_each_firms_own_entry_and_by_its_first_rise()
    {
        await Flow.Programmes(ladder, district);
        List<string> rows = [];
        async Task Firm(string? title, string? giant)
        {
            var (_, code) = await Flow.Registered(Client);
            if (title is not null)
                rows.Add(Flow.Row(code, title, $"{Year + 5}-01-01", $"GR{rows.Count}"));
            if (giant is not null)
                rows.Add(Flow.Row(code, giant, $"{Year + 5}-01-01", $"SG{rows.Count}", "jd.littleGiant.city"));
        }
        await Firm($"{Year - 6}-03-01", $"{Year - 5}-02-01");
        await Firm($"{Year - 6}-05-01", $"{Year - 4}-05-01");
        await Firm($"{Year - 6}-05-01", $"{Year - 3}-05-02");
        // It had stood higher before: it climbs no more.
        await Firm($"{Year - 5}-06-01", $"{Year - 6}-01-01");
        await Firm($"{Year}-01-02", null);
        await Flow.Import(Client, rows);

        JsonElement[] found = [];
        await Kit.Eventually.True(async () => (found = await Read("")).Sum(c => c.Int("entered")) == 8);
        Assert.Equal(
            [("jd.hnte", Year - 6, 3), ("jd.hnte", Year, 1), ("jd.littleGiant", Year - 6, 1), ("jd.littleGiant", Year - 5, 1), ("jd.littleGiant", Year - 4, 1), ("jd.littleGiant", Year - 3, 1)],
            found.Select(c => (c.Text("stageId"), c.Int("year"), c.Int("entered"))));
        Assert.Equal([(1, 1, true), (2, 2, true), (3, 2, true)], Risen(found[0]));
        Assert.Equal([(1, 0, false), (2, 0, false), (3, 0, false)], Risen(found[1]));

        // Before the time is over the figure may still grow.
        var earlier = await Read($"?asOf={Year - 5}-06-30");
        Assert.Equal([(1, 1, false), (2, 1, false), (3, 1, false)], Risen(earlier[0]));
        Assert.Empty(await Read($"?knownOn={Flow.Today.AddDays(-1):yyyy-MM-dd}"));
        Assert.Equal((422, "known-on.future"), await Client.GetAsync($"cohorts?knownOn={Flow.Today.AddDays(1):yyyy-MM-dd}").Problem());
    }

    private async Task<JsonElement[]> Read(string query) => [.. (await Client.Read($"cohorts{query}")).GetProperty("items").EnumerateArray()];

    private static IEnumerable<(int, int, bool)> Risen(JsonElement cohort) =>
        cohort.GetProperty("risen").EnumerateArray().Select(r => (r.Int("years"), r.Int("firms"), r.GetProperty("complete").GetBoolean()));
}
