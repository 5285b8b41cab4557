using Marten.Events;
using Marten.Schema;

namespace Marten.Internal;

/// <summary>Writes of one tenant into a unit of work that sessions of several tenants may share.</summary>
internal class DocumentOperations(DocumentStore store, string tenant, UnitOfWork work) : QuerySession(store, tenant,
    work), IDocumentOperations
{
    IEventStoreOperations? events;

    public virtual DocumentSession Session => (DocumentSession)this;

    public IEventStoreOperations Events => events ??= new EventStoreOperations(this);

    public ITenantOperations ForTenant(string tenantId) => new TenantOperations(Session, tenantId);

    public void Store<T>(params T[] entities) where T : notnull => Write(entities, DocumentVerb.Store);
    public void Store<T>(IEnumerable<T> entities) where T : notnull => Write(entities, DocumentVerb.Store);
    public void Insert<T>(params T[] entities) where T : notnull => Write(entities, DocumentVerb.Insert);
    public void Insert<T>(IEnumerable<T> entities) where T : notnull => Write(entities, DocumentVerb.Insert);
    public void Update<T>(params T[] entities) where T : notnull => Write(entities, DocumentVerb.Update);
    public void Update<T>(IEnumerable<T> entities) where T : notnull => Write(entities, DocumentVerb.Update);

    public void Delete<T>(T entity) where T : notnull => Remove<T>(Mapping<T>().IdOf(entity));
    public void Delete<T>(string id) where T : notnull => Remove<T>(id);
    public void Delete<T>(Guid id) where T : notnull => Remove<T>(id);

    public void QueueSqlCommand(string sql, params object[] parameterValues) => QueueSqlCommand('?', sql, parameterValues);

    public void QueueSqlCommand(char placeholder, string sql, params object[] parameterValues) =>
        Work.Queued.Add(new SqlOperation(placeholder, Work.Tables.Sql(sql), parameterValues));

    protected override void Found(object id, object document, long? version)
    {
        if (version is { } at && id is string stream) Work.Remember(TenantId, stream, document, at);
        foreach (var listener in Session.Listeners) listener.DocumentLoaded(id, document);
    }

    void Write<T>(IEnumerable<T> entities, DocumentVerb verb) where T : notnull
    {
        foreach (var entity in entities)
        {
            // The table is of the class the caller named, unless he named none.
            var mapping = typeof(T) == typeof(object) ? Mapping(entity.GetType()) : Mapping<T>();
            Work.Queued.Add(new WriteDocument(mapping, TenantId, entity, verb));
            foreach (var listener in Session.Listeners) listener.DocumentAddedForStorage(mapping.IdOf(entity), entity);
        }
    }

    void Remove<T>(object id) where T : notnull => Work.Queued.Add(new DeleteDocument(Mapping<T>(), TenantId, id));

    DocumentMapping Mapping<T>() => Mapping(typeof(T));
}

internal sealed class TenantOperations(DocumentSession parent, string tenant)
    : DocumentOperations(parent.Owner, tenant, parent.Work), ITenantOperations
{
    public IDocumentSession Parent => parent;

    public override DocumentSession Session => parent;
}
