using Cultivation.Kit;
using JasperFx.Events;
using JasperFx.Events.Projections;
using JasperFx.MultiTenancy;
using Marten;
using Npgsql;

namespace Cultivation.Benchmarks.Store;

/// <summary>A database of its own, with the store opened on it and connections beside the store, both with the same settings.</summary>
internal sealed class BenchStore : IAsyncDisposable
{
    public const string Tenant = "310114";

    private readonly TestDatabase database;

    private BenchStore(TestDatabase database, DocumentStore store, NpgsqlDataSource source, string connection) =>
        (this.database, Store, Source, Connection) = (database, store, source, connection);

    public DocumentStore Store { get; }

    /// <summary>For hand-written code.</summary>
    public NpgsqlDataSource Source { get; }

    public string Connection { get; }

    public static async Task<BenchStore> OpenAsync(SnapshotLifecycle snapshots = SnapshotLifecycle.Inline)
    {
        var database = await TestDatabase.CreateAsync("bench");
        var connection = database.ConnectionString
            + ";Max Auto Prepare=100;Auto Prepare Min Usages=2;No Reset On Close=true;Maximum Pool Size=60;Command Timeout=0";
        var store = DocumentStore.For(options => Configure(options, connection, snapshots));
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        return new(database, store, NpgsqlDataSource.Create(connection), connection);
    }

    /// <summary>As Hosting sets up a store, in the schema <c>bench</c>.</summary>
    public static void Configure(StoreOptions options, string connection, SnapshotLifecycle snapshots)
    {
        options.Connection(connection);
        options.DatabaseSchemaName = "bench";
        options.Events.StreamIdentity = StreamIdentity.AsString;
        options.Events.TenancyStyle = TenancyStyle.Conjoined;
        options.Events.UseIdentityMapForAggregates = false;
        options.Events.MetadataConfig.CorrelationIdEnabled = true;
        options.Events.MetadataConfig.CausationIdEnabled = true;
        options.Events.MetadataConfig.HeadersEnabled = true;
        options.Events.MetadataConfig.UserNameEnabled = true;
        options.Policies.AllDocumentsAreMultiTenanted();
        options.UseSystemTextJsonForSerialization();
        options.Projections.Errors.SkipApplyErrors = false;
        options.Projections.Snapshot<Order>(snapshots, async => async.BatchSize = 1000);
        options.Events.AddEventTypes([typeof(LineAdded)]);
    }

    /// <summary>A session with all the metadata that an event has.</summary>
    public IDocumentSession Session()
    {
        var session = Store.LightweightSession(Tenant);
        (session.CorrelationId, session.CausationId, session.LastModifiedBy) = (Metadata.Correlation, Metadata.Causation, Metadata.User);
        session.SetHeader("channel", "bench");
        return session;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<long> NumberAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), null);
    }

    public async ValueTask DisposeAsync()
    {
        Store.Dispose();
        await Source.DisposeAsync();
        await database.DisposeAsync();
    }
}

/// <summary>What every event carries beside its data.</summary>
internal static class Metadata
{
    public const string Correlation = "4bf92f3577b34da6a3ce929d0e0e4736";
    public const string Causation = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    public const string User = "li.na";
    public static readonly string EventType = $"{typeof(LineAdded).FullName}, {typeof(LineAdded).Assembly.GetName().Name}";
    public static readonly string OrderType = $"{typeof(Order).FullName}, {typeof(Order).Assembly.GetName().Name}";
}
