using Marten;

namespace Cultivation.EventStore.Tests;

/// <summary>Append without a version: writers take turns on the stream's row.</summary>
public sealed class BlindAppendSpecs(Database database) : IClassFixture<Database>, IAsyncDisposable
{
    readonly DocumentStore store = database.Open();

    [Fact]
    public async Task eight_writers_on_one_stream_all_succeed_and_the_snapshot_equals_the_fold()
    {
        var key = await store.PlaceAsync();
        await Together(8, async i =>
        {
            for (var n = 0; n < 10; n++)
            {
                await using var session = store.LightweightSession(Stores.Tenant);
                session.Events.Append(key, new LineAdded("bolt", 1), new LineAdded("nut", i));
                await session.SaveChangesAsync();
            }
        });
        await using var query = store.QuerySession(Stores.Tenant);
        var fold = await query.Events.AggregateStreamAsync<Order>(key);
        Assert.Equal(new Order(key, "Li", 80 + (10 * 28), false, 161), fold);
        Assert.Equal(fold, await query.LoadAsync<Order>(key));
        var events = await query.Events.FetchStreamAsync(key);
        Assert.Equal(Enumerable.Range(1, 161).Select(v => (long)v), events.Select(e => e.Version));
        Assert.Equal(events.Select(e => e.Timestamp).Order(), events.Select(e => e.Timestamp));
    }

    [Fact]
    public async Task eight_writers_may_create_a_stream_together()
    {
        var key = $"log:{Guid.NewGuid():N}";
        await Together(8, async i =>
        {
            await using var session = store.LightweightSession(Stores.Tenant);
            session.Events.Append(key, new LineAdded("bolt", i));
            await session.SaveChangesAsync();
        });
        await using var query = store.QuerySession(Stores.Tenant);
        Assert.Equal(8, (await query.Events.FetchStreamAsync(key)).Count);
        Assert.Equal(new Tally(key, 8, 8), await query.Events.AggregateStreamAsync<Tally>(key));
    }

    [Fact]
    public async Task writers_of_the_same_two_streams_do_not_block_each_other_for_ever()
    {
        var (a, b) = (await store.PlaceAsync(), await store.PlaceAsync());
        await Together(8, async i =>
        {
            await using var session = store.LightweightSession(Stores.Tenant);
            foreach (var key in i % 2 == 0 ? [a, b] : new[] { b, a }) session.Events.Append(key, new LineAdded("bolt", 1));
            await session.SaveChangesAsync();
        });
        await using var query = store.QuerySession(Stores.Tenant);
        Assert.Equal([8, 8], (await query.LoadManyAsync<Order>(a, b)).Select(o => o.Pieces));
    }

    [Fact]
    public async Task the_saved_events_know_their_place()
    {
        var key = await store.PlaceAsync();
        await using var session = store.LightweightSession(Stores.Tenant);
        var action = session.Events.Append(key, new LineAdded("bolt", 1), new OrderClosed());
        var events = action.Events.ToArray();
        await session.SaveChangesAsync();
        Assert.Equal([2L, 3L], events.Select(e => e.Version));
        Assert.Equal((await session.Events.FetchStreamAsync(key)).Skip(1).Select(e => (e.Sequence, e.Id)),
            events.Select(e => (e.Sequence, e.Id)));
    }

    static Task Together(int writers, Func<int, Task> write) =>
        Task.WhenAll(Enumerable.Range(0, writers).Select(i => Task.Run(() => write(i))));

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
