using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events;
using Marten.Subscriptions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Cultivation.EventStore.Tests;

/// <summary>The store in an application's services.</summary>
public sealed class RegistrationSpecs(Database database) : IClassFixture<Database>
{
    public sealed class Counter
    {
        int pages;
        int made;

        public int Pages => pages;
        public int Made => made;

        public void Page() => Interlocked.Increment(ref pages);

        public void New() => Interlocked.Increment(ref made);
    }

    public sealed class Counting : SubscriptionBase
    {
        readonly Counter counter;

        public Counting(Counter counter)
        {
            this.counter = counter;
            counter.New();
            Name = "Counting";
            IncludeType<OrderPlaced>();
            Options.BatchSize = 1;
        }

        public override Task<IChangeListener> ProcessEventsAsync(
            EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
        {
            counter.Page();
            return Task.FromResult(NullChangeListener.Instance);
        }
    }

    [Theory]
    [InlineData(ServiceLifetime.Singleton, "rs")]
    [InlineData(ServiceLifetime.Scoped, "rc")]
    public async Task sessions_subscriptions_and_the_data_source_come_from_the_services(ServiceLifetime lifetime, string schema)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(source);
        builder.Services.AddSingleton<Counter>();
        builder.Services.AddMarten(Stores.Standard).UseNpgsqlDataSource().UseLightweightSessions().ApplyAllDatabaseChangesOnStartup()
            .AddAsyncDaemon(DaemonMode.Solo).AddSubscriptionWithServices<Counting>(lifetime, options => options.Name += lifetime);
        builder.Services.ConfigureMarten(options => options.DatabaseSchemaName = schema);
        using var host = builder.Build();
        await host.StartAsync();

        await using (var scope = host.Services.CreateAsyncScope())
        {
            var session = scope.ServiceProvider.GetRequiredService<IDocumentSession>();
            session.Events.StartStream<Order>("a", new OrderPlaced("Li"), new OrderClosed());
            session.Events.StartStream<Order>("b", new OrderPlaced("Wang"));
            await session.SaveChangesAsync();
            Assert.NotNull(await scope.ServiceProvider.GetRequiredService<IQuerySession>().LoadAsync<Order>("a"));
        }
        await host.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));
        var counter = host.Services.GetRequiredService<Counter>();
        Assert.Equal(2, counter.Pages);
        Assert.Equal(lifetime == ServiceLifetime.Singleton ? 1 : 3, counter.Made);
        Assert.Contains(await host.Store().Advanced.AllProjectionProgress(), s => s.ShardName == $"Counting{lifetime}:All");
        await host.StopAsync();
        Assert.Equal(1, await source.CreateCommand("select 1").ExecuteScalarAsync());
    }

    [Fact]
    public void two_subscriptions_cannot_have_one_name() => Assert.ThrowsAny<Exception>(() => database.Open(options =>
    {
        options.Projections.Subscribe(new Seen("Twice"));
        options.Projections.Subscribe(new Seen("Twice"));
    }));
}
