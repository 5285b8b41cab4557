using System.Diagnostics;
using Cultivation.Contracts;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Cultivation.Hosting;

/// <summary>
/// Publishes the committed log in order, with publisher confirms; the store saves its position afterwards. Nothing else publishes. While
/// the broker is away it waits: the log keeps everything. Each event is a message of its contract; where many wait, as in a bulk load, a message is
/// a page of them, as <c>/changes</c> tells it.
/// </summary>
internal sealed partial class Relay : SubscriptionBase
{
    /// <summary>Messages that are on their way to the broker together, in order. Should one overtake, the reader waits for the one before.</summary>
    private const int AtOnce = 64;

    /// <summary>So many that wait are told in pages.</summary>
    private const int Many = 32;

    private readonly HashSet<Type> declared = [];
    private readonly Source source;
    private readonly IBus bus;
    private readonly Log events;
    private readonly TimeProvider time;
    private readonly ILogger<Relay> log;
    private (long At, long Previous) last = (-1, 0);

    public Relay(Source source, IBus bus, Log events, TimeProvider time, ILogger<Relay> log)
    {
        (this.source, this.bus, this.events, this.time, this.log) = (source, bus, events, time, log);
        Name = "Relay";
        foreach (var type in source.Messages.ByEvent.Keys)
            IncludeType(type);
    }

    public override async Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        var epoch = await source.Epoch(cancellationToken);
        var previous = last.At == page.SequenceFloor ? last.Previous : await events.Before(page.Events[0].Sequence, source.StoredTypes, cancellationToken);
        var changes = new List<(Change Change, object Contract)>(page.Events.Count);
        foreach (var happened in page.Events)
        {
            changes.Add(source.Change(happened, epoch, previous));
            previous = happened.Sequence;
        }
        await (changes.Count < Many ? EachAsync(changes, cancellationToken) : InPagesAsync(changes, epoch, cancellationToken));
        last = (page.SequenceCeiling, previous);
        return NullChangeListener.Instance;
    }

    private async Task EachAsync(IReadOnlyList<(Change Change, object Contract)> changes, CancellationToken cancellation)
    {
        var underWay = new List<Task>(AtOnce);
        foreach (var (change, contract) in changes)
        {
            underWay.Add(Publish([change], contract, context => Envelope.Write(context, change), cancellation));
            // The first of a kind declares its exchange: what came after it would overtake it.
            if (declared.Add(contract.GetType()) || underWay.Count == AtOnce)
            {
                await Task.WhenAll(underWay);
                underWay.Clear();
            }
        }
        await Task.WhenAll(underWay);
    }

    private async Task InPagesAsync(IEnumerable<(Change Change, object Contract)> changes, int epoch, CancellationToken cancellation)
    {
        foreach (var few in changes.Select(c => c.Change).Chunk(Effects.Most))
            await Publish(few, new ChangePage(source.Name, epoch, few, new Cursor(epoch, few[^1].Position).ToString()), context => Envelope.Write(context, few), cancellation);
    }

    private async Task Publish(IReadOnlyList<Change> changes, object message, Action<PublishContext> write, CancellationToken cancellation)
    {
        var activities = changes.DistinctBy(c => c.TraceParent)
            .Select(c => MessageTelemetry.Follow($"relay {c.Type}", c.TraceParent)?.SetTag("cultivation.subject", c.Subject)).ToList();
        try
        {
            await PublishUntilConfirmed(changes, message, write, activities, cancellation);
        }
        finally
        {
            activities.ForEach(a => a?.Dispose());
        }
    }

    private async Task PublishUntilConfirmed(
        IReadOnlyList<Change> changes, object message, Action<PublishContext> write, List<Activity?> activities, CancellationToken cancellation)
    {
        for (var wait = TimeSpan.FromMilliseconds(100); ; wait = Wait.Longer(wait))
        {
            try
            {
                await bus.Publish(message, message.GetType(), write, cancellation);
                foreach (var change in changes)
                    MessageTelemetry.Published(change, time.GetUtcNow());
                return;
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                activities.ForEach(a => a?.AddEvent(new ActivityEvent("retry", tags: new() { ["exception.message"] = failure.Message })));
                Waits(log, changes[0].Position, changes[0].Type, wait, failure);
                await Task.Delay(wait, cancellation);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Change {Position} ({Type}) was not confirmed; published again in {Wait}")]
    private static partial void Waits(ILogger log, long position, string type, TimeSpan wait, Exception failure);
}
