using System.Collections.Concurrent;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;

namespace Cultivation.EventStore.Tests;

/// <summary>A subscription that notes what it was given.</summary>
internal sealed class Seen(string name = "Seen") : SubscriptionBase
{
    readonly ConcurrentQueue<IEvent> events = new();

    public IReadOnlyList<IEvent> Events => [.. events];

    /// <summary>Does more with a page, in its transaction.</summary>
    public Func<EventRange, IDocumentOperations, Task> More { get; init; } = (_, _) => Task.CompletedTask;

    public Seen Named()
    {
        Name = name;
        return this;
    }

    public override async Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        await More(page, operations);
        foreach (var e in page.Events) events.Enqueue(e);
        return NullChangeListener.Instance;
    }
}
