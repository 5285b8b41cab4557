using JasperFx;
using Npgsql;

namespace Marten.Schema;

/// <summary>Connections of a store, and the schema that they expect.</summary>
internal sealed class Database(StoreOptions options)
{
    readonly SemaphoreSlim one = new(1, 1);
    volatile bool ready;

    public NpgsqlDataSource Source { get; } = options.DataSource!;

    public string Schema { get; } = options.DatabaseSchemaName;

    public string Script() => string.Join("\n", [
        $"CREATE SCHEMA IF NOT EXISTS {Schema};", EventSchema.Ddl(Schema), DocumentSchema.Casts(Schema),
        .. options.Documents.All.Select(d => DocumentSchema.Ddl(Schema, d, options.Serializer))]);

    /// <summary>Creates what is missing, once per process, unless the store may not.</summary>
    public ValueTask ReadyAsync(CancellationToken token) =>
        ready || options.AutoCreateSchemaObjects == AutoCreate.None ? ValueTask.CompletedTask : new(CreateAsync(token));

    /// <summary>As <see cref="ReadyAsync(CancellationToken)"/>, for a document class that was perhaps never seen before.</summary>
    public ValueTask ReadyAsync(DocumentMapping document, CancellationToken token) =>
        document.Ready || options.AutoCreateSchemaObjects == AutoCreate.None ? ValueTask.CompletedTask : new(CreateAsync(token));

    public async Task CreateAsync(CancellationToken token)
    {
        await one.WaitAsync(token);
        try
        {
            var documents = options.Documents.All.ToArray();
            foreach (var document in documents) document.Check();
            await using var connection = await Source.OpenConnectionAsync(token);
            await using var transaction = await connection.BeginTransactionAsync(token);
            // Processes that start together take turns: concurrent "if not exists" statements collide.
            await using var command = new NpgsqlCommand($"select pg_advisory_xact_lock(hashtext('{Schema}.mt_events'));\n{Script()}", connection, transaction);
            await command.ExecuteNonQueryAsync(token);
            await transaction.CommitAsync(token);
            foreach (var document in documents) document.Ready = true;
            ready = true;
        }
        finally
        {
            one.Release();
        }
    }
}
