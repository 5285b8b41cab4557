using System.Reflection;
using System.Runtime.CompilerServices;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.MultiTenancy;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Cultivation.Hosting;

/// <summary>What every service shares.</summary>
public static class ServiceSetup
{
    /// <summary>
    /// Telemetry, identity, problems, the event store on <c>ConnectionStrings:Store</c>, relay, readers, idempotency, health, OpenAPI.
    /// </summary>
    /// <param name="name">The service's name in routes, queues and traces.</param>
    /// <param name="store">Event types, snapshots and documents of the service.</param>
    /// <param name="messages">What it publishes and what it reads.</param>
    /// <returns>The store's configuration, for subscriptions of the service.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)] // problems.json and .sql files are those of the calling assembly
    public static MartenServiceCollectionExtensions.MartenConfigurationExpression AddService(
        this WebApplicationBuilder builder, string name, Action<StoreOptions> store, Action<Messages> messages)
    {
        var service = Assembly.GetCallingAssembly();
        builder.AddTelemetry(name);
        builder.AddIdentity();
        var services = builder.Services;
        var declared = new Messages();
        messages(declared);

        services.TryAddSingleton(TimeProvider.System);
        services.AddProblems(service);
        services.AddHttpContextAccessor();
        services.AddScoped<CommandContext>();
        services.AddScoped<QueryContext>();
        services.AddDocument(name);
        services.AddHealthChecks().AddCheck<StoreHealth>("store");

        services.AddSingleton(_ => NpgsqlDataSource.Create(StoreConnection.Tuned(builder.Configuration.GetConnectionString("Store"))));
        services.AddSingleton(provider => new EmbeddedSchema(provider.GetRequiredService<NpgsqlDataSource>(), [typeof(ServiceSetup).Assembly, service]));
        services.AddHostedService(provider => provider.GetRequiredService<EmbeddedSchema>());
        services.AddHostedService<ReplyKeeper>();
        services.AddOperations();
        var marten = services.AddMarten(options => Configure(options, store)).UseLightweightSessions().UseNpgsqlDataSource()
            .ApplyAllDatabaseChangesOnStartup().AddAsyncDaemon(DaemonMode.HotCold);
        AddMessages(builder, name, declared, marten);
        return marten;
    }

    /// <summary>A client that asks other services, through the gateway and with this service's own token.</summary>
    public static void AddServiceClient<T>(this WebApplicationBuilder builder) where T : class => builder.Services
        .AddHttpClient<T>(http => http.BaseAddress = new Uri(builder.Configuration["Gateway:Url"] ?? throw new InvalidOperationException("Gateway:Url is not configured")))
        .AddHttpMessageHandler<ServiceToken>();

    /// <summary>Maps the service's routes under <c>/v1</c> and what every service answers.</summary>
    public static void MapService(this WebApplication app, Action<IEndpointRouteBuilder> routes)
    {
        app.UseProblems();
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(async (http, next) =>
        {
            District.Check(http);
            await Characters.Check(http);
            // The body of a command is read twice: by binding, and to hash it for its Idempotency-Key.
            if (http.GetEndpoint()?.Metadata.GetMetadata<CommandEndpoint>() is { Kept: true })
                http.Request.EnableBuffering();
            await next(http);
        });
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        ChangesEndpoint.Map(app);
        StreamsEndpoint.Map(app);
        var versioned = app.MapGroup("/v1");
        OperationsSetup.MapOperations(versioned);
        routes(versioned);
    }

    private static void AddMessages(
        WebApplicationBuilder builder, string name, Messages declared, MartenServiceCollectionExtensions.MartenConfigurationExpression marten)
    {
        var services = builder.Services;
        services.AddSingleton(declared);
        services.AddSingleton(provider => new Source(name, declared, provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<Log>();
        services.AddSingleton<Inbox>();
        builder.AddServiceClient<ChangesClient>();
        foreach (var consumed in declared.Sources)
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<Reader>(
                provider, consumed, ActivatorUtilities.CreateInstance<Effects>(provider, consumed)));
        services.AddHostedService<CatchUp>();
        services.AddSingleton<Rereadings>();
        if (declared.Sources.Count > 0)
            services.AddHostedService<Rereading>();
        Bus.Add(services, builder.Configuration, name, declared);
        if (declared.ByEvent.Count > 0)
            marten.AddSubscriptionWithServices<Relay>(ServiceLifetime.Singleton, _ => { });
    }

    private static void Configure(StoreOptions options, Action<StoreOptions> service)
    {
        options.DatabaseSchemaName = Log.Schema;
        options.Events.StreamIdentity = StreamIdentity.AsString;
        options.Events.TenancyStyle = TenancyStyle.Conjoined;
        options.Events.UseIdentityMapForAggregates = false;
        options.Policies.AllDocumentsAreMultiTenanted();
        // Said twice, since Marten names the members in its indexes by the casing, not by what configures the JSON.
        options.UseSystemTextJsonForSerialization(casing: Weasel.Core.Casing.CamelCase, configure: Json.Stored);
        var metadata = options.Events.MetadataConfig;
        metadata.CorrelationIdEnabled = metadata.CausationIdEnabled = metadata.HeadersEnabled = metadata.UserNameEnabled = true;
        options.Projections.Errors.SkipApplyErrors = false;
        options.Projections.Errors.SkipSerializationErrors = false;
        options.Projections.Errors.SkipUnknownEvents = false;
        service(options);
    }
}
