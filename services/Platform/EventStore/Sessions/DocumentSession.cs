using Marten.Services;

namespace Marten.Internal;

/// <summary>A unit of work. Not safe for use by two threads at once.</summary>
internal sealed class DocumentSession(DocumentStore store, string tenant, UnitOfWork work)
    : DocumentOperations(store, tenant, work), IDocumentSession
{
    List<IDocumentSessionListener>? listeners;

    public DocumentSession(DocumentStore store, string tenant) : this(store, tenant, new()) { }

    public IList<IDocumentSessionListener> Listeners => listeners ??= [];

    public IUnitOfWork PendingChanges => Work;

    public string? LastModifiedBy { get => Work.LastModifiedBy; set => Work.LastModifiedBy = value; }

    public void SetHeader(string key, object value) => (Work.Headers ??= new(StringComparer.Ordinal))[key] = value;

    public object? GetHeader(string key) => Work.Headers?.GetValueOrDefault(key);

    public async Task SaveChangesAsync(CancellationToken token = default)
    {
        if (Work.IsEmpty) return;
        if (listeners is null)
        {
            await new Save(this).RunAsync(token);
            return;
        }
        foreach (var listener in listeners) await listener.BeforeSaveChangesAsync(this, token);
        var changes = ChangeSet.Of(Work);
        await new Save(this).RunAsync(token);
        foreach (var listener in listeners) await listener.AfterCommitAsync(this, changes, token);
    }
}
