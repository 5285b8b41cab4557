using Cultivation.Kit;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events;
using Marten.Events.Projections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cultivation.EventStore.Tests;

/// <summary>Projections that follow the log.</summary>
public sealed class AsyncProjectionSpecs(Database database) : IClassFixture<Database>, IAsyncLifetime
{
    static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    const string Other = "310106";

    public ValueTask InitializeAsync() => new(database.ExecuteAsync(Lines.Ddl));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    Task<IHost> Running(Action<StoreOptions>? more = null) => database.HostAsync(DaemonMode.Solo, options =>
    {
        options.Projections.Snapshot<Journal>(SnapshotLifecycle.Async);
        options.Projections.Add<OrderRows>(ProjectionLifecycle.Async);
        options.Projections.Add<Buyers>(ProjectionLifecycle.Async);
        options.Projections.Add<Parcels>(ProjectionLifecycle.Async);
        options.Projections.Add<Lines>(ProjectionLifecycle.Async);
        more?.Invoke(options);
    });

    [Fact]
    public async Task a_single_stream_is_folded_into_a_document_with_its_version()
    {
        using var host = await Running();
        var key = await host.Store().PlaceAsync(new LineAdded("bolt", 2), new LineAdded("nut", 3));
        var closed = await host.Store().PlaceAsync(new LineAdded("bolt", 2), new OrderClosed());
        await host.WaitForNonStaleProjectionDataAsync(Bound);
        await using var session = host.Store().LightweightSession(Stores.Tenant);
        Assert.Equal(new OrderRow(key, 5, 3), await session.LoadAsync<OrderRow>(key));
        Assert.Null(await session.LoadAsync<OrderRow>(closed));
        session.Events.Append(key, new OrderClosed());
        await session.SaveChangesAsync();
        await host.WaitForNonStaleProjectionDataAsync(Bound);
        Assert.Null(await session.LoadAsync<OrderRow>(key));
        await host.StopAsync();
    }

    [Fact]
    public async Task an_asynchronous_snapshot_holds_the_streams_of_its_class_only()
    {
        using var host = await Running();
        var order = await host.Store().PlaceAsync();
        var key = $"journal:{Guid.NewGuid():N}";
        await using var session = host.Store().LightweightSession(Stores.Tenant);
        session.LastModifiedBy = "li";
        session.Events.StartStream<Journal>(key, new OrderPlaced("Li"), new OrderClosed());
        await session.SaveChangesAsync();
        await host.WaitForNonStaleProjectionDataAsync(Bound);
        Assert.Equal(await session.Events.AggregateStreamAsync<Journal>(key), await session.LoadAsync<Journal>(key));
        Assert.Null(await session.LoadAsync<Journal>(order));
        await host.StopAsync();
    }

    [Fact]
    public async Task a_stream_that_gets_its_class_later_is_folded_from_its_first_event()
    {
        using var host = await Running();
        var key = $"journal:{Guid.NewGuid():N}";
        await using var session = host.Store().LightweightSession(Stores.Tenant);
        session.Events.Append(key, new OrderPlaced("Li"), new LineAdded("bolt", 1));
        await session.SaveChangesAsync();
        await host.WaitForNonStaleProjectionDataAsync(Bound);
        Assert.Null(await session.LoadAsync<Journal>(key));
        await session.Events.WriteToAggregate<Journal>(key, s => s.AppendOne(new OrderClosed()));
        await host.WaitForNonStaleProjectionDataAsync(Bound);
        Assert.Equal(3, (await session.LoadAsync<Journal>(key))!.Version);
        await host.StopAsync();
    }

    [Fact]
    public async Task what_is_fetched_is_up_to_date_though_the_snapshot_is_not()
    {
        await using var store = database.Open(options => options.Projections.Snapshot<Journal>(SnapshotLifecycle.Async));
        var key = $"journal:{Guid.NewGuid():N}";
        await using var session = store.LightweightSession(Stores.Tenant);
        session.Events.StartStream<Journal>(key, new OrderPlaced("Li"), new OrderClosed());
        await session.SaveChangesAsync();
        Assert.Null(await session.LoadAsync<Journal>(key));
        Assert.Equal(2, (await session.Events.FetchLatest<Journal>(key))!.Version);
        var stream = await session.Events.FetchForWriting<Journal>(key);
        Assert.Equal((2L, 2), (stream.CurrentVersion, stream.Aggregate!.Version));
        stream.AppendOne(new LineAdded("bolt", 1));
        await session.SaveChangesAsync();
        Assert.Equal(3, (await session.Events.FetchLatest<Journal>(key))!.Version);
        Assert.Null(await session.LoadAsync<Journal>(key));
    }

