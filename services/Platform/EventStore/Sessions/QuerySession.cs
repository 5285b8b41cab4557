using Marten.Events;
using Marten.Schema;
using Npgsql;

namespace Marten.Internal;

/// <summary>Reads of one tenant. A connection is taken from the pool for each read and given back at once.</summary>
internal class QuerySession(DocumentStore store, string tenant, UnitOfWork work) : IQuerySession
{
    public DocumentStore Owner => store;
    public IDocumentStore DocumentStore => store;
    public string TenantId => tenant;
    public UnitOfWork Work => work;
    public string? CorrelationId { get => work.CorrelationId; set => work.CorrelationId = value; }
    public string? CausationId { get => work.CausationId; set => work.CausationId = value; }

    IQueryEventStore IQuerySession.Events => new QueryEventStore(this);

    public Task<T?> LoadAsync<T>(string id, CancellationToken token = default) where T : notnull => LoadAsync<T>((object)id, token);

    public Task<T?> LoadAsync<T>(Guid id, CancellationToken token = default) where T : notnull => LoadAsync<T>((object)id, token);

    async Task<T?> LoadAsync<T>(object id, CancellationToken token) where T : notnull
    {
        var document = Mapping(typeof(T));
        await store.Database.ReadyAsync(document, token);
        await using var command = store.Database.Source.CreateCommand(store.Sql.Load(document));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        command.Parameters.Add(new NpgsqlParameter { Value = id });
        await using var row = await command.ExecuteReaderAsync(token);
        if (!await row.ReadAsync(token)) return default;
        return Taken<T>(row, document);
    }

    public Task<IReadOnlyList<T>> LoadManyAsync<T>(params string[] ids) where T : notnull => ManyAsync<T>(ids, default);
    public Task<IReadOnlyList<T>> LoadManyAsync<T>(IEnumerable<string> ids) where T : notnull => ManyAsync<T>(ids.ToArray(), default);
    public Task<IReadOnlyList<T>> LoadManyAsync<T>(CancellationToken token, params string[] ids) where T : notnull =>
        ManyAsync<T>(ids, token);
    public Task<IReadOnlyList<T>> LoadManyAsync<T>(CancellationToken token, IEnumerable<string> ids) where T : notnull =>
        ManyAsync<T>(ids.ToArray(), token);
    public Task<IReadOnlyList<T>> LoadManyAsync<T>(params Guid[] ids) where T : notnull => ManyAsync<T>(ids, default);
    public Task<IReadOnlyList<T>> LoadManyAsync<T>(CancellationToken token, params Guid[] ids) where T : notnull =>
        ManyAsync<T>(ids, token);

    async Task<IReadOnlyList<T>> ManyAsync<T>(Array ids, CancellationToken token) where T : notnull
    {
        var document = Mapping(typeof(T));
        await store.Database.ReadyAsync(document, token);
        await using var command = store.Database.Source.CreateCommand(store.Sql.LoadMany(document));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        command.Parameters.Add(new NpgsqlParameter { Value = ids });
        await using var rows = await command.ExecuteReaderAsync(token);
        var found = new List<T>(ids.Length);
        while (await rows.ReadAsync(token)) found.Add(Taken<T>(rows, document));
        return found;
    }

    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql, CancellationToken token, params object[] parameters) =>
        QueryAsync<T>('?', sql, token, parameters);
    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql, params object[] parameters) => QueryAsync<T>('?', sql, default, parameters);
    public Task<IReadOnlyList<T>> QueryAsync<T>(char placeholder, string sql, params object[] parameters) =>
        QueryAsync<T>(placeholder, sql, default, parameters);

    public Task<IReadOnlyList<T>> QueryAsync<T>(char placeholder, string sql, CancellationToken token, params object[] parameters) =>
        SqlQuery.RunAsync<T>(this, placeholder, sql, parameters, token);

    public DocumentMapping Mapping(Type type) => work.Tables.For(store.Options.Documents.For(type));

    /// <param name="version">Of a snapshot: the stream's version that it stands for.</param>
    protected virtual void Found(object id, object document, long? version) { }

    T Taken<T>(NpgsqlDataReader row, DocumentMapping mapping) where T : notnull
    {
        var loaded = store.Loaded<T>(row, mapping);
        Found(mapping.IdOf(loaded), loaded, mapping.IsSnapshot && !row.IsDBNull(1) ? row.GetInt64(1) : null);
        return loaded;
    }

    public void Dispose() => GC.SuppressFinalize(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
