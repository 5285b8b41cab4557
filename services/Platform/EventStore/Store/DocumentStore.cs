using System.Diagnostics;
using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using Marten.Events;
using Marten.Events.Daemon;
using Marten.Internal;
using Marten.Schema;
using Marten.Services;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marten;

public sealed class DocumentStore : IDocumentStore, IMartenStorage
{
    internal DocumentStore(StoreOptions options)
    {
        options.Check();
        Options = options;
        Database = new(options);
        Sql = new(Database.Schema);
        Appends = new(Database.Schema);
        Streams = new(this);
        Aggregates = new(this);
        Clock = new(Database);
        Advanced = new(this);
    }

    public static DocumentStore For(Action<StoreOptions> configure)
    {
        var options = new StoreOptions();
        configure(options);
        return new(options);
    }

    public AdvancedOperations Advanced { get; }
    public IMartenStorage Storage => this;

    internal StoreOptions Options { get; }
    internal Database Database { get; }
    internal DocumentSql Sql { get; }
    internal AppendSql Appends { get; }
    internal StreamReads Streams { get; }
    internal AggregateReads Aggregates { get; }
    internal ServerClock Clock { get; }

    /// <summary>Set when events were committed here, so that the tail need not wait for its poll.</summary>
    internal Signal Signal { get; } = new();

    internal SubscriptionHealth Health { get; } = new();
    internal Serializer Serializer => Options.Serializer;
    internal EventTypes Types => Options.EventGraph.Types;

    public IDocumentSession LightweightSession() => LightweightSession(StorageConstants.DefaultTenantId);

    public IDocumentSession LightweightSession(string tenantId) => new DocumentSession(this, tenantId)
    {
        CorrelationId = Activity.Current?.RootId,
        CausationId = Activity.Current?.ParentId,
    };

    public IQuerySession QuerySession() => QuerySession(StorageConstants.DefaultTenantId);

    public IQuerySession QuerySession(string tenantId) => new QuerySession(this, tenantId, new());

    public async ValueTask<IProjectionDaemon> BuildProjectionDaemonAsync(string? tenantIdOrDatabaseIdentifier = null, ILogger? logger = null)
    {
        await Database.ReadyAsync(CancellationToken.None);
        return new ProjectionDaemon(this, logger);
    }

    string IMartenStorage.ToDatabaseScript() => Database.Script();

    Task IMartenStorage.ApplyAllConfiguredChangesToDatabaseAsync() => Database.CreateAsync(CancellationToken.None);

    internal IEvent Wrap(object data, StreamAction stream)
    {
        var mapping = Types.For(data is IEvent { EventType: var type } ? type : data.GetType());
        var happened = data as IEvent ?? mapping.Wrap(data);
        (happened.EventTypeName, happened.DotNetTypeName) = (mapping.Name, mapping.DotNetName);
        happened.StreamKey = stream.Key;
        happened.TenantId = stream.TenantId;
        return happened;
    }

    internal T Loaded<T>(NpgsqlDataReader row, DocumentMapping? document)
    {
        var loaded = Serializer.Read<T>(row.GetFieldValue<byte[]>(0));
        if (document is { IsSnapshot: true } && !row.IsDBNull(1)) VersionMember<T>.Set?.Invoke(loaded, row.GetInt64(1));
        return loaded;
    }

    public void Dispose()
    {
        if (Options.OwnsDataSource) Database.Source.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (Options.OwnsDataSource) await Database.Source.DisposeAsync();
    }
}
