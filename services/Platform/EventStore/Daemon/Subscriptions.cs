using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using JasperFx.Events.Subscriptions;

namespace JasperFx.Events.Subscriptions
{
    public interface ISubscriptionOptions
    {
        string Name { get; set; }

        /// <summary>Raising it begins anew from the first event, beside the old position.</summary>
        uint Version { get; set; }

        AsyncOptions Options { get; }

        void IncludeType<T>();

        void IncludeType(Type type);
    }
}

namespace JasperFx.Events.Daemon
{
    /// <summary>What a subscription may say about itself while it handles a page.</summary>
    public interface ISubscriptionController
    {
        ShardName Name { get; }

        AsyncOptions Options { get; }

        /// <summary>Stops the subscription; nothing of this page is stored.</summary>
        Task ReportCriticalFailureAsync(Exception ex);

        /// <summary>Stops the subscription after storing this page's writes up to a position.</summary>
        Task ReportCriticalFailureAsync(Exception ex, long lastProcessed);
    }
}

namespace Marten.Subscriptions
{
    /// <summary>
    /// A reader of the committed log, in order. Its writes and its position are stored in one transaction after each page.
    /// </summary>
    public interface ISubscription
    {
        Task<IChangeListener> ProcessEventsAsync(
            EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken);
    }

    public abstract class SubscriptionBase : EventFilterable, ISubscription, ISubscriptionOptions
    {
        protected SubscriptionBase() => Name = GetType().Name;

        public string Name { get; set; }

        public uint Version { get; set; } = 1;

        public AsyncOptions Options { get; } = new();

        public abstract Task<IChangeListener> ProcessEventsAsync(
            EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken);
    }
}
