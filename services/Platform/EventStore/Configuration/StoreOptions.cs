using System.Text.Json;
using JasperFx;
using Marten.Events;
using Marten.Events.Projections;
using Marten.Services;
using Npgsql;
using Weasel.Core;

namespace Marten;

/// <summary>Everything a store is told once, before it is used.</summary>
public class StoreOptions
{
    public StoreOptions()
    {
        Schema = new(this);
        Projections = new(this);
        Policies = new(this);
    }

    public string DatabaseSchemaName { get; set; } = "public";

    /// <summary>Unless None, missing tables are created when first needed.</summary>
    public AutoCreate AutoCreateSchemaObjects { get; set; } = AutoCreate.CreateOrUpdate;

    public IEventStoreOptions Events => EventGraph;

    public ProjectionOptions Projections { get; }

    public PoliciesExpression Policies { get; }

    public MartenRegistry Schema { get; }

    internal EventStoreOptions EventGraph { get; } = new();
    internal Serializer Serializer { get; private set; } = new(null, EnumStorage.AsInteger, Casing.Default, null);
    internal Documents Documents { get; } = new();
    internal bool MultiTenanted { get; set; }
    internal NpgsqlDataSource? DataSource { get; private set; }
    internal bool OwnsDataSource { get; private set; }
    internal bool ApplyChangesOnStartup { get; set; }

    /// <summary>The store opens and owns its connections. Statements are prepared automatically unless the string says otherwise.</summary>
    public void Connection(string connectionString)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        if (given.MaxAutoPrepare == 0) (given.MaxAutoPrepare, given.AutoPrepareMinUsages, given.NoResetOnClose) = (100, 2, true);
        Use(NpgsqlDataSource.Create(given), owned: true);
    }

    /// <summary>The store borrows connections; whoever made the source disposes it.</summary>
    public void Connection(NpgsqlDataSource dataSource) => Use(dataSource, owned: false);

    void Use(NpgsqlDataSource source, bool owned)
    {
        if (OwnsDataSource) DataSource!.Dispose();
        (DataSource, OwnsDataSource) = (source, owned);
    }

    public void UseSystemTextJsonForSerialization(
        EnumStorage enumStorage = EnumStorage.AsInteger, Casing casing = Casing.Default, Action<JsonSerializerOptions>? configure = null) =>
        UseSystemTextJsonForSerialization(null, enumStorage, casing, configure);

    public void UseSystemTextJsonForSerialization(
        JsonSerializerOptions? options, EnumStorage enumStorage = EnumStorage.AsInteger, Casing casing = Casing.Default,
        Action<JsonSerializerOptions>? configure = null) =>
        Serializer = new(options, enumStorage, casing, configure);

    /// <summary>What the built-in store cannot do is refused here, never guessed.</summary>
    internal void Check()
    {
        if (DataSource is null) throw new InvalidOperationException(
            "The store has no connection: call Connection(...) or UseNpgsqlDataSource()");
        EventGraph.Check();
        if (!MultiTenanted) throw new NotSupportedException(
            "The built-in store keeps documents of all tenants in one table: call Policies.AllDocumentsAreMultiTenanted()");
        foreach (var document in Documents.All) document.Check();
        Projections.Seal();
    }

    public class PoliciesExpression
    {
        readonly StoreOptions options;

        internal PoliciesExpression(StoreOptions options) => this.options = options;

        public PoliciesExpression AllDocumentsAreMultiTenanted()
        {
            options.MultiTenanted = true;
            return this;
        }
    }
}
