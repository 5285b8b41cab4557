using JasperFx;
using JasperFx.Events;
using Marten;
using Marten.Exceptions;

namespace Cultivation.EventStore.Tests;

public sealed class WritingSpecs(Database database) : IClassFixture<Database>, IAsyncDisposable
{
    readonly DocumentStore store = database.Open();

    IDocumentSession Session() => store.LightweightSession(Stores.Tenant);

    [Fact]
    public async Task a_stream_read_for_writing_takes_more_events_and_keeps_its_snapshot()
    {
        var key = await store.PlaceAsync();
        await using var session = Session();
        var stream = await session.Events.FetchForWriting<Order>(key);
        Assert.Equal((1L, 1L, "Li"), (stream.StartingVersion, stream.CurrentVersion, stream.Aggregate!.Customer));
        stream.AppendMany(new LineAdded("bolt", 3), new LineAdded("nut", 4));
        Assert.Equal(3, stream.CurrentVersion);
        await session.SaveChangesAsync();

        var expected = new Order(key, "Li", 7, false, 3);
        Assert.Equal(expected, await session.LoadAsync<Order>(key));
        Assert.Equal(expected, await session.Events.FetchLatest<Order>(key));
        Assert.Equal(expected, await session.Events.AggregateStreamAsync<Order>(key));
    }

    [Fact]
    public async Task reading_for_writing_with_a_wrong_version_before_is_refused_at_once()
    {
        var key = await store.PlaceAsync();
        await using var session = Session();
        await Assert.ThrowsAsync<ConcurrencyException>(() => session.Events.FetchForWriting<Order>(key, 2));
        Assert.Equal(1, (await session.Events.FetchForWriting<Order>(key, 1)).StartingVersion);
        Assert.Equal(0, (await session.Events.FetchForWriting<Order>("order:none", 0)).StartingVersion);
    }

    [Fact]
    public async Task append_with_a_version_means_the_version_after()
    {
        var key = await store.PlaceAsync();
        await using var session = Session();
        session.Events.Append(key, 3, new LineAdded("bolt", 1), new LineAdded("nut", 1));
        await session.SaveChangesAsync();
        session.Events.Append(key, 3, new LineAdded("bolt", 1));
        await Assert.ThrowsAsync<EventStreamUnexpectedMaxEventIdException>(() => session.SaveChangesAsync());
    }

    /// <summary>What Marten gets wrong, 4.</summary>
    [Fact]
    public async Task a_version_conflict_names_the_expected_and_the_true_version()
    {
        var key = await store.PlaceAsync();
        await using var session = Session();
        var early = await Assert.ThrowsAsync<ConcurrencyException>(() => session.Events.FetchForWriting<Order>(key, 2));
        Assert.Matches("2,? but was 1", early.Message);
        session.Events.Append(key, 4, new LineAdded("bolt", 1));
        var late = await Assert.ThrowsAsync<EventStreamUnexpectedMaxEventIdException>(() => session.SaveChangesAsync());
        Assert.Contains("expected 3 but was 1", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task starting_an_existing_stream_is_a_collision()
    {
        var key = await store.PlaceAsync();
        await using var session = Session();
        session.Events.StartStream<Order>(key, new OrderPlaced("Wang"));
        await Assert.ThrowsAsync<ExistingStreamIdCollisionException>(() => session.SaveChangesAsync());
    }

    [Fact]
    public void starting_a_stream_without_events_is_refused()
    {
        using var session = Session();
        Assert.Throws<EmptyEventStreamException>(() => session.Events.StartStream<Order>("order:empty"));
    }

    [Fact]
    public async Task write_to_aggregate_saves_by_itself_and_takes_the_version_before()
    {
        var key = await store.PlaceAsync();
        await using var session = Session();
        await session.Events.WriteToAggregate<Order>(key, s => s.AppendOne(new LineAdded("bolt", 2)));
        await using var next = Session();
        await next.Events.WriteToAggregate<Order>(key, 2, s => s.AppendOne(new OrderClosed()));
        Assert.Equal(new Order(key, "Li", 2, true, 3), await next.LoadAsync<Order>(key));
        await using var stale = Session();
        await Assert.ThrowsAsync<ConcurrencyException>(() => stale.Events.WriteToAggregate<Order>(key, 2, s => s.AppendOne(new OrderClosed())));
    }

    [Fact]
    public async Task one_session_may_write_to_an_aggregate_again_and_again()
    {
        var key = await store.PlaceAsync();
        await using var session = Session();
        await session.Events.WriteToAggregate<Order>(key, s => s.AppendOne(new LineAdded("bolt", 2)));
        await session.Events.WriteToAggregate<Order>(key, 2, s => s.AppendOne(new OrderClosed()));
        Assert.Equal(new Order(key, "Li", 2, true, 3), await session.LoadAsync<Order>(key));
    }

    [Fact]
    public async Task append_optimistic_meets_who_appended_between_it_and_the_save()
    {
        var key = await store.PlaceAsync();
        await using var session = store.LightweightSession(Stores.Tenant);
        await session.Events.AppendOptimistic(key, new LineAdded("bolt", 1));
        await using (var other = store.LightweightSession(Stores.Tenant))
        {
            other.Events.Append(key, new LineAdded("nut", 1));
            await other.SaveChangesAsync();
        }
        await Assert.ThrowsAsync<EventStreamUnexpectedMaxEventIdException>(() => session.SaveChangesAsync());
        Assert.Equal(2, (await session.Events.FetchStreamAsync(key)).Count);
    }

    [Fact]
    public async Task append_optimistic_needs_an_existing_stream()
    {
        await using var session = Session();
        await Assert.ThrowsAsync<NonExistentStreamException>(() => session.Events.AppendOptimistic("order:none", new OrderClosed()));
        var key = await store.PlaceAsync();
        await using var known = Session();
        await known.Events.AppendOptimistic(key, new OrderClosed());
        await known.SaveChangesAsync();
        Assert.Equal(2, (await known.Events.FetchStreamAsync(key)).Count);
    }

    [Fact]
    public async Task append_optimistic_keeps_the_snapshot()
    {
        var key = await store.PlaceAsync();
        await using var session = Session();
        await session.Events.AppendOptimistic(key, new OrderClosed());
        await session.SaveChangesAsync();
        Assert.Equal(new Order(key, "Li", 0, true, 2), await session.LoadAsync<Order>(key));
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
