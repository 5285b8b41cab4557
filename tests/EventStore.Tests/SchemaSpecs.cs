using JasperFx;
using Marten;
using Npgsql;

namespace Cultivation.EventStore.Tests;

public sealed class SchemaSpecs(Database database) : IClassFixture<Database>, IAsyncDisposable
{
    readonly DocumentStore store = database.Open(options => options.Schema.For<Customer>().Index(x => x.Name));

    Task<string[]> Columns(string table) => database.ColumnAsync(
        $"select column_name || ' ' || data_type from information_schema.columns where table_schema = 'orders' and table_name = '{table}' order by ordinal_position");

    [Fact]
    public async Task the_tables_of_the_log_are_martens()
    {
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        Assert.Equal(
            ["tenant_id character varying", "id character varying", "type character varying", "version bigint",
                "timestamp timestamp with time zone",
             "created timestamp with time zone", "is_archived boolean"], await Columns("mt_streams"));
        Assert.Equal(
            ["seq_id bigint", "id uuid", "stream_id character varying", "version bigint", "data jsonb", "bdata bytea",
                "type character varying",
             "timestamp timestamp with time zone", "tenant_id character varying", "mt_dotnet_type character varying", "correlation_id character varying",
             "causation_id character varying", "headers jsonb", "user_name character varying", "is_archived boolean"], await Columns(
                 "mt_events"));
        Assert.Equal(["name character varying", "last_seq_id bigint", "last_updated timestamp with time zone"],
            await Columns("mt_event_progression"));
    }

    [Fact]
    public async Task documents_are_tables_of_their_own_and_snapshots_count_versions()
    {
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        Assert.Equal(
            ["tenant_id character varying", "id character varying", "data jsonb", "mt_last_modified timestamp with time zone",
                "mt_version uuid",
             "mt_dotnet_type character varying"], await Columns("mt_doc_customer"));
        Assert.Equal(
            ["tenant_id character varying", "id character varying", "data jsonb", "mt_last_modified timestamp with time zone",
                "mt_dotnet_type character varying",
             "mt_version bigint"], await Columns("mt_doc_order"));
    }

    [Fact]
    public async Task constraints_indexes_and_functions_have_martens_names()
    {
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        var names = await database.ColumnAsync("""
            select conname::text from pg_constraint where connamespace = 'orders'::regnamespace
            union select indexname::text from pg_indexes where schemaname = 'orders' union select proname::text from pg_proc where pronamespace = 'orders'::regnamespace
            union select relname::text from pg_class where relkind = 'S' and relnamespace = 'orders'::regnamespace
            """);
        foreach (var name in new[]
        {
            "pkey_mt_streams_tenant_id_id", "pkey_mt_events_seq_id", "fkey_mt_events_stream_id_tenant_id", "pk_mt_events_stream_and_version", "pk_mt_event_progression",
            "pkey_mt_doc_customer_tenant_id_id", "mt_doc_customer_idx_name", "mt_events_sequence", "mt_immutable_date",
        }) Assert.Contains(name, names);
    }

    [Fact]
    public async Task applying_twice_and_by_many_at_once_changes_nothing()
    {
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        var key = await store.PlaceAsync();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            await using var other = database.Open();
            await other.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        }));
        await using var query = store.QuerySession(Stores.Tenant);
        Assert.NotNull(await query.LoadAsync<Order>(key));
    }

    [Fact]
    public async Task the_script_can_be_run_by_hand_and_then_the_store_need_not_create_anything()
    {
        var script = store.Storage.ToDatabaseScript().Replace("orders", "by_hand", StringComparison.Ordinal);
        await database.ExecuteAsync(script);
        await using var bound = database.Open(options => (options.DatabaseSchemaName, options.AutoCreateSchemaObjects) = ("by_hand",
            AutoCreate.None));
        var key = await bound.PlaceAsync();
        await using var query = bound.QuerySession(Stores.Tenant);
        Assert.NotNull(await query.LoadAsync<Order>(key));
    }

    [Fact]
    public async Task a_store_that_may_not_create_fails_plainly_on_an_empty_schema()
    {
        await using var bound = database.Open(options => (options.DatabaseSchemaName, options.AutoCreateSchemaObjects) = ("empty",
            AutoCreate.None));
        var error = await Assert.ThrowsAnyAsync<Exception>(() => bound.PlaceAsync());
        Assert.Equal(PostgresErrorCodes.UndefinedTable, Assert.IsType<PostgresException>(error as PostgresException ?? error.InnerException).SqlState);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
