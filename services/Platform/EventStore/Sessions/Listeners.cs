using JasperFx.Events;
using Marten.Services;

namespace Marten
{
    /// <summary>Called around the save of a subscription's page.</summary>
    public interface IChangeListener
    {
        Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token);
        Task BeforeCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token);
    }

    public class NullChangeListener : IChangeListener
    {
        public static IChangeListener Instance { get; } = new NullChangeListener();

        private NullChangeListener() { }

        public Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token) => Task.CompletedTask;

        public Task BeforeCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token) => Task.CompletedTask;
    }

    /// <summary>Called around the saves of the session it is added to.</summary>
    public interface IDocumentSessionListener
    {
        Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token);
        Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token);
        void DocumentLoaded(object id, object document);
        void DocumentAddedForStorage(object id, object document);
    }

    public abstract class DocumentSessionListenerBase : IDocumentSessionListener
    {
        public virtual Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token) => Task.CompletedTask;
        public virtual Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token) => Task.CompletedTask;
        public virtual void DocumentLoaded(object id, object document) { }
        public virtual void DocumentAddedForStorage(object id, object document) { }
    }
}

namespace Marten.Services
{
    /// <summary>What a session will save.</summary>
    public interface IUnitOfWork
    {
        /// <summary>The streams with the events that wait for the save.</summary>
        IList<StreamAction> Streams();
    }

    /// <summary>What one save stored.</summary>
    public interface IChangeSet
    {
        /// <summary>Documents stored, inserted or updated, in order; without inline snapshots.</summary>
        IEnumerable<object> Updated { get; }

        IEnumerable<JasperFx.Events.IEvent> GetEvents();
    }
}
