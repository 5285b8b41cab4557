using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using JasperFx.MultiTenancy;
using Marten;
using Marten.Events.Projections;
using Marten.Subscriptions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cultivation.EventStore.Tests;

internal static class Stores
{
    public const string Tenant = "310114";

    /// <summary>As Hosting sets up a store.</summary>
    public static void Standard(StoreOptions options)
    {
        options.DatabaseSchemaName = "orders";
        options.Events.StreamIdentity = StreamIdentity.AsString;
        options.Events.TenancyStyle = TenancyStyle.Conjoined;
        options.Events.MetadataConfig.CorrelationIdEnabled = true;
        options.Events.MetadataConfig.CausationIdEnabled = true;
        options.Events.MetadataConfig.HeadersEnabled = true;
        options.Events.MetadataConfig.UserNameEnabled = true;
        options.Events.UseIdentityMapForAggregates = false;
        options.Policies.AllDocumentsAreMultiTenanted();
        options.UseSystemTextJsonForSerialization();
        options.Projections.Errors.SkipApplyErrors = false;
        options.Projections.Snapshot<Order>(SnapshotLifecycle.Inline);
        options.Events.AddEventTypes([typeof(OrderPlaced), typeof(LineAdded), typeof(OrderClosed)]);
    }

    public static DocumentStore Open(this Database database, Action<StoreOptions>? more = null) => DocumentStore.For(options =>
    {
        options.Connection(database.ConnectionString);
        Standard(options);
        more?.Invoke(options);
    });

    public static Task<IHost> HostAsync(this Database database, params ISubscription[] subscriptions) =>
        database.HostAsync(DaemonMode.Solo, null, subscriptions);

    public static Task<IHost> HostAsync(this Database database, DaemonMode mode, Action<StoreOptions>? more, params ISubscription[] subscriptions) =>
        HostAsync(database.ConnectionString, mode, more, subscriptions);

    /// <summary>A running application with these subscriptions.</summary>
    public static async Task<IHost> HostAsync(string connection, DaemonMode mode, Action<StoreOptions>? more,
        params ISubscription[] subscriptions)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddMarten(options =>
        {
            options.Connection(connection);
            Standard(options);
            more?.Invoke(options);
            foreach (var subscription in subscriptions) options.Projections.Subscribe(subscription);
        }).UseLightweightSessions().ApplyAllDatabaseChangesOnStartup().AddAsyncDaemon(mode);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    public static IDocumentStore Store(this IHost host) => host.Services.GetRequiredService<IDocumentStore>();

    /// <summary>A new order of one event; answers its key.</summary>
    public static async Task<string> PlaceAsync(this IDocumentStore store, params object[] more)
    {
        var key = $"order:{Guid.NewGuid():N}";
        await using var session = store.LightweightSession(Tenant);
        session.Events.StartStream<Order>(key, [new OrderPlaced("Li"), .. more]);
        await session.SaveChangesAsync();
        return key;
    }
}
