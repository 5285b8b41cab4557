using Marten.Events;

namespace Marten;

/// <summary>Reads of one tenant.</summary>
public interface IQuerySession : IDisposable, IAsyncDisposable
{
    IDocumentStore DocumentStore { get; }

    IQueryEventStore Events { get; }

    string TenantId { get; }

    string? CorrelationId { get; set; }

    string? CausationId { get; set; }

    /// <summary>The document, or null.</summary>
    Task<T?> LoadAsync<T>(string id, CancellationToken token = default) where T : notnull;
    Task<T?> LoadAsync<T>(Guid id, CancellationToken token = default) where T : notnull;

    /// <summary>Those that exist, in no particular order.</summary>
    Task<IReadOnlyList<T>> LoadManyAsync<T>(params string[] ids) where T : notnull;
    Task<IReadOnlyList<T>> LoadManyAsync<T>(IEnumerable<string> ids) where T : notnull;
    Task<IReadOnlyList<T>> LoadManyAsync<T>(CancellationToken token, params string[] ids) where T : notnull;
    Task<IReadOnlyList<T>> LoadManyAsync<T>(CancellationToken token, IEnumerable<string> ids) where T : notnull;
    Task<IReadOnlyList<T>> LoadManyAsync<T>(params Guid[] ids) where T : notnull;
    Task<IReadOnlyList<T>> LoadManyAsync<T>(CancellationToken token, params Guid[] ids) where T : notnull;

    /// <summary>
    /// Rows of any SQL. A simple type is read from the first column, another is read as JSON from it. A text that does not begin with
    /// select is a condition on the documents of <typeparamref name="T"/>. Parameters are <c>?</c> in order, or <c>:name</c> from one
    /// anonymous object.
    /// The SQL is sent as it is: it names its tenant itself.
    /// </summary>
    Task<IReadOnlyList<T>> QueryAsync<T>(string sql, CancellationToken token, params object[] parameters);
    Task<IReadOnlyList<T>> QueryAsync<T>(string sql, params object[] parameters);

    /// <summary>With another sign than <c>?</c> for parameters, for SQL that uses it as an operator.</summary>
    Task<IReadOnlyList<T>> QueryAsync<T>(char placeholder, string sql, CancellationToken token, params object[] parameters);
    Task<IReadOnlyList<T>> QueryAsync<T>(char placeholder, string sql, params object[] parameters);
}
