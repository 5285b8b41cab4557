using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events;
using Marten.Exceptions;
using Microsoft.Extensions.Hosting;

namespace Cultivation.EventStore.Tests;

/// <summary>Streams taken out of every reading; their rows stay.</summary>
public sealed class ArchiveSpecs(Database database) : IClassFixture<Database>
{
    static async Task ArchiveAsync(IDocumentStore store, string key)
    {
        await using var session = store.LightweightSession(Stores.Tenant);
        session.Events.ArchiveStream(key);
        await session.SaveChangesAsync();
    }

    [Fact]
    public async Task every_way_of_reading_finds_it_empty_and_its_rows_stay()
    {
        await using var store = database.Open();
        var key = await store.PlaceAsync(new LineAdded("bolt", 1));
        await ArchiveAsync(store, key);
        await using var query = store.LightweightSession(Stores.Tenant);
        Assert.Empty(await query.Events.FetchStreamAsync(key));
        Assert.Null(await query.Events.AggregateStreamAsync<Order>(key));
        Assert.True((await query.Events.FetchStreamStateAsync(key))!.IsArchived);
        Assert.Equal(2, await database.ScalarAsync<long>($"select count(*) from orders.mt_events where stream_id = '{key}' and is_archived"));
    }

    [Fact]
    public async Task its_snapshot_is_no_latest_state()
    {
        await using var store = database.Open();
        var key = await store.PlaceAsync(new LineAdded("bolt", 1));
        await ArchiveAsync(store, key);
        await using var query = store.LightweightSession(Stores.Tenant);
        Assert.Null(await query.Events.FetchLatest<Order>(key));
    }

    [Fact]
    public async Task every_way_of_appending_is_refused()
    {
        await using var store = database.Open();
        var key = await store.PlaceAsync();
        await ArchiveAsync(store, key);
        foreach (var append in new Func<IDocumentSession, Task>[]
        {
            s => Task.FromResult(s.Events.Append(key, new OrderClosed())),
            s => Task.FromResult(s.Events.Append(key, 2, new OrderClosed())),
            s => s.Events.AppendOptimistic(key, new OrderClosed()),
            async s => (await s.Events.FetchForWriting<Order>(key)).AppendOne(new OrderClosed()),
        })
        {
            await using var session = store.LightweightSession(Stores.Tenant);
            await append(session);
            await Assert.ThrowsAsync<InvalidStreamOperationException>(() => session.SaveChangesAsync());
        }
        Assert.Equal(1, await database.ScalarAsync<long>($"select version from orders.mt_streams where id = '{key}'"));
    }

    [Fact]
    public async Task the_last_events_and_the_archiving_are_one_save()
    {
        await using var store = database.Open();
        var key = await store.PlaceAsync();
        await using var session = store.LightweightSession(Stores.Tenant);
        session.Events.Append(key, new OrderClosed());
        session.Events.ArchiveStream(key);
        await session.SaveChangesAsync();
        Assert.Equal(2, await database.ScalarAsync<long>($"select count(*) from orders.mt_events where stream_id = '{key}' and is_archived"));
    }

    [Fact]
    public async Task who_follows_the_log_does_not_see_it_and_another_tenants_stream_of_that_key_is_left_alone()
    {
        string key;
        await using (var store = database.Open())
        {
            key = await store.PlaceAsync();
            await using var other = store.LightweightSession("310106");
            other.Events.StartStream<Order>(key, new OrderPlaced("Wang"));
            await other.SaveChangesAsync();
            await ArchiveAsync(store, key);
        }
        var seen = new Seen("Archive");
        using var host = await database.HostAsync(DaemonMode.Solo, o => o.Projections.Add<OrderRows>(ProjectionLifecycle.Async), seen);
        await host.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("310106", Assert.Single(seen.Events, e => e.StreamKey == key).TenantId);
        await using var here = host.Store().QuerySession(Stores.Tenant);
        await using var there = host.Store().QuerySession("310106");
        Assert.Null(await here.LoadAsync<OrderRow>(key));
        Assert.NotNull(await there.LoadAsync<OrderRow>(key));
        await host.StopAsync();
    }
}
