using Cultivation.Kit;
using JasperFx.Events.Daemon;
using Marten;
using Marten.Events;
using Microsoft.Extensions.Hosting;

namespace Cultivation.EventStore.Tests;

/// <summary>What a subscription writes, and what is called around its commit.</summary>
public sealed class SubscriptionEffectSpecs(Database database) : IClassFixture<Database>
{
    static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    readonly string name = $"S{Guid.NewGuid():N}";

    Task<long> Saved() => database.ScalarAsync<long>($"select last_seq_id from orders.mt_event_progression where name = '{name}:All'");

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

    sealed class At(Func<Task> call) : IChangeListener
    {
        public Task BeforeCommitAsync(IDocumentSession session, Marten.Services.IChangeSet commit, CancellationToken token) => call();

        public Task AfterCommitAsync(IDocumentSession session, Marten.Services.IChangeSet commit, CancellationToken token) => call();
    }
}
