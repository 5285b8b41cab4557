using Cultivation.Kit;

namespace Cultivation.Hosting.Tests;

/// <summary>The tin service, with what it needs, for the tests of one class.</summary>
public sealed class TinService : IAsyncLifetime
{
    private TestDatabase database = null!;
    private TestVirtualHost broker = null!;
    private TestIssuer issuer = null!;

    internal Service Service { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync("tins");
        broker = await TestVirtualHost.CreateAsync();
        issuer = await TestIssuer.StartAsync();
        Service = await Service.StartAsync("tins", database.ConnectionString, broker.Address, issuer, issuer.Authority, Tins.Configure, _ => { }, Tins.Map);
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await issuer.DisposeAsync();
        await broker.DisposeAsync();
        await database.DisposeAsync();
    }
}
