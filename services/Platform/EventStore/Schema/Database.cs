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
            if (await CompleteAsync(connection, documents, token)) return;
            await using var transaction = await connection.BeginTransactionAsync(token);
            // Processes that start together take turns: concurrent "if not exists" statements collide.
            await using var command = new NpgsqlCommand($"select pg_advisory_xact_lock(hashtext('{Schema}.mt_events'));\n{Script()}",
                connection, transaction);
            await command.ExecuteNonQueryAsync(token);
            await transaction.CommitAsync(token);
            Done(documents);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>
    /// DDL, even "if not exists", waits for writers and makes others wait: a store that starts beside a busy one looks first.
    /// </summary>
    async Task<bool> CompleteAsync(NpgsqlConnection connection, DocumentMapping[] documents, CancellationToken token)
    {
        var expected = EventSchema.Relations.Concat(documents.SelectMany(d => d.Indexes.Select(i => i.FinalName).Prepend(d.Table)))
            .Select(name => $"{Schema}.{name}");
        await using var command = new NpgsqlCommand("select bool_and(to_regclass(name) is not null) from unnest($1) as name", connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. expected] });
        if (!(bool)(await command.ExecuteScalarAsync(token))!) return false;
        Done(documents);
        return true;
    }

    void Done(DocumentMapping[] documents)
    {
        foreach (var document in documents) document.Ready = true;
        ready = true;
    }
}
