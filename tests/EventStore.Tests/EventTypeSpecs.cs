using Cultivation.Kit;
using Marten;
using Marten.Exceptions;

namespace Cultivation.EventStore.Tests;

public sealed class EventTypeSpecs(Database database) : IClassFixture<Database>
{
    public sealed record KPIFound(int Value);
    public sealed record R2RatioChecked(int Value);
    public sealed record ParcelSent(string To);

    [Theory]
    [InlineData(typeof(LineAdded), "line_added")]
    [InlineData(typeof(KPIFound), "kpi_found")]
    [InlineData(typeof(R2RatioChecked), "r2_ratio_checked")]
    public async Task the_stored_name_is_the_class_name_in_snake_case(Type type, string name)
    {
        await using var store = database.Open();
        var key = await store.PlaceAsync(type == typeof(LineAdded) ? new LineAdded("bolt", 1) : Activator.CreateInstance(type, 1)!);
        Assert.Equal(["order_placed", name],
            await database.ColumnAsync($"select type from orders.mt_events where stream_id = '{key}' order by version"));
    }

    [Fact]
    public async Task a_mapped_name_selects_the_class_on_reading()
    {
        await using var writer = database.Open(options => options.Events.MapEventType<ParcelSent>("parcel_left_house"));
        var key = await writer.PlaceAsync(new ParcelSent("Li"));
        await database.ExecuteAsync($"update orders.mt_events set mt_dotnet_type = null where stream_id = '{key}'");
        await using var reader = database.Open(options => options.Events.MapEventType(typeof(ParcelSent), "parcel_left_house"));
        await using var query = reader.QuerySession(Stores.Tenant);
        var happened = (await query.Events.FetchStreamAsync(key))[1];
        Assert.Equal((new ParcelSent("Li"), "parcel_left_house"), ((ParcelSent)happened.Data, happened.EventTypeName));
    }

    [Fact]
    public async Task an_unknown_stored_type_is_an_error_of_its_own_and_never_skipped()
    {
        await using var store = database.Open();
        var key = await store.PlaceAsync(new LineAdded("bolt", 1));
        await Forget(key);
        await using var session = store.LightweightSession(Stores.Tenant);
        var error = await Assert.ThrowsAsync<UnknownEventTypeException>(() => session.Events.AggregateStreamAsync<Order>(key));
        Assert.Contains("gone", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task an_unknown_stored_type_stops_the_subscription_that_asked_for_all_but_not_one_that_did_not()
    {
        var (all, some) = (new Seen("All"), new Seen("Some"));
        some.IncludeType<OrderClosed>();
        await using (var store = database.Open()) await Forget(await store.PlaceAsync(new LineAdded("bolt", 1)));
        using var host = await database.HostAsync(all, some);
        await host.Store().PlaceAsync(new OrderClosed());
        await Eventually.True(() => some.Events.Count > 0);
        var state = await Eventually.Get(async () => (await host.Store().Advanced.AllProjectionProgress())
            .SingleOrDefault(s => s is { ShardName: "All:All", AgentStatus: "Stopped" }));
        Assert.IsType<UnknownEventTypeException>(state.Exception);
        await host.StopAsync();
    }

    Task Forget(string key) =>
        database.ExecuteAsync(
            $"update orders.mt_events set type = 'gone_for_good', mt_dotnet_type = 'Gone.ForGood, Gone' where stream_id = '{key}' and version = 2");
}
