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
    public async Task its_documents_sql_and_appends_are_stored_with_its_position()
    {
        await using (var store = database.Open()) await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await database.ExecuteAsync("create table if not exists copies (sequence bigint)");
        var copy = new Seen(name)
        {
            More = (page, operations) =>
            {
                foreach (var e in page.Events.Where(e => e.StreamKey!.StartsWith("order:", StringComparison.Ordinal)))
                {
                    operations.QueueSqlCommand("insert into copies values (?)", e.Sequence);
                    operations.ForTenant(e.TenantId).Store(new Customer(e.StreamKey!, name));
                    operations.ForTenant(e.TenantId).Events.Append($"feed:{name}", new LineAdded(e.StreamKey!, 1));
                }
                return Task.CompletedTask;
            },
        };
        copy.IncludeType<OrderClosed>();
        using var host = await database.HostAsync(copy);
        var key = await host.Store().PlaceAsync(new OrderClosed());
        await host.WaitForNonStaleProjectionDataAsync(Bound);
        await using var query = host.Store().QuerySession(Stores.Tenant);
        Assert.Equal(name, (await query.LoadAsync<Customer>(key))!.Name);
        Assert.Single(await query.Events.FetchStreamAsync($"feed:{name}"), e => ((LineAdded)e.Data).Item == key);
        Assert.Equal(copy.Events.Count, (await query.QueryAsync<long>("select sequence from copies")).Count);
        await host.StopAsync();
    }

    [Fact]
    public async Task a_stream_that_it_reads_for_writing_and_so_begins_has_its_events_and_its_snapshot()
    {
        var copy = new Seen(name)
        {
            More = async (page, operations) =>
            {
                foreach (var e in page.Events.Where(e => e.Data is OrderClosed))
                    (await operations.ForTenant(e.TenantId).Events.FetchForWriting<Order>($"copy:{e.StreamKey}")).AppendMany(new OrderPlaced("Li"), new LineAdded("bolt", 2));
            },
        };
        copy.IncludeType<OrderClosed>();
        using var host = await database.HostAsync(copy);
        var key = await host.Store().PlaceAsync(new OrderClosed());
        await host.WaitForNonStaleProjectionDataAsync(Bound);
        await using var query = host.Store().QuerySession(Stores.Tenant);
        Assert.Equal([1L, 2L], (await query.Events.FetchStreamAsync($"copy:{key}")).Select(e => e.Version));
        Assert.Equal((2, 2L), await query.LoadAsync<Order>($"copy:{key}") is { } order ? (order.Pieces, order.Version) : default);
        await host.StopAsync();
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
    public async Task its_listener_is_called_before_and_after_the_commit()
    {
        var positions = new List<long>();
        var seen = new Seen(name) { Listener = new At(async () => positions.Add(await Saved())) };
        using var host = await database.HostAsync(seen);
        await host.Store().PlaceAsync();
        await host.WaitForNonStaleProjectionDataAsync(Bound);
        await Eventually.True(() => positions.Count >= 2);
        Assert.True(positions[1] > positions[0], $"{positions[0]} before the commit, {positions[1]} after it");
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
    public async Task two_processes_that_both_run_it_store_its_effects_once()
    {
        await using (var store = database.Open()) await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await database.ExecuteAsync("create table if not exists effects (sequence bigint)");
        Seen Copy() => new(name)
        {
            More = (page, operations) =>
            {
                foreach (var e in page.Events) operations.QueueSqlCommand("insert into effects values (?)", e.Sequence);
                return Task.CompletedTask;
            },
        };
        using var one = await database.HostAsync(Copy());
        using var two = await database.HostAsync(Copy());
        for (var i = 0; i < 30; i++) await (i % 2 == 0 ? one : two).Store().PlaceAsync(new LineAdded("bolt", i));
        await one.WaitForNonStaleProjectionDataAsync(Bound);
        await one.StopAsync();
        await two.StopAsync();
        Assert.Equal(
            await database.ColumnAsync("select seq_id::text from orders.mt_events order by seq_id"), await database.ColumnAsync(
                "select sequence::text from effects order by sequence"));
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

    sealed class At(Func<Task> call) : IChangeListener
    {
        public Task BeforeCommitAsync(IDocumentSession session, Marten.Services.IChangeSet commit, CancellationToken token) => call();

        public Task AfterCommitAsync(IDocumentSession session, Marten.Services.IChangeSet commit, CancellationToken token) => call();
    }
}
