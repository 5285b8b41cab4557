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

    public string Script() => Script(true, options.Documents.All);

    string Script(bool log, IEnumerable<DocumentMapping> documents) => string.Join("\n", [
        .. log ? [$"CREATE SCHEMA IF NOT EXISTS {Schema};", EventSchema.Ddl(Schema), ControlSchema.Ddl(Schema),
            DocumentSchema.Casts(Schema)] : Array.Empty<string>(),
        .. documents.Select(d => DocumentSchema.Ddl(Schema, d, options.Serializer))]);

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
            var missing = await MissingAsync(connection, documents, token);
            var log = EventSchema.Relations.Concat(ControlSchema.Relations).Any(missing.Contains);
            var absent = documents.Where(d => Relations(d).Any(missing.Contains)).ToArray();
            if (log || absent.Length > 0) await RunAsync(connection, Script(log, absent), token);
            foreach (var document in documents) document.Ready = true;
            ready = true;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>All rows of a question that has no parameters.</summary>
    public async Task<IReadOnlyList<T>> RowsAsync<T>(string sql, Func<NpgsqlDataReader, T> row, CancellationToken token)
    {
        await ReadyAsync(token);
        await using var command = Source.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync(token);
        var found = new List<T>();
        while (await rows.ReadAsync(token)) found.Add(row(rows));
        return found;
    }

    /// <summary>Processes that start together take turns: concurrent "if not exists" statements collide.</summary>
    async Task RunAsync(NpgsqlConnection connection, string script, CancellationToken token)
    {
        await using var transaction = await connection.BeginTransactionAsync(token);
        await using var command = new NpgsqlCommand($"select pg_advisory_xact_lock(hashtext('{Schema}.mt_events'));\n{script}",
            connection, transaction);
        await command.ExecuteNonQueryAsync(token);
        await transaction.CommitAsync(token);
    }

    /// <summary>
    /// DDL, even "if not exists", waits for writers and makes others wait: a store that starts beside a busy one, or meets a new document
    /// class, looks first and touches only what is not there.
    /// </summary>
    async Task<HashSet<string>> MissingAsync(NpgsqlConnection connection, DocumentMapping[] documents, CancellationToken token)
    {
        await using var command = new NpgsqlCommand("select name from unnest($1) as name where to_regclass($2 || '.' || name) is null", connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. EventSchema.Relations, .. ControlSchema.Relations, .. documents.SelectMany(Relations)] });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Schema });
        await using var rows = await command.ExecuteReaderAsync(token);
        var missing = new HashSet<string>(StringComparer.Ordinal);
        while (await rows.ReadAsync(token)) missing.Add(rows.GetString(0));
        return missing;
    }

    static IEnumerable<string> Relations(DocumentMapping document) => document.Indexes.Select(i => i.FinalName).Prepend(document.Table);
}
