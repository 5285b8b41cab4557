using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten.Events.Projections;
using Marten.Internal;

namespace Marten.Subscriptions;

/// <summary>An asynchronous projection is a subscription whose writes are those of the projection.</summary>
internal sealed class ProjectionSubscription(Projected projection) : ISubscription
{
    public async Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        await projection.ApplyAsync((DocumentSession)operations, page.Events, null, cancellationToken);
        return NullChangeListener.Instance;
    }
}
