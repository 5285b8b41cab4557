using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>Days end at a place in the log, and what is computed day by day is kept. A service of its own, whose clock can be set forward.</summary>
public sealed class ClosedDayTests : IAsyncLifetime
{
    private const string District = "310114";

    private readonly LeapingTime time = new();
    private LadderService ladder = null!;

    private HttpClient Client => ladder.Client(District);

    public async ValueTask InitializeAsync()
    {
        ladder = new() { Time = time };
        await ladder.InitializeAsync();
    }

    public ValueTask DisposeAsync() => ladder.DisposeAsync();

    [Fact]
    public async Task lists_are_cut_where_the_day_ended_whatever_clocks_say()
    {
        await Flow.Programmes(ladder, District);
        var day = time.Today();
        var before = await Titled("GR1");
        // Another clock is ahead, and dates this after midnight; a third is behind it.
        var ahead = await Titled("GR2");
        await Execute($"update events.mt_events set timestamp = timestamptz '{day.AddDays(1):O} 00:00:03+08' where stream_id = 'firm:{ahead}'");
        var behind = await Titled("GR3");
        await Kit.Eventually.True(async () => (await Listed("credential=cn.hnte")).Length == 3, TimeSpan.FromMinutes(1));
        Assert.Equal((404, "day.not-closed"), await Client.GetAsync($"days/{day:O}").Problem());
        Assert.Equal((400, "day.malformed"), await Client.GetAsync("days/today").Problem());

        Leap(day.AddDays(1));
        var end = await Closed(day);
        var (first, last) = (await Place(before, "max"), await Place(behind, "min"));
        Assert.True(end >= first, $"{end} {first}");
        // By the clocks, the second alone would be of the next day. The day ends at one place: either before it, or after the last one.
        string[] known = end < last ? [before] : [before, ahead, behind];
        foreach (var question in new[] { "", "credential=cn.hnte", "stage=jd.hnte" })
            Assert.Equal(known.Order(), await Listed($"{question}&knownOn={day:O}"));
        Assert.Equal(known.Length, (await Client.Read($"stock?knownOn={day:O}")).GetProperty("stages").EnumerateArray().Single(s => s.Text("stageId") == "jd.hnte").Int("firms"));
        foreach (var id in new[] { before, ahead, behind })
            Assert.Equal(known.Contains(id), (await Client.GetAsync($"firms/{id}?knownOn={day:O}")).IsSuccessStatusCode);

        // Two days on which nothing ran are closed when it runs again, the earlier one first; and nothing is closed twice.
        Leap(day.AddDays(4));
        var ends = new[] { await Closed(day.AddDays(1)), await Closed(day.AddDays(2)), await Closed(day.AddDays(3)) };
        Assert.Equal(ends.Order(), ends);
        Assert.Equal(3, (await Listed($"knownOn={day.AddDays(1):O}")).Length);
        await Client.Command($"days/{day:O}/closing", new { }).Good();
        Assert.Equal((end, 4L), (await Closed(day), await Count("select count(*) from events.mt_events where type = 'day_closed'")));

        // A day that was closed before positions were recorded goes by the clocks.
        await Execute($"update events.mt_doc_closedday set data = data - 'position' where id = 'day:{day:O}'");
        Assert.Equal(new[] { before, behind }.Order(), await Listed($"knownOn={day:O}"));
    }

