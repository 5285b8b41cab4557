using Cultivation.Kit;
using Marten;
using Marten.Events;
using Marten.Exceptions;
using Marten.Services.Json.Transformations;

namespace Cultivation.EventStore.Tests;

/// <summary>Old shapes of events read as their new classes.</summary>
public sealed class UpcastSpecs(Database database) : IClassFixture<Database>
{
    /// <summary>How addresses were written until they were split.</summary>
    public sealed record AddressGiven(string Address);
    public sealed record AddressSplit(string Town, string Street);

    public sealed class SplitAddress : EventUpcaster<AddressGiven, AddressSplit>
    {
        protected override AddressSplit Upcast(AddressGiven oldEvent) => oldEvent.Address.Split(',') is [var town, var street]
            ? new(town, street) : throw new FormatException($"'{oldEvent.Address}' has no town");
    }

    public sealed record Place(string Id, string Town, long Version)
    {
        public Place() : this("", "", 0) { }

        public Place Evolve(object happened) => happened is AddressSplit split ? this with { Town = split.Town } : this;
    }

    async Task<string> OldAsync(string address)
    {
        await using var store = database.Open();
        return await store.PlaceAsync(new AddressGiven(address));
    }

    [Fact]
    public async Task an_old_event_is_read_as_the_new_class_with_its_metadata_and_a_new_one_beside_it()
    {
        var key = await OldAsync("Anting,Moyu Rd");
        await using var store = database.Open(o => o.Events.Upcast<SplitAddress>());
        await using var session = store.LightweightSession(Stores.Tenant);
        session.Events.Append(key, new AddressSplit("Nanxiang", "Huyi Hwy"));
        await session.SaveChangesAsync();
        var events = await session.Events.FetchStreamAsync(key);
        Assert.Equal([new AddressSplit("Anting", "Moyu Rd"), new AddressSplit("Nanxiang", "Huyi Hwy")], events.Skip(1).Select(e => e.Data));
        Assert.Equal(["address_given", "address_split"], events.Skip(1).Select(e => e.EventTypeName));
        Assert.Equal((2L, typeof(AddressSplit), key), (events[1].Version, events[1].EventType, events[1].StreamKey));
        Assert.Equal("Nanxiang", (await session.Events.AggregateStreamAsync<Place>(key))!.Town);
        Assert.Equal("Anting", (await session.Events.AggregateStreamAsync<Place>(key, version: 2))!.Town);
    }

    [Fact]
    public async Task a_function_does_it_too_under_a_name_of_its_own()
    {
        string key;
        await using (var before = database.Open(o => o.Events.MapEventType<AddressGiven>("address_v1")))
            key = await before.PlaceAsync(new AddressGiven("Anting"));
        await using var store = database.Open(o => o.Events.Upcast<AddressGiven, AddressSplit>("address_v1", old => new(old.Address, "?")));
        await using var query = store.QuerySession(Stores.Tenant);
        Assert.Equal(new AddressSplit("Anting", "?"), (await query.Events.FetchStreamAsync(key))[1].Data);
    }

    [Fact]
    public async Task who_asks_for_the_new_class_gets_the_old_events_too()
    {
        var key = await OldAsync("Anting,Moyu Rd");
        var seen = new Seen("Addresses");
        seen.IncludeType<AddressSplit>();
        using var host = await database.HostAsync(JasperFx.Events.Daemon.DaemonMode.Solo, o => o.Events.Upcast(new SplitAddress()), seen);
        await Eventually.True(() => seen.Events.Any(e => e.StreamKey == key && e.Data is AddressSplit { Town: "Anting" }));
        await host.StopAsync();
    }

    [Fact]
    public async Task the_old_class_can_still_be_appended_and_is_read_as_the_new_one()
    {
        await using var store = database.Open(o => o.Events.Upcast<SplitAddress>().AddEventType<AddressGiven>());
        var key = await store.PlaceAsync(new AddressGiven("Anting,Moyu Rd"));
        await using var query = store.QuerySession(Stores.Tenant);
        Assert.IsType<AddressSplit>((await query.Events.FetchStreamAsync(key))[1].Data);
    }

    [Fact]
    public async Task a_failing_upcast_names_the_event()
    {
        var key = await OldAsync("nowhere");
        await using var store = database.Open(o => o.Events.Upcast<SplitAddress>());
        await using var query = store.QuerySession(Stores.Tenant);
        var error = await Assert.ThrowsAsync<EventDeserializationFailureException>(() => query.Events.FetchStreamAsync(key));
        Assert.Contains("has no town", error.ToString());
        await Assert.ThrowsAsync<EventDeserializationFailureException>(() => query.Events.AggregateStreamAsync<Place>(key));
        await database.ExecuteAsync($"delete from orders.mt_events where stream_id = '{key}'");
    }
}
