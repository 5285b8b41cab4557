using System.Diagnostics;
using System.Globalization;
using Cultivation.EventStore.Worker;
using Cultivation.Kit;

namespace Cultivation.EventStore.Tests.NeverSkips;

/// <summary>Processes that end by kill -9.</summary>
public sealed class KilledSpecs(Database database, ITestOutputHelper output) : IClassFixture<Database>
{
    private static readonly TimeSpan Takeover = TimeSpan.FromSeconds(5);

    [Fact]
    public Task what_a_killed_writer_left_open_is_passed() => Seeds.EachAsync(output, async seed =>
    {
        await using var following = await Following.StartAsync(database.ConnectionString, (seed * 100) + 70);
        await using var writer = WorkerProcess.Start("write", following.Ticks, seed, Heard);
        await writer.Said(following.Random.Next(1, 10));
        var writing = following.Quick(30);
        await Task.Delay(following.Random.Next(10));
        await writer.KillAsync();
        await writing;
        return await following.VerifyAsync();

        void Heard(string line)
        {
            if (line.Split(' ') is [var stream, var events])
                following.Committed(stream, int.Parse(events, CultureInfo.InvariantCulture));
        }
    });

    [Fact]
    public Task a_killed_reader_goes_on_where_its_effects_ended() => Seeds.EachAsync(output, async seed =>
    {
        await using var following = await Following.StartAsync(database.ConnectionString, (seed * 100) + 71);
        await using var first = WorkerProcess.Start("follow", following.Ticks, seed);
        var writing = Task.WhenAll(following.Delayed(20), following.Quick(60));
        await Eventually.True(async () => await HandledAsync(following.Ticks) > following.Random.Next(20), TimeSpan.FromSeconds(30));
        await first.KillAsync();
        await using var second = WorkerProcess.Start("follow", following.Ticks, seed);
        await writing;
        return await VerifyTableAsync(following);
    });

    [Fact]
    public Task of_two_would_be_leaders_one_leads_and_the_other_takes_over_within_five_seconds() => Seeds.EachAsync(output, async seed =>
    {
        await using var following = await Following.StartAsync(database.ConnectionString, (seed * 100) + 72);
        await using var one = WorkerProcess.Start("follow", following.Ticks, seed);
        await using var other = WorkerProcess.Start("follow", following.Ticks, seed);
        await Task.WhenAll(one.Said(1), other.Said(1));
        await following.Quick(20);
        await Eventually.True(async () => await LeaderAsync(following.Ticks) != 0, TimeSpan.FromSeconds(30));
        var (leader, next) = await LeaderAsync(following.Ticks) == one.Id ? (one, other) : (other, one);
        var writing = Task.WhenAll(following.Delayed(10), following.Quick(30));
        await Task.Delay(following.Random.Next(30));
        await leader.KillAsync();
        var killed = Stopwatch.StartNew();
        await writing;
        await following.Quick(1);
        await Eventually.True(async () => await LeaderAsync(following.Ticks) == next.Id, Takeover - killed.Elapsed);
        return await VerifyTableAsync(following);
    });

    private async Task<int> VerifyTableAsync(Following following)
    {
        var count = await following.VerifyAsync();
        await Eventually.True(async () => await HandledAsync(following.Ticks) >= count, TimeSpan.FromSeconds(30));
        Assert.Equal(await Following.LogAsync(following.Ticks, "mt_events order by seq_id"), await Following.LogAsync(following.Ticks, "handled order by n"));
        return count;
    }

    private Task<long> HandledAsync(Ticks ticks) => database.ScalarAsync<long>($"select count(*) from {ticks.Schema}.handled");

    /// <summary>The process that wrote last; 0 for none.</summary>
    private Task<int> LeaderAsync(Ticks ticks) =>
        database.ScalarAsync<int>($"select coalesce((select process from {ticks.Schema}.handled order by n desc limit 1), 0)");
}
