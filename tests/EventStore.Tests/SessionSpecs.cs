using System.Diagnostics;
using Marten;
using Marten.Services;

namespace Cultivation.EventStore.Tests;

public sealed class SessionSpecs(Database database) : IClassFixture<Database>, IAsyncDisposable
{
    readonly DocumentStore store = database.Open();

    [Fact]
    public async Task a_save_after_reading_for_writing_is_one_round_trip_and_one_transaction()
    {
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await database.ExecuteAsync("create table if not exists marks (note text)");
        var (key, other) = (await store.PlaceAsync(), await store.PlaceAsync());
        await using var session = store.LightweightSession(Stores.Tenant);
        session.Store(new Customer("first", "Li")); // so that the table of customers exists
        await session.SaveChangesAsync();
        (await session.Events.FetchForWriting<Order>(key)).AppendMany(new LineAdded("bolt", 1), new LineAdded("bolt", 2));
        (await session.Events.FetchForWriting<Order>(other)).AppendOne(new LineAdded("bolt", 1));
        session.Store(new Customer(key, "Li"));
        session.QueueSqlCommand("insert into marks values (?)", key);
        Assert.Equal(1, await Statements(() => session.SaveChangesAsync()));
        Assert.Equal(1, await database.ScalarAsync<long>($"""
            select count(distinct x) from (
              select xmin::text x from orders.mt_doc_customer where id = '{key}' union all select xmin::text from marks where note = '{key}'
              union all select xmin::text from orders.mt_events where version > 1 and stream_id in ('{key}', '{other}')
              union all select xmin::text from orders.mt_doc_order where id in ('{key}', '{other}')
              union all select xmin::text from orders.mt_streams where id in ('{key}', '{other}')) rows
            """));
    }

    /// <summary>How often the driver sent something in this flow of control.</summary>
    static async Task<int> Statements(Func<Task> work)
    {
        using var mine = new Activity("spec").SetIdFormat(ActivityIdFormat.W3C).Start();
        var sent = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
                { if (activity.TraceId == mine.TraceId && activity.OperationName != "CONNECT") Interlocked.Increment(ref sent); },
        };
        ActivitySource.AddActivityListener(listener);
        await work();
        return sent;
    }

    [Fact]
    public async Task listeners_are_called_around_the_save()
    {
        var listener = new Notes();
        await using var session = store.LightweightSession(Stores.Tenant);
        session.Listeners.Add(listener);
        session.Events.StartStream<Order>($"order:{Guid.NewGuid():N}", new OrderPlaced("Li"));
        session.Store(new Customer("l1", "Li"));
        await session.SaveChangesAsync();
        await session.LoadAsync<Customer>("l1");
        // Marten tells of the snapshot, too.
        Assert.Equal(["added l1", "before", "after", "loaded l1"], listener.Said.Where(said => !said.StartsWith("added order:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task a_save_of_nothing_sends_nothing()
    {
        await using var session = store.LightweightSession(Stores.Tenant);
        await session.SaveChangesAsync();
        await session.Events.FetchForWriting<Order>("order:none");
        await session.SaveChangesAsync();
        Assert.Null(await session.Events.FetchStreamStateAsync("order:none"));
    }

    [Fact]
    public async Task one_save_writes_streams_of_several_tenants()
    {
        var key = $"order:{Guid.NewGuid():N}";
        await using var session = store.LightweightSession(Stores.Tenant);
        session.Events.StartStream<Order>(key, new OrderPlaced("Li"));
        var other = session.ForTenant("310106");
        other.Events.StartStream<Order>(key, new OrderPlaced("Wang"));
        Assert.Same(session, other.Parent);
        await session.SaveChangesAsync();
        Assert.Equal("Li", (await session.LoadAsync<Order>(key))!.Customer);
        Assert.Equal("Wang", (await other.LoadAsync<Order>(key))!.Customer);
        Assert.Equal("310106", (await other.Events.FetchStreamAsync(key))[0].TenantId);
    }

    [Fact]
    public async Task the_statistics_count()
    {
        var before = await store.Advanced.FetchEventStoreStatistics();
        await store.PlaceAsync(new OrderClosed());
        var after = await store.Advanced.FetchEventStoreStatistics();
        Assert.Equal((2, 1), (after.EventCount - before.EventCount, after.StreamCount - before.StreamCount));
        Assert.True(after.EventSequenceNumber >= after.EventCount);
    }

    sealed class Notes : DocumentSessionListenerBase
    {
        public List<string> Said { get; } = [];

        public override Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token) => Say("before");

        public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token) =>
            Say(commit.Updated.OfType<Customer>().Count() == 1 && commit.GetEvents().Count() == 1 ? "after" : "after something else");

        public override void DocumentAddedForStorage(object id, object document) => Said.Add($"added {id}");

        public override void DocumentLoaded(object id, object document) => Said.Add($"loaded {id}");

        Task Say(string what)
        {
            Said.Add(what);
            return Task.CompletedTask;
        }
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
