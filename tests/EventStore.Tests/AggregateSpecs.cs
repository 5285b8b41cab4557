using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Aggregation;
using Marten.Exceptions;

namespace Cultivation.EventStore.Tests;

public sealed partial class AggregateSpecs(Database database) : IClassFixture<Database>, IAsyncDisposable
{
    /// <summary>A basket is gone when it is closed.</summary>
    public sealed partial class BasketProjection : SingleStreamProjection<Basket, string>
    {
        public override Basket? Evolve(Basket? snapshot, string id, IEvent e) => e.Data switch
        {
            LineAdded line => (snapshot ?? new() { Id = id }).With(line.Pieces),
            OrderClosed => null,
            _ => snapshot,
        };
    }

    public sealed class Basket
    {
        public string Id { get; set; } = "";
        public int Pieces { get; set; }
        public long Version { get; set; }

        public Basket With(int pieces)
        {
            Pieces += pieces;
            return this;
        }
    }

    public sealed record Foldless(string Id);

    readonly DocumentStore store = database.Open(options =>
    {
        options.Projections.Snapshot<Journal>(SnapshotLifecycle.Inline);
        options.Projections.Add<BasketProjection>(ProjectionLifecycle.Inline);
    });

    IDocumentSession Session() => store.LightweightSession(Stores.Tenant);

    [Fact]
    public async Task a_live_aggregate_is_folded_up_to_a_version_or_a_time()
    {
        var key = await store.PlaceAsync(new LineAdded("bolt", 1), new LineAdded("nut", 2));
        await using var session = Session();
        await session.Events.WriteToAggregate<Order>(key, s => s.AppendOne(new LineAdded("bolt", 4)));
        var events = await session.Events.FetchStreamAsync(key);
        Assert.Equal(1, (await session.Events.AggregateStreamAsync<Order>(key, version: 2))!.Pieces);
        Assert.Equal(3, (await session.Events.AggregateStreamAsync<Order>(key, timestamp: events[2].Timestamp))!.Pieces);
        Assert.Equal(7, (await session.Events.AggregateStreamAsync<Order>(key))!.Pieces);
        Assert.Equal(106,
            (await session.Events.AggregateStreamAsync(key, state: new Order("", "", 100, false, 2), fromVersion: 3))!.Pieces);
        Assert.Null(await session.Events.AggregateStreamAsync<Order>(key, timestamp: events[0].Timestamp.AddDays(-1)));
        Assert.Null(await session.Events.AggregateStreamAsync<Order>("order:none"));
        Assert.Equal([2L, 3L], (await session.Events.FetchStreamAsync(key, version: 3, fromVersion: 2)).Select(e => e.Version));
        Assert.Equal(new Tally(4, 4), await session.Events.FetchLatest<Tally>(key));
    }

    [Fact]
    public async Task a_live_aggregate_can_be_written_to()
    {
        var key = $"tally:{Guid.NewGuid():N}";
        await using var session = Session();
        (await session.Events.FetchForWriting<Tally>(key)).AppendOne(new OrderClosed());
        await session.SaveChangesAsync();
        var stream = await session.Events.FetchForWriting<Tally>(key, 1);
        Assert.Equal(new Tally(1, 1), stream.Aggregate);
        stream.AppendOne(new OrderClosed());
        await session.SaveChangesAsync();
        Assert.Equal(2, (await session.Events.FetchStreamStateAsync(key))!.Version);
        Assert.Equal(typeof(Tally), (await session.Events.FetchStreamStateAsync(key))!.AggregateType);
    }