    [Fact]
    public async Task events_of_many_streams_meet_in_one_document_of_each_tenant()
    {
        using var host = await Running();
        var customer = $"c{Guid.NewGuid():N}";
        foreach (var (tenant, orders) in new[] { (Stores.Tenant, 3), (Other, 2) })
        {
            await using var session = host.Store().LightweightSession(tenant);
            for (var i = 0; i < orders; i++) session.Events.StartStream<Order>($"order:{Guid.NewGuid():N}", new OrderPlaced(customer), new OrderClosed());
            await session.SaveChangesAsync();
        }
        await host.WaitForNonStaleProjectionDataAsync(Bound);
        await using var here = host.Store().QuerySession(Stores.Tenant);
        await using var there = host.Store().QuerySession(Other);
        Assert.Equal(3, (await here.LoadAsync<Buyer>(customer))!.Orders);
        var buyer = await there.LoadAsync<Buyer>(customer);
        Assert.Equal(2, buyer!.Orders);
        Assert.Equal(await database.ScalarAsync<long>(
            $"select max(seq_id) from orders.mt_events where tenant_id = '{Other}' and type = 'order_placed' and data->>'Customer' = '{customer}'"), buyer.Version);
        await host.StopAsync();
    }

    [Fact]
    public async Task an_identity_may_be_a_guid_of_the_whole_event()
    {
        using var host = await Running();
        var parcel = Guid.NewGuid();
        await host.Store().PlaceAsync(new ParcelBooked(parcel), new LineAdded("bolt", 1), new ParcelBooked(parcel));
        await host.WaitForNonStaleProjectionDataAsync(Bound);
        await using var query = host.Store().QuerySession(Stores.Tenant);
        Assert.Equal([2, 4], (await query.LoadAsync<Parcel>(parcel))!.Versions);
        await host.StopAsync();
    }

    [Fact]
    public async Task an_event_projection_writes_flat_tables_and_documents_with_its_position()
    {
        using var host = await Running();
        var key = await host.Store().PlaceAsync(new LineAdded("bolt", 1), new LineAdded("nut", 1));
        await host.WaitForNonStaleProjectionDataAsync(Bound);
        Assert.Equal(["bolt", "nut"], await database.ColumnAsync($"select item from lists.lines where stream = '{key}' and tenant_id = '{Stores.Tenant}' order by version"));
        await using var query = host.Store().QuerySession(Stores.Tenant);
        Assert.Equal("nut", (await query.LoadAsync<Line>($"{key}/3"))!.Item);
        await host.StopAsync();
    }

    [Fact]
    public async Task progress_is_told_of_each()
    {
        using var host = await Running();
        await host.Store().PlaceAsync();
        await host.WaitForNonStaleProjectionDataAsync(Bound);
        var head = (await host.Store().Advanced.FetchEventStoreStatistics()).EventSequenceNumber;
        var states = (await host.Store().Advanced.AllProjectionProgress()).ToDictionary(s => s.ShardName, s => s.Sequence);
        Assert.All(["Journal:All", "OrderRow:All", "Buyer:All", "Parcel:All", "Lines:All"], name => Assert.Equal(head, states[name]));
        await Eventually.True(async () => (await host.Store().Advanced.AllProjectionProgress()).Any(s => s.ShardName == ShardState.HighWaterMark && s.Sequence > 0));
        await host.StopAsync();
    }

    [Fact]
    public async Task a_projection_may_come_from_the_services()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddMarten(options =>
        {
            options.Connection(database.ConnectionString);
            Stores.Standard(options);
        }).ApplyAllDatabaseChangesOnStartup().AddAsyncDaemon(DaemonMode.Solo)
            .AddProjectionWithServices<Buyers>(ProjectionLifecycle.Async, ServiceLifetime.Singleton, projection => projection.Name = "ServedBuyers");
        using var host = builder.Build();
        await host.StartAsync();
        await host.Store().PlaceAsync();
        await host.WaitForNonStaleProjectionDataAsync(Bound);
        Assert.Contains(await host.Store().Advanced.AllProjectionProgress(), s => s is { ShardName: "ServedBuyers:All", Sequence: > 0 });
        await host.StopAsync();
    }

    [Fact]
    public async Task a_page_of_many_documents_and_tenants_is_one_write_and_equals_the_folds()
    {
        using var host = await Running();
        var keys = new List<(string Tenant, string Key)>();
        foreach (var tenant in new[] { Stores.Tenant, Other })
        {
            await using var session = host.Store().LightweightSession(tenant);
            for (var i = 0; i < 150; i++)
            {
                keys.Add((tenant, $"order:{Guid.NewGuid():N}"));
                session.Events.StartStream<Order>(keys[^1].Key, new OrderPlaced("Wang"), new LineAdded("bolt", i), new LineAdded("nut", 1));
            }
            await session.SaveChangesAsync();
        }
        await host.WaitForNonStaleProjectionDataAsync(Bound);
        foreach (var (tenant, key) in keys)
        {
            await using var query = host.Store().QuerySession(tenant);
            var fold = await query.Events.AggregateStreamAsync<Order>(key);
            Assert.Equal(new OrderRow(key, fold!.Pieces, 3), await query.LoadAsync<OrderRow>(key));
        }
        await host.StopAsync();
    }
}
