using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;

namespace Cultivation.Ladder;

/// <summary>Keeps a table whose rows say from when to when something was known, event by event.</summary>
internal abstract class KnownTable : SubscriptionBase
{
    public sealed override Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        foreach (var happened in page.Events)
            Write(happened, KnownAt.Of(happened), operations);
        return Task.FromResult(NullChangeListener.Instance);
    }

    protected abstract void Write(IEvent happened, KnownAt known, IDocumentOperations operations);
}
