using Cultivation.Kit;
using JasperFx.Events.Daemon;
using Marten;
using Marten.Events;
using Microsoft.Extensions.Hosting;

namespace Cultivation.EventStore.Tests;

public sealed class SubscriptionSpecs(Database database) : IClassFixture<Database>
{
    static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    readonly string name = $"S{Guid.NewGuid():N}";

    Task<long> Saved() => database.ScalarAsync<long>($"select last_seq_id from orders.mt_event_progression where name = '{name}:All'");

    [Fact]
    public async Task a_subscription_sees_every_event_once_and_in_order()
    {
        var seen = new Seen(name);
        using var host = await database.HostAsync(seen);
        var keys = new List<string>();
        for (var i = 0; i < 20; i++) keys.Add(await host.Store().PlaceAsync(new LineAdded("bolt", i)));
        await host.WaitForNonStaleProjectionDataAsync(Bound);
        var mine = seen.Events.Where(e => keys.Contains(e.StreamKey!)).ToArray();
        Assert.Equal(keys.SelectMany(k => new[] { (k, 1L), (k, 2L) }), mine.Select(e => (e.StreamKey!, e.Version)));
        Assert.Equal(seen.Events.Select(e => e.Sequence).Order(), seen.Events.Select(e => e.Sequence));
        Assert.All(mine, e => Assert.Equal(Stores.Tenant, e.TenantId));
        await host.StopAsync();
    }

    [Fact]
    public async Task it_gets_only_the_types_it_includes_and_moves_past_the_others()
    {
        var seen = new Seen(name);
        seen.IncludeType<OrderClosed>();
        using var host = await database.HostAsync(seen);
        await host.Store().PlaceAsync(new LineAdded("bolt", 1));
        await host.Store().PlaceAsync(new OrderClosed());
        await host.Store().PlaceAsync(new LineAdded("bolt", 1));
        await host.WaitForNonStaleProjectionDataAsync(Bound);
        Assert.NotEmpty(seen.Events);
        Assert.All(seen.Events, e => Assert.IsType<OrderClosed>(e.Data));
        Assert.Equal((await host.Store().Advanced.FetchEventStoreStatistics()).EventSequenceNumber, await Saved());
        await host.StopAsync();
    }

    [Fact]
    public async Task pages_are_no_larger_than_asked_and_catching_up_begins_where_it_ended()
    {
        var first = new Seen(name);
        first.Options.BatchSize = 7;
        using (var host = await database.HostAsync(first))
        {
            await host.Store().PlaceAsync(Enumerable.Range(0, 40).Select(i => new LineAdded("bolt", i)).ToArray<object>());
            await host.WaitForNonStaleProjectionDataAsync(Bound);
            await host.StopAsync();
        }
        Assert.All(first.Pages, size => Assert.InRange(size, 1, 7));
        await using (var store = database.Open()) await store.PlaceAsync(new OrderClosed());
        var second = new Seen(name);
        using var again = await database.HostAsync(second);
        await again.WaitForNonStaleProjectionDataAsync(Bound);
        Assert.Equal(2, second.Events.Count);
        await again.StopAsync();
    }

    [Fact]
    public async Task one_that_fails_stops_with_its_reason_while_the_others_go_on()
    {
        var failing = new Seen(name) { More = (_, operations) =>
        {
            operations.QueueSqlCommand("create table never_made (n int)");
            throw new InvalidOperationException("the bank is closed");
        } };
        var healthy = new Seen(name + "x");
        using var host = await database.HostAsync(failing, healthy);
        var key = await host.Store().PlaceAsync();
        await Eventually.True(() => healthy.Events.Any(e => e.StreamKey == key));
        var state = await Eventually.Get(async () => (await host.Store().Advanced.AllProjectionProgress())
            .SingleOrDefault(s => s.ShardName == $"{name}:All" && s.AgentStatus == "Stopped"));
        Assert.Equal("the bank is closed", state.PauseReason);
        Assert.Equal(0, state.Sequence);
        Assert.True(await database.ScalarAsync<bool>("select to_regclass('never_made') is null"));
        await host.StopAsync();
    }

    [Fact]
    public async Task one_that_reports_a_critical_failure_keeps_what_it_did_up_to_there()
    {
        var seen = new Seen(name) { StopAt = 1 };
        using var host = await database.HostAsync(seen);
        await host.Store().PlaceAsync(new OrderClosed());
        var state = await Eventually.Get(async () => (await host.Store().Advanced.AllProjectionProgress())
            .SingleOrDefault(s => s.ShardName == $"{name}:All" && s.AgentStatus == "Stopped"));
        Assert.Equal("enough", state.PauseReason);
        Assert.Equal(seen.Events[0].Sequence, state.Sequence);
        await host.StopAsync();
    }

    [Fact]
    public async Task a_collision_in_the_database_is_tried_again()
    {
        var failed = 0;
        var seen = new Seen(name)
        {
            More = (_, operations) =>
            {
                if (failed++ == 0) operations.QueueSqlCommand("do $$ begin raise exception 'collision' using errcode = '40P01'; end $$");
                return Task.CompletedTask;
            },
        };
        using var host = await database.HostAsync(seen);
        await host.Store().PlaceAsync();
        await host.WaitForNonStaleProjectionDataAsync(Bound);
        Assert.True(failed >= 2);
        await host.StopAsync();
    }

    [Fact]
    public async Task of_two_hot_cold_processes_one_leads_and_the_other_takes_over()
    {
        var (one, two) = (new Seen(name), new Seen(name));
        using var leader = await database.HostAsync(DaemonMode.HotCold, null, one);
        await leader.WaitForNonStaleProjectionDataAsync(Bound);
        using var follower = await database.HostAsync(DaemonMode.HotCold, null, two);
        var before = await leader.Store().PlaceAsync();
        await leader.WaitForNonStaleProjectionDataAsync(Bound);
        Assert.Contains(one.Events, e => e.StreamKey == before);
        await leader.StopAsync();
        var after = await follower.Store().PlaceAsync();
        await Eventually.True(() => two.Events.Any(e => e.StreamKey == after));
        Assert.DoesNotContain(two.Events, e => e.StreamKey == before);
        await follower.StopAsync();
    }

    [Fact]
    public async Task writes_of_another_process_are_seen_soon()
    {
        var seen = new Seen(name);
        using var host = await database.HostAsync(seen);
        await using var other = database.Open();
        var key = await other.PlaceAsync();
        await Eventually.True(() => seen.Events.Any(e => e.StreamKey == key));
        await Eventually.True(async () => (await host.Store().Advanced.AllProjectionProgress()).Any(s => s.ShardName == "HighWaterMark"
            && s.Sequence > 0));
        await host.StopAsync();
    }

    [Fact]
    public async Task a_stopping_host_ends_a_page_that_is_being_handled()
    {
        var begun = new TaskCompletionSource();
        var seen = new Seen(name) { Waits = async token => { begun.TrySetResult(); await Task.Delay(Timeout.Infinite, token); } };
        using var host = await database.HostAsync(seen);
        await host.Store().PlaceAsync();
        await begun.Task.WaitAsync(Bound);
        await host.StopAsync(new CancellationTokenSource(TimeSpan.FromSeconds(3)).Token);
        Assert.Equal(0, await Saved());
    }
}
