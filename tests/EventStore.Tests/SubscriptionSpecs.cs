using JasperFx.Events.Daemon;
using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Cultivation.EventStore.Tests;

public sealed class SubscriptionSpecs(Database database) : IClassFixture<Database>
{
    [Fact]
    public async Task a_subscription_sees_every_event_once_and_in_order()
    {
        var seen = new Seen().Named();
        using var host = await database.HostAsync(DaemonMode.Solo, seen);
        var store = host.Services.GetRequiredService<IDocumentStore>();
        for (var i = 0; i < 20; i++)
        {
            await using var session = store.LightweightSession(Stores.Tenant);
            session.Events.StartStream<Order>($"order:{Guid.NewGuid()}", new OrderPlaced("Li"), new LineAdded("bolt", i));
            await session.SaveChangesAsync();
        }
        await store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(40, seen.Events.Count);
        Assert.Equal(seen.Events.OrderBy(e => e.Sequence).Select(e => e.Sequence), seen.Events.Select(e => e.Sequence));
        Assert.All(seen.Events, e => Assert.Equal(Stores.Tenant, e.TenantId));
        await host.StopAsync();
    }
}
