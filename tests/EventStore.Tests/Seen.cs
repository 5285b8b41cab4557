using System.Collections.Concurrent;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;

namespace Cultivation.EventStore.Tests;

/// <summary>A subscription that notes what it was given.</summary>
internal sealed class Seen : SubscriptionBase
{
    readonly ConcurrentQueue<IEvent> events = new();

    public Seen(string name) => Name = name;

    public IReadOnlyList<IEvent> Events => [.. events];

    public ConcurrentQueue<int> Pages { get; } = new();

    /// <summary>Does more with a page, in its transaction.</summary>
    public Func<EventRange, IDocumentOperations, Task> More { get; init; } = (_, _) => Task.CompletedTask;

    public Func<CancellationToken, Task> Waits { get; init; } = _ => Task.CompletedTask;

    public IChangeListener Listener { get; init; } = NullChangeListener.Instance;

    /// <summary>Reports a failure after so many events.</summary>
    public int StopAt { get; init; }

    public override async Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        await Waits(cancellationToken);
        await More(page, operations);
        Pages.Enqueue(page.Events.Count);
        foreach (var e in StopAt > 0 ? page.Events.Take(StopAt) : page.Events) events.Enqueue(e);
        if (StopAt > 0) await controller.ReportCriticalFailureAsync(new InvalidOperationException("enough"),
            page.Events[StopAt - 1].Sequence);
        return Listener;
    }
}
