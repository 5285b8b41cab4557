using Marten.Events;
using Marten.Services;

namespace Marten;

/// <summary>Writes that the owner of the session saves in one transaction.</summary>
public interface IDocumentOperations : IQuerySession
{
    new IEventStoreOperations Events { get; }

    /// <summary>Writes of another tenant in the same transaction.</summary>
    ITenantOperations ForTenant(string tenantId);

    /// <summary>Inserts or replaces.</summary>
    void Store<T>(params T[] entities) where T : notnull;
    void Store<T>(IEnumerable<T> entities) where T : notnull;

    /// <summary>An existing id is refused at save with DocumentAlreadyExistsException.</summary>
    void Insert<T>(params T[] entities) where T : notnull;
    void Insert<T>(IEnumerable<T> entities) where T : notnull;

    /// <summary>A missing id is refused at save with NonExistentDocumentException.</summary>
    void Update<T>(params T[] entities) where T : notnull;
    void Update<T>(IEnumerable<T> entities) where T : notnull;

    void Delete<T>(T entity) where T : notnull;
    void Delete<T>(string id) where T : notnull;
    void Delete<T>(Guid id) where T : notnull;

    /// <summary>SQL of the same transaction. Documents and SQL run in the order in which they were queued, before all appends.</summary>
    void QueueSqlCommand(string sql, params object[] parameterValues);
    void QueueSqlCommand(char placeholder, string sql, params object[] parameterValues);
}

public interface ITenantOperations : IDocumentOperations
{
    IDocumentSession Parent { get; }
}

/// <summary>A unit of work of one tenant.</summary>
public interface IDocumentSession : IDocumentOperations
{
    /// <summary>Who is written into the user column of events.</summary>
    string? LastModifiedBy { get; set; }

    IList<IDocumentSessionListener> Listeners { get; }

    /// <summary>What the next save will store.</summary>
    IUnitOfWork PendingChanges { get; }

    /// <summary>Stores all that was queued, in one transaction, or nothing.</summary>
    Task SaveChangesAsync(CancellationToken token = default);

    /// <summary>A header of every event that this session appends.</summary>
    void SetHeader(string key, object value);

    object? GetHeader(string key);
}
