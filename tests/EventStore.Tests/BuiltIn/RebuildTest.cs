using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events;
using Microsoft.Extensions.Hosting;

namespace Cultivation.EventStore.Tests;

/// <summary>A database and a leader of its own for each test of a rebuild.</summary>
public abstract class RebuildTest : IAsyncLifetime
{
    protected static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    protected readonly Database database = new();

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await database.ExecuteAsync(Lines.Ddl + "; create table if not exists lists.others (sequence bigint)");
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    protected Task<IHost> Running(Action<StoreOptions>? more = null) => database.HostAsync(DaemonMode.HotCold, options =>
    {
        options.Projections.Add<OrderRows>(ProjectionLifecycle.Async);
        options.Projections.Add<Buyers>(ProjectionLifecycle.Async);
        options.Projections.Add<Lines>(ProjectionLifecycle.Async);
        more?.Invoke(options);
    });

    protected static async Task RebuildAsync(IHost host, string name)
    {
        using var daemon = await host.Store().BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync(name, CancellationToken.None);
    }

    protected static async Task<string[]> FillAsync(IHost host, int orders)
    {
        var keys = new string[orders];
        for (var i = 0; i < orders; i++) keys[i] = await host.Store().PlaceAsync(new LineAdded("bolt", i), new LineAdded("nut", 1));
        await host.WaitForNonStaleProjectionDataAsync(Bound);
        return keys;
    }
}
