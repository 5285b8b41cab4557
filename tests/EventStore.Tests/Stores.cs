using JasperFx.Events;
using JasperFx.Events.Projections;
using JasperFx.MultiTenancy;
using Marten;
using Marten.Subscriptions;
using JasperFx.Events.Daemon;
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
        options.Policies.AllDocumentsAreMultiTenanted();
        options.UseSystemTextJsonForSerialization();
        options.Projections.Snapshot<Order>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<Journal>(SnapshotLifecycle.Inline);
        options.Events.AddEventTypes([typeof(OrderPlaced), typeof(LineAdded), typeof(OrderClosed)]);
    }

    public static DocumentStore Open(this Database database, Action<StoreOptions>? more = null) => DocumentStore.For(options =>
    {
        options.Connection(database.ConnectionString);
        Standard(options);
        more?.Invoke(options);
    });

    /// <summary>A running application with these subscriptions.</summary>
    public static async Task<IHost> HostAsync(this Database database, DaemonMode mode, params ISubscription[] subscriptions)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddMarten(options =>
        {
            options.Connection(database.ConnectionString);
            Standard(options);
            foreach (var subscription in subscriptions) options.Projections.Subscribe(subscription);
        }).UseLightweightSessions().ApplyAllDatabaseChangesOnStartup().AddAsyncDaemon(mode);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
