using System.Text.Json;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>Days end at a place in the log. A service of its own, whose clock can be set forward.</summary>
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
