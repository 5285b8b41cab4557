using Marten;
using Npgsql;

namespace Cultivation.EventStore.Tests;

public sealed class MetadataSpecs(Database database) : IClassFixture<Database>
{
    [Fact]
    public async Task correlation_causation_user_and_headers_are_kept()
    {
        await using var store = database.Open();
        var key = $"order:{Guid.NewGuid():N}";
        await using var session = store.LightweightSession(Stores.Tenant);
        (session.CorrelationId, session.CausationId, session.LastModifiedBy) = ("c1", "c0", "li");
        session.SetHeader("traceparent", "00-aa-bb-01");
        session.SetHeader("count", 3);
        session.Events.StartStream<Order>(key, new OrderPlaced("Li"), new OrderClosed());
        await session.SaveChangesAsync();
        foreach (var e in await session.Events.FetchStreamAsync(key))
        {
            Assert.Equal(("c1", "c0", "li", Stores.Tenant), (e.CorrelationId, e.CausationId, e.UserName, e.TenantId));
            Assert.Equal(("00-aa-bb-01", 3L), (e.GetHeader("traceparent"), e.GetHeader("count")));
        }
        Assert.Equal("00-aa-bb-01", session.GetHeader("traceparent"));
    }

    [Fact]
    public async Task times_are_the_servers_in_utc_whatever_the_sessions_time_zone_is()
    {
        var shanghai = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Timezone = "Asia/Shanghai" }.ConnectionString;
        await using var store = database.Open(options => options.Connection(shanghai));
        var before = await ServerNow();
        var key = await store.PlaceAsync(new OrderClosed());
        await using var session = store.LightweightSession(Stores.Tenant);
        await session.Events.WriteToAggregate<Order>(key, s => s.AppendOne(new LineAdded("bolt", 1)));
        var after = await ServerNow();
        var events = await session.Events.FetchStreamAsync(key);
        Assert.All(events, e => Assert.InRange(e.Timestamp, before, after));
        Assert.All(events, e => Assert.Equal(TimeSpan.Zero, e.Timestamp.Offset));
        Assert.InRange((await session.Events.FetchStreamStateAsync(key))!.LastTimestamp, before, after);
    }

    [Fact]
    public async Task a_time_provider_dates_events_when_it_is_set()
    {
        var at = new DateTimeOffset(2017, 12, 25, 8, 0, 0, TimeSpan.FromHours(8));
        await using var store = database.Open(options => options.Events.TimeProvider = new Standing(at));
        var key = await store.PlaceAsync(new OrderClosed());
        await using var session = store.LightweightSession(Stores.Tenant);
        session.Events.Append(key, new LineAdded("bolt", 1));
        await session.SaveChangesAsync();
        Assert.All(await session.Events.FetchStreamAsync(key), e => Assert.Equal(at, e.Timestamp));
        Assert.Equal(at, (await session.Events.FetchStreamStateAsync(key))!.Created);
    }

    async Task<DateTimeOffset> ServerNow() => new(await database.ScalarAsync<DateTime>("select clock_timestamp()"));

    sealed class Standing(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at.ToUniversalTime();
    }
}
