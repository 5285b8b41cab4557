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
/// the broker is away it waits: the log keeps everything.
/// </summary>
internal sealed partial class Relay : SubscriptionBase
{
    /// <summary>Messages that are on their way to the broker together, in order. Should one overtake, the reader waits for the one before.</summary>
    private const int AtOnce = 64;
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
        var underWay = new List<Task>(AtOnce);
        foreach (var happened in page.Events)
        {
            var (change, contract) = source.Change(happened, epoch, previous);
            underWay.Add(Publish(change, contract, cancellationToken));
            // The first of a kind declares its exchange: what came after it would overtake it.
            if (declared.Add(contract.GetType()) || underWay.Count == AtOnce)
            {
                await Task.WhenAll(underWay);
                underWay.Clear();
            }
            previous = happened.Sequence;
        }
        await Task.WhenAll(underWay);
        last = (page.SequenceCeiling, previous);
        return NullChangeListener.Instance;
    }

    private async Task Publish(Change change, object contract, CancellationToken cancellation)
    {
        using var activity = MessageTelemetry.Follow($"relay {change.Type}", change.TraceParent)?.SetTag("cultivation.subject", change.Subject);
        for (var wait = TimeSpan.FromMilliseconds(100); ; wait = Wait.Longer(wait))
        {
            try
            {
                await bus.Publish(contract, contract.GetType(), context => Envelope.Write(context, change), cancellation);
                MessageTelemetry.Published(change, time.GetUtcNow());
                return;
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                activity?.AddEvent(new ActivityEvent("retry", tags: new() { ["exception.message"] = failure.Message }));
                Waits(log, change.Position, change.Type, wait, failure);
                await Task.Delay(wait, cancellation);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Change {Position} ({Type}) was not confirmed; published again in {Wait}")]
    private static partial void Waits(ILogger log, long position, string type, TimeSpan wait, Exception failure);
}