    [Fact]
    public async Task a_day_that_is_over_is_judged_by_its_own_date_and_by_what_had_been_computed()
    {
        await Flow.Programmes(ladder, District);
        var day = time.Today();
        var (firm, _) = await Flow.Registered(Client);
        var number = (await Client.Command("cases", new { firmId = firm, programmeId = "jiading-six-stage", stageId = "jd.hnte", channel = "online" }).Good()).Text("number");
        await Kit.Eventually.True(async () => await Distance("") is not "" && await Overdue("") is "1 0 False", TimeSpan.FromMinutes(1));
        var far = await Distance("");

        Leap(day.AddDays(1));
        await Closed(day);
        await Client.Command($"firms/{firm}/facts", Flow.GoodFacts()).Good();
        await Kit.Eventually.True(async () => await Distance("") is { Length: > 0 } now && now != far, TimeSpan.FromMinutes(1));
        var near = await Distance("");
        // It was computed again when the day was closed, and was the same: the history has a row for each distance, not for each day.
        await Kit.Eventually.True(async () => await Count("select count(*) from ladder.standing_due") == 0, TimeSpan.FromMinutes(1));
        Assert.Equal(2L, await Count($"select count(*) from ladder.standing_spans where firm_id = '{firm}' and stage_id = 'jd.hnte'"));

        Leap(day.AddDays(31));
        await Closed(day.AddDays(30));
        Assert.Equal(
            ["", far, far, near, near],
            new[]
            {
                await Distance($"&knownOn={day.AddDays(-1):O}"), await Distance($"&knownOn={day:O}"), await Distance($"&asOf={day:O}&knownOn={day.AddDays(9):O}"),
                await Distance($"&knownOn={day.AddDays(1):O}"), await Distance($"&asOf={day.AddDays(9):O}"),
            });
        var page = await Client.Read($"discovery/near?stageId=jd.hnte&missing=99&knownOn={day.AddDays(9):O}");
        Assert.Equal((day.AddDays(1).ToString("O"), 0), (page.GetProperty("items")[0].Text("asOf"), page.Int("computing")));
        Assert.Equal(
            ["1 1 True", "1 0 False", "1 1 True"], new[] { await Overdue(""), await Overdue($"?knownOn={day.AddDays(1):O}"), await Overdue($"?asOf={day.AddDays(29):O}") });

        async Task<string> Distance(string days) => string.Join(' ', (await Client.Read($"discovery/near?stageId=jd.hnte&missing=99{days}")).GetProperty("items").EnumerateArray()
            .Where(f => f.Text("firmId") == firm).Select(f => $"{f.Int("missing")}.{f.Int("open")}"));

        async Task<string> Overdue(string days)
        {
            var (counts, items) = (await Client.Read($"worklist/counts{days}"), (await Client.Read($"worklist{days}")).GetProperty("items").EnumerateArray());
            var shown = string.Join(' ', items.Where(i => i.Text("number") == number).Select(i => i.GetProperty("overdue").GetBoolean()));
            return $"{counts.Int("all")} {counts.Int("overdue")} {shown}";
        }
    }

    private async Task<string> Titled(string certificate)
    {
        var (id, code) = await Flow.Registered(Client);
        await Flow.Import(Client, [Flow.Row(code, "2025-01-01", "2027-12-31", certificate)]);
        return id;
    }

    private void Leap(DateOnly day) => time.Leap(new DateTimeOffset(day.ToDateTime(new TimeOnly(0, 6)), Clock.Offset) - time.GetUtcNow());

    private async Task<long> Closed(DateOnly day)
    {
        await Kit.Eventually.True(async () => (await Client.GetAsync($"days/{day:O}")).IsSuccessStatusCode, TimeSpan.FromMinutes(1));
        return (await Client.Read($"days/{day:O}")).GetProperty("position").GetInt64();
    }

    private async Task<IEnumerable<string>> Ids(string question) =>
        (await Client.Read($"firms?{question}")).GetProperty("items").EnumerateArray().Select(f => f.Text("id"));

    private async Task<string[]> Listed(string question) => [.. (await Ids(question)).Order()];

    private Task<long> Place(string firm, string which) => Count($"select {which}(seq_id) from events.mt_events where stream_id = 'firm:{firm}'");

    private async Task<long> Count(string sql)
    {
        await using var read = ladder.Database.CreateCommand(sql);
        return (long)(await read.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private async Task Execute(string sql)
    {
        await using var change = ladder.Database.CreateCommand(sql);
        await change.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
