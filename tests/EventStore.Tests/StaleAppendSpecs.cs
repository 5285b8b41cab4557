using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Exceptions;

namespace Cultivation.EventStore.Tests;

/// <summary>A refused save leaves nothing behind, whatever stood beside the refused part.</summary>
public sealed class StaleAppendSpecs(Database database) : IClassFixture<Database>, IAsyncDisposable
{
    readonly DocumentStore store = database.Open();

    [Fact]
    public async Task a_stale_append_with_a_document_sql_and_a_second_stream_leaves_nothing_behind()
    {
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await database.ExecuteAsync("create table if not exists beside (note text)");
        var (key, other) = (await store.PlaceAsync(), $"order:{Guid.NewGuid():N}");

        await using var session = store.LightweightSession(Stores.Tenant);
        var stream = await session.Events.FetchForWriting<Order>(key);
        await AppendElsewhere(key);
        stream.AppendOne(new OrderClosed());
        session.Store(new Customer($"c:{key}", "Li"));
        session.QueueSqlCommand("insert into beside (note) values (?)", key);
        session.Events.StartStream<Order>(other, new OrderPlaced("Wang"));
        await Assert.ThrowsAsync<EventStreamUnexpectedMaxEventIdException>(() => session.SaveChangesAsync());

        await using var query = store.QuerySession(Stores.Tenant);
        Assert.Null(await query.LoadAsync<Customer>($"c:{key}"));
        Assert.Empty(await query.QueryAsync<string>("select note from beside where note = ?", key));
        Assert.Null(await query.Events.FetchStreamStateAsync(other));
        Assert.Null(await query.LoadAsync<Order>(other));
        Assert.Equal(2, (await query.Events.FetchStreamAsync(key)).Count);
        Assert.Equal(new Order(key, "Li", 1, false, 2), await query.LoadAsync<Order>(key));
    }

    [Fact]
    public async Task neither_do_inline_projections_of_a_stale_append()
    {
        await database.ExecuteAsync(Lines.Ddl);
        await using var projecting = database.Open(options =>
        {
            options.Projections.Add<Buyers>(ProjectionLifecycle.Inline);
            options.Projections.Add<Lines>(ProjectionLifecycle.Inline);
        });
        var key = await projecting.PlaceAsync();
        await using var session = projecting.LightweightSession(Stores.Tenant);
        var stream = await session.Events.FetchForWriting<Order>(key);
        await AppendElsewhere(key);
        stream.AppendMany(new LineAdded("stale", 1), new OrderPlaced($"stale{key}"));
        await Assert.ThrowsAsync<EventStreamUnexpectedMaxEventIdException>(() => session.SaveChangesAsync());
        Assert.Null(await session.LoadAsync<Buyer>($"stale{key}"));
        Assert.Empty(await database.ColumnAsync("select item from lists.lines where item = 'stale'"));
    }

    [Fact]
    public async Task a_too_high_expectation_is_refused_too()
    {
        var key = await store.PlaceAsync();
        await using var session = store.LightweightSession(Stores.Tenant);
        session.Events.Append(key, 9, new OrderClosed());
        await Assert.ThrowsAsync<EventStreamUnexpectedMaxEventIdException>(() => session.SaveChangesAsync());
        Assert.Single(await session.Events.FetchStreamAsync(key));
    }

    [Fact]
    public async Task appends_at_the_versions_of_loaded_snapshots_go_on_from_them_unless_one_is_stale()
    {
        string[] keys = [await store.PlaceAsync(new LineAdded("bolt", 2)), await store.PlaceAsync()];
        await using var session = store.LightweightSession(Stores.Tenant);
        foreach (var order in await session.LoadManyAsync<Order>(keys))
            session.Events.Append(order.Id, order.Version + 2, new LineAdded("nut", 3), new OrderClosed());
        await session.SaveChangesAsync();
        Assert.Equal([new Order(keys[0], "Li", 5, true, 4), new(keys[1], "Li", 3, true, 3)], (await session.LoadManyAsync<Order>(keys)).OrderByDescending(o => o.Version));

        await AppendElsewhere(keys[0]);
        foreach (var (key, version) in keys.Zip([4, 3]))
            session.Events.Append(key, version + 1, new LineAdded("nut", 9));
        await Assert.ThrowsAsync<EventStreamUnexpectedMaxEventIdException>(() => session.SaveChangesAsync());
        Assert.Equal(3, (await session.LoadAsync<Order>(keys[1]))!.Pieces);
        Assert.Equal(3, (await session.Events.FetchStreamAsync(keys[1])).Count);
    }

    [Fact]
    public async Task of_two_writers_who_both_found_no_stream_one_is_refused()
    {
        var key = $"order:{Guid.NewGuid():N}";
        await using var one = store.LightweightSession(Stores.Tenant);
        await using var two = store.LightweightSession(Stores.Tenant);
        (await one.Events.FetchForWriting<Order>(key)).AppendOne(new OrderPlaced("Li"));
        (await two.Events.FetchForWriting<Order>(key)).AppendOne(new OrderPlaced("Wang"));
        await one.SaveChangesAsync();
        // Marten has found no stream and starts one, so it sees the collision of two starts.
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => two.SaveChangesAsync());
        Assert.True(refusal is EventStreamUnexpectedMaxEventIdException or ExistingStreamIdCollisionException, refusal.ToString());
        Assert.Equal(new OrderPlaced("Li"), Assert.Single(await two.Events.FetchStreamAsync(key)).Data);
    }

    [Fact]
    public async Task a_failing_document_takes_the_events_with_it()
    {
        var key = await store.PlaceAsync();
        await using var session = store.LightweightSession(Stores.Tenant);
        session.Update(new Customer($"c:{key}", "nobody"));
        session.Events.Append(key, new OrderClosed());
        await Assert.ThrowsAsync<NonExistentDocumentException>(() => session.SaveChangesAsync());
        Assert.Single(await session.Events.FetchStreamAsync(key));
    }

    [Fact]
    public async Task failing_sql_takes_the_events_with_it()
    {
        var key = await store.PlaceAsync();
        await using var session = store.LightweightSession(Stores.Tenant);
        (await session.Events.FetchForWriting<Order>(key)).AppendOne(new OrderClosed());
        session.QueueSqlCommand("select 1 / 0");
        await Assert.ThrowsAsync<MartenCommandException>(() => session.SaveChangesAsync());
        Assert.Single(await session.Events.FetchStreamAsync(key));
    }

    [Fact]
    public async Task a_refused_session_may_save_again_when_the_reason_is_gone()
    {
        var key = await store.PlaceAsync();
        await using var session = store.LightweightSession(Stores.Tenant);
        session.Events.Append(key, new LineAdded("bolt", 5));
        session.Update(new Customer($"c:{key}", "Li"));
        await Assert.ThrowsAsync<NonExistentDocumentException>(() => session.SaveChangesAsync());
        await using (var other = store.LightweightSession(Stores.Tenant))
        {
            other.Store(new Customer($"c:{key}", "Wang"));
            await other.SaveChangesAsync();
        }
        await session.SaveChangesAsync();
        Assert.Equal(new Order(key, "Li", 5, false, 2), await session.LoadAsync<Order>(key));
    }

    async Task AppendElsewhere(string key)
    {
        await using var session = store.LightweightSession(Stores.Tenant);
        await session.Events.WriteToAggregate<Order>(key, s => s.AppendOne(new LineAdded("bolt", 1)));
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
