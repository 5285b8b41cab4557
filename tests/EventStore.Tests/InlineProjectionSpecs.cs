using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;
using Marten.Exceptions;

namespace Cultivation.EventStore.Tests;

/// <summary>Projections in the transaction of the events.</summary>
public sealed partial class InlineProjectionSpecs(Database database) : IClassFixture<Database>, IAsyncLifetime
{
    /// <summary>Notes what an inline projection is told of an event.</summary>
    public sealed record Told(string Id, long Sequence, long Version, DateTimeOffset At);

    public sealed partial class Telling : EventProjection
    {
        public override ValueTask ApplyAsync(IDocumentOperations ops, IEvent e, CancellationToken cancellation)
        {
            if (e.Data is OrderClosed) ops.Store(new Told(e.StreamKey!, e.Sequence, e.Version, e.Timestamp));
            return ValueTask.CompletedTask;
        }
    }

    readonly DocumentStore store = database.Open(options =>
    {
        options.Projections.Add<Buyers>(ProjectionLifecycle.Inline);
        options.Projections.Add<Lines>(ProjectionLifecycle.Inline);
        options.Projections.Add<Telling>(ProjectionLifecycle.Inline);
    });

    public ValueTask InitializeAsync() => new(database.ExecuteAsync(Lines.Ddl));

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task documents_and_flat_rows_are_there_with_the_events()
    {
        var customer = $"c{Guid.NewGuid():N}";
        await using var session = store.LightweightSession(Stores.Tenant);
        session.Events.StartStream<Order>("order:a" + customer, new OrderPlaced(customer), new LineAdded("bolt", 1));
        session.Events.StartStream<Order>("order:b" + customer, new OrderPlaced(customer));
        await session.SaveChangesAsync();
        Assert.Equal(2, (await session.LoadAsync<Buyer>(customer))!.Orders);
        Assert.Equal(["bolt"], await database.ColumnAsync($"select item from lists.lines where stream = 'order:a{customer}'"));
    }

    [Fact]
    public async Task it_is_told_the_number_version_and_time_that_are_stored()
    {
        var key = await store.PlaceAsync(new LineAdded("bolt", 1));
        await using var session = store.LightweightSession(Stores.Tenant);
        session.Events.Append(key, new OrderClosed());
        await session.SaveChangesAsync();
        var stored = (await session.Events.FetchStreamAsync(key))[^1];
        Assert.Equal(new Told(key, stored.Sequence, 3, stored.Timestamp), await session.LoadAsync<Told>(key));
    }

    [Fact]
    public async Task a_single_stream_projection_folds_streams_of_other_classes_too()
    {
        await using var rows = database.Open(o => o.Projections.Add<OrderRows>(ProjectionLifecycle.Inline));
        var key = await rows.PlaceAsync(new LineAdded("bolt", 2));
        await using var session = rows.LightweightSession(Stores.Tenant);
        session.Events.Append(key, new LineAdded("nut", 3));
        await session.SaveChangesAsync();
        Assert.Equal(new OrderRow(key, 5, 3), await session.LoadAsync<OrderRow>(key));
        await session.Events.WriteToAggregate<Order>(key, s => s.AppendOne(new OrderClosed()));
        Assert.Null(await session.LoadAsync<OrderRow>(key));
        session.Events.StartStream<OrderRow>(key + "own", new OrderPlaced("Li"), new LineAdded("nut", 3));
        await session.SaveChangesAsync();
        Assert.Equal(new OrderRow(key + "own", 3, 2), await session.LoadAsync<OrderRow>(key + "own"));
    }

    [Fact]
    public async Task savers_who_meet_in_one_document_lose_nothing()
    {
        var customer = $"c{Guid.NewGuid():N}";
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            for (var i = 0; i < 5; i++)
            {
                await using var session = store.LightweightSession(Stores.Tenant);
                session.Events.StartStream<Order>($"order:{Guid.NewGuid():N}", new OrderPlaced(customer));
                await session.SaveChangesAsync();
            }
        }));
        await using var query = store.QuerySession(Stores.Tenant);
        Assert.Equal(40, (await query.LoadAsync<Buyer>(customer))!.Orders);
    }

    [Fact]
    public async Task a_failed_write_of_the_projection_leaves_nothing_behind()
    {
        var key = $"order:{Guid.NewGuid():N}";
        await database.ExecuteAsync($"insert into lists.lines values ('{Stores.Tenant}', '{key}', 2, 'taken')");
        await using var session = store.LightweightSession(Stores.Tenant);
        session.Events.StartStream<Order>(key, new OrderPlaced("Li"), new LineAdded("bolt", 1));
        session.Store(new Customer(key, "Li"));
        var refusal = await Assert.ThrowsAsync<MartenCommandException>(() => session.SaveChangesAsync());
        Assert.Contains("lines_pkey", refusal.Message);
        Assert.Null(await session.Events.FetchStreamStateAsync(key));
        Assert.Null(await session.LoadAsync<Customer>(key));
    }
}
