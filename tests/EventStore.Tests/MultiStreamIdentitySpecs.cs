using Cultivation.Kit;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;
using Microsoft.Extensions.Hosting;

namespace Cultivation.EventStore.Tests;

/// <summary>What Marten gets wrong, 5: an empty identity drops the event without a word.</summary>
public sealed partial class MultiStreamIdentitySpecs(Database database) : IClassFixture<Database>
{
    public sealed partial class Nameless : MultiStreamProjection<Buyer, string>
    {
        public override Buyer? Evolve(Buyer? snapshot, string id, IEvent e) => snapshot;
    }

    public sealed partial class Mismatched : MultiStreamProjection<Parcel, string>
    {
        public Mismatched() => Identity<OrderPlaced>(e => e.Customer);

        public override Parcel? Evolve(Parcel? snapshot, string id, IEvent e) => snapshot;
    }

    [Fact]
    public async Task an_empty_guid_stops_the_projection_and_names_the_event()
    {
        using var host = await database.HostAsync(DaemonMode.Solo, o => o.Projections.Add<Parcels>(ProjectionLifecycle.Async));
        var key = await host.Store().PlaceAsync(new ParcelBooked(Guid.Empty));
        var state = await Eventually.Get(async () => (await host.Store().Advanced.AllProjectionProgress())
            .SingleOrDefault(s => s is { ShardName: "Parcel:All", AgentStatus: "Stopped" }));
        Assert.Contains($"the identity of parcel_booked at", state.PauseReason);
        Assert.Contains($"(stream {key}, version 2) is empty", state.PauseReason);
        await host.StopAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task an_empty_string_is_refused_at_once_by_an_inline_projection(string? customer)
    {
        await using var store = database.Open(o => o.Projections.Add<Buyers>(ProjectionLifecycle.Inline));
        await using var session = store.LightweightSession(Stores.Tenant);
        var key = $"order:{Guid.NewGuid():N}";
        session.Events.StartStream<Order>(key, new OrderPlaced(customer!));
        await Assert.ThrowsAsync<InvalidProjectionException>(() => session.SaveChangesAsync());
        await using var query = store.QuerySession(Stores.Tenant);
        Assert.Null(await query.Events.FetchStreamStateAsync(key));
    }

    [Fact]
    public void a_projection_without_an_identity_or_with_one_of_another_type_is_refused()
    {
        Assert.Throws<InvalidProjectionException>(() => database.Open(o => o.Projections.Add<Nameless>(ProjectionLifecycle.Async)));
        Assert.Throws<InvalidProjectionException>(() => database.Open(o => o.Projections.Add<Mismatched>(ProjectionLifecycle.Async)));
        Assert.Throws<InvalidProjectionException>(() => database.Open(o => o.Projections.Add<Buyers>(ProjectionLifecycle.Live)));
    }
}
