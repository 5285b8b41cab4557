using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using JasperFx.Events.Subscriptions;
using Marten.Events.Daemon;
using Marten.Events.Projections;
using Marten.Schema;
using Marten.Subscriptions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Marten;

/// <summary>Registers the store with an application.</summary>
public static class MartenServiceCollectionExtensions
{
    public static MartenConfigurationExpression AddMarten(this IServiceCollection services, Action<StoreOptions> configure)
    {
        services.AddSingleton(provider =>
        {
            var options = new StoreOptions();
            configure(options);
            foreach (var more in provider.GetServices<ConfigureStore>()) more(provider, options);
            return new DocumentStore(options);
        });
        services.AddSingleton<IDocumentStore>(provider => provider.GetRequiredService<DocumentStore>());
        return new(services);
    }

    /// <summary>Adds to the options when the store is built, with the application's services at hand.</summary>
    public static IServiceCollection ConfigureMarten(this IServiceCollection services, Action<IServiceProvider, StoreOptions> configure) =>
        services.AddSingleton<ConfigureStore>(new ConfigureStore(configure));

    public static IServiceCollection ConfigureMarten(this IServiceCollection services, Action<StoreOptions> configure) =>
        services.ConfigureMarten((_, options) => configure(options));

    internal delegate void ConfigureStore(IServiceProvider services, StoreOptions options);

    public class MartenConfigurationExpression
    {
        internal MartenConfigurationExpression(IServiceCollection services) => Services = services;

        public IServiceCollection Services { get; }

        /// <summary>Makes sessions of the default tenant injectable, one per scope.</summary>
        public MartenConfigurationExpression UseLightweightSessions()
        {
            Services.TryAddScoped(provider => provider.GetRequiredService<IDocumentStore>().LightweightSession());
            Services.TryAddScoped(provider => provider.GetRequiredService<IDocumentStore>().QuerySession());
            return this;
        }

        /// <summary>Connections come from the application's NpgsqlDataSource.</summary>
        public MartenConfigurationExpression UseNpgsqlDataSource(object? serviceKey = null)
        {
            Services.ConfigureMarten((provider, options) => options.Connection(
                serviceKey is null
                    ? provider.GetRequiredService<NpgsqlDataSource>() : provider.GetRequiredKeyedService<NpgsqlDataSource>(serviceKey)));
            return this;
        }

        /// <summary>Creates what the schema misses before anything else starts.</summary>
        public MartenConfigurationExpression ApplyAllDatabaseChangesOnStartup()
        {
            Services.Insert(0, ServiceDescriptor.Singleton<IHostedService, SchemaOnStartup>());
            return this;
        }

        public MartenConfigurationExpression AddAsyncDaemon(DaemonMode mode)
        {
            if (mode == DaemonMode.Disabled || Services.Any(s => s.ServiceType == typeof(EventDaemon))) return this;
            Services.AddSingleton(provider => ActivatorUtilities.CreateInstance<EventDaemon>(provider, mode));
            Services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<EventDaemon>());
            return this;
        }

        /// <summary>A singleton lives with the store; a scoped one is made anew for each page.</summary>
        public MartenConfigurationExpression AddSubscriptionWithServices<T>(ServiceLifetime lifetime,
            Action<ISubscriptionOptions>? configure = null)
            where T : class, ISubscription
        {
            Services.Add(new(typeof(T), typeof(T), lifetime == ServiceLifetime.Singleton ? lifetime : ServiceLifetime.Scoped));
            Services.ConfigureMarten((provider, options) => options.Projections.Subscribe(
                lifetime == ServiceLifetime.Singleton ? provider.GetRequiredService<T>() : new ScopedSubscription<T>(provider), configure));
            return this;
        }

        public MartenConfigurationExpression AddProjectionWithServices<T>(
            ProjectionLifecycle lifecycle, ServiceLifetime lifetime, Action<ProjectionBase>? configure = null) where T : ProjectionBase
        {
            if (lifetime != ServiceLifetime.Singleton) throw new NotSupportedException($"{typeof(T).Name}: a projection is a singleton");
            Services.AddSingleton<T>();
            Services.ConfigureMarten((provider, options) =>
            {
                var projection = provider.GetRequiredService<T>();
                configure?.Invoke(projection);
                options.Projections.Add(projection, lifecycle);
            });
            return this;
        }
    }
}