    [Fact]
    public async Task a_fold_of_whole_events_sees_the_time_and_user_that_are_stored()
    {
        var key = $"journal:{Guid.NewGuid():N}";
        await using var session = Session();
        session.LastModifiedBy = "li";
        session.Events.StartStream<Journal>(key, new OrderPlaced("Li"), new OrderClosed());
        await session.SaveChangesAsync();
        await session.Events.WriteToAggregate<Journal>(key, s => s.AppendOne(new LineAdded("bolt", 1)));
        var fold = await session.Events.AggregateStreamAsync<Journal>(key);
        Assert.Equal(fold, await session.LoadAsync<Journal>(key));
        Assert.Equal((key, "li", 3), (fold!.Id, fold.By, fold.Version));
        Assert.Equal((await session.Events.FetchStreamAsync(key))[^1].Timestamp, fold.LastAt);
    }

    [Fact]
    public async Task a_projection_class_folds_and_removes_its_document()
    {
        var key = $"basket:{Guid.NewGuid():N}";
        await using var session = Session();
        session.Events.StartStream<Basket>(key, new LineAdded("bolt", 2));
        await session.SaveChangesAsync();
        await session.Events.WriteToAggregate<Basket>(key, s => s.AppendOne(new LineAdded("nut", 3)));
        var basket = await session.LoadAsync<Basket>(key);
        Assert.Equal((key, 5, 2L), (basket!.Id, basket.Pieces, basket.Version));
        await session.Events.WriteToAggregate<Basket>(key, s => s.AppendOne(new OrderClosed()));
        Assert.Null(await session.LoadAsync<Basket>(key));
        Assert.Null(await session.Events.FetchLatest<Basket>(key));
        session.Events.Append(key, new LineAdded("nut", 7));
        await session.SaveChangesAsync();
        basket = await session.LoadAsync<Basket>(key);
        Assert.Equal((7, 4L), (basket!.Pieces, basket.Version));
    }

    [Fact]
    public async Task a_stream_that_is_read_can_be_written_twice_by_the_same_session()
    {
        var key = await store.PlaceAsync();
        await using var session = Session();
        var stream = await session.Events.FetchForWriting<Order>(key);
        stream.AppendOne(new LineAdded("bolt", 1));
        await session.SaveChangesAsync();
        stream.AppendOne(new LineAdded("bolt", 2));
        Assert.Equal(3, stream.CurrentVersion);
        await session.SaveChangesAsync();
        Assert.Equal(new Order(key, "Li", 3, false, 3), await session.LoadAsync<Order>(key));
    }

    [Fact]
    public async Task two_readings_of_one_stream_in_a_session_are_one_write()
    {
        var key = await store.PlaceAsync();
        await using var session = Session();
        (await session.Events.FetchForWriting<Order>(key)).AppendOne(new LineAdded("bolt", 1));
        (await session.Events.FetchForWriting<Order>(key)).AppendOne(new LineAdded("bolt", 2));
        session.Events.Append(key, new LineAdded("bolt", 4));
        await session.SaveChangesAsync();
        Assert.Equal(new Order(key, "Li", 7, false, 4), await session.LoadAsync<Order>(key));
    }

    [Fact]
    public async Task a_snapshot_registered_after_the_stream_began_is_folded_from_its_events()
    {
        await using var before = DocumentStoreWithoutJournal();
        var key = $"journal:{Guid.NewGuid():N}";
        await using (var session = before.LightweightSession(Stores.Tenant))
        {
            session.Events.StartStream<Journal>(key, new OrderPlaced("Li"), new OrderClosed());
            await session.SaveChangesAsync();
        }
        await using var now = Session();
        Assert.Equal(2, (await now.Events.FetchLatest<Journal>(key))!.Version);
        now.Events.Append(key, new LineAdded("bolt", 1));
        await now.SaveChangesAsync();
        Assert.Equal(await now.Events.AggregateStreamAsync<Journal>(key), await now.LoadAsync<Journal>(key));
    }

    [Fact]
    public async Task a_class_without_a_fold_says_so()
    {
        await using var session = Session();
        await Assert.ThrowsAsync<InvalidDocumentException>(() => session.Events.AggregateStreamAsync<Foldless>("x"));
    }

    DocumentStore DocumentStoreWithoutJournal() => database.Open();

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
