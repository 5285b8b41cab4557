using System.Diagnostics;
using Cultivation.Hosting;
using Marten;
using RabbitMQ.Client.Exceptions;

namespace Cultivation.Finance.Feeds.Amqp;

/// <summary>
/// Fills one bank's queue from its feed, in order, each entry confirmed by the broker; then saves its place. If it dies in between, the
/// same entries come again with the same ids. It heals itself: a virtual host or queue that is not there is made when it connects. Where the queue has much
/// room and the broker is quick some are on their way together, of different firms, so that whatever becomes of one, none of its own firm has overtaken it.
/// </summary>
internal sealed partial class Delivery(
    Place place, IDocumentStore store, Deliveries deliveries, FeedSignals signals, Broker broker, BrokerSettings settings, QueueWatch watch, LostQueue lost, Epoch epoch,
    TimeProvider time, ILogger<Delivery> log)
{
    private const int PageSize = 100;

    /// <summary>Entries that are on their way together.</summary>
    private const int AtOnce = 20;

    /// <summary>Entries of a replay between which new ones come first.</summary>
    private const int ReplaySize = 20;

    /// <summary>So long what was read of consents is taken to hold; a broker that is slow has the rest of the page read anew.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(200);

    /// <summary>A broker that confirms within it gets several together.</summary>
    private static readonly TimeSpan Soon = Fresh / 4;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public async Task Run(CancellationToken stopping)
    {
        var wait = ShortestWait;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var queue = await Open(stopping);
                await watch.Begin(queue, stopping);
                while (true)
                {
                    var next = signals.Next(place.District, place.Bank);
                    var more = await FillPage(queue, stopping);
                    wait = ShortestWait;
                    await watch.Look(queue, stopping);
                    if (!more)
                        await next.Within(Poll, time, stopping);
                }
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Waits(log, place.VirtualHost, wait, failure.GetBaseException().Message);
                await Task.WhenAny(Task.Delay(wait, time, stopping));
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
            }
        }
    }

    private async Task<FeedQueue> Open(CancellationToken stopping)
    {
        await Due(0, stopping);
        try
        {
            return await FeedQueue.Open(settings, place, lost.Refill, stopping);
        }
        catch (RabbitMQClientException)
        {
            await broker.Provide(place, stopping);
            return await FeedQueue.Open(settings, place, lost.Refill, stopping);
        }
    }

    /// <returns>Whether the feed goes on.</returns>
    private async Task<bool> FillPage(FeedQueue queue, CancellationToken stopping)
    {
        var due = await Due(PageSize, stopping);
        var (done, moved, handedOver) = (due.Position, true, new List<Attempt>());
        try
        {
            await Publish(queue, due.Entries, due.Highest, replay: false, handedOver, stopping);
        }
        finally
        {
            if (handedOver.Count > 0)
                moved = await deliveries.Move(place.District, place.Bank, due.Position, done = due.Entries[handedOver.Count - 1].Position, handedOver, CancellationToken.None);
        }
        FinanceTelemetry.Lag(place.District, place.Bank, Channels.Amqp, due.Head - done);
        if (due.Replay is { } replay)
            await Replay(queue, replay, stopping);
        return !moved || done < due.Head || due.Replay is not null;
    }

    private async Task Replay(FeedQueue queue, QueueReplay replay, CancellationToken stopping)
    {
        await using var session = store.QuerySession(place.District);
        var most = (int)Math.Min(ReplaySize, replay.Through - replay.Position);
        var entries = await session.ReadFeed(place.Bank, replay.Position, most, time.Today(), stopping);
        var handedOver = new List<Attempt>();
        try
        {
            await Publish(queue, entries, replay.Through, replay: true, handedOver, stopping);
        }
        finally
        {
            if (handedOver.Count > 0)
                await deliveries.Move(place.District, place.Bank, replay, entries[handedOver.Count - 1].Position, handedOver, CancellationToken.None);
        }
    }

    /// <summary>Publishes entries in order, while what was read of consents is fresh.</summary>
    /// <param name="highest">Up to it an entry is a repeat.</param>
    /// <param name="handedOver">Gets those that the broker has, without a gap.</param>
    private async Task Publish(
        FeedQueue queue, IReadOnlyList<HandOver> entries, long highest, bool replay, List<Attempt> handedOver, CancellationToken stopping)
    {
        var (read, atOnce) = (time.GetTimestamp(), 1);
        while (handedOver.Count < entries.Count && time.GetElapsedTime(read) < Fresh)
        {
            var begun = time.GetTimestamp();
            var firms = new HashSet<string>(StringComparer.Ordinal);
            var few = entries.Skip(handedOver.Count).Take(watch.HasRoomFor(atOnce) ? atOnce : 1).TakeWhile(entry => firms.Add(entry.Entry.FirmId));
            var sent = few.Select(entry => Publish(queue, entry, entry.Position <= highest, replay, stopping)).ToList();
            watch.Sent(sent.Count);
            try
            {
                await Task.WhenAll(sent);
                // What is on its way cannot be held back any more when a consent ends: to a broker that is slow only one goes.
                atOnce = time.GetElapsedTime(begun) < Soon ? AtOnce : 1;
            }
            finally
            {
                foreach (var confirmed in sent.TakeWhile(one => one.IsCompletedSuccessfully))
                    handedOver.Add(await confirmed);
            }
        }
    }

    private async Task<Due> Due(int most, CancellationToken stopping)
    {
        await using var session = store.QuerySession(place.District);
        var due = await session.ReadDue(place.Bank, most, time.Today(), stopping);
        FinanceTelemetry.Lag(place.District, place.Bank, Channels.Amqp, due.Head - due.Position);
        return due;
    }

    private async Task<Attempt> Publish(FeedQueue queue, HandOver entry, bool repeat, bool replay, CancellationToken stopping)
    {
        var (began, start) = (time.GetUtcNow(), time.GetTimestamp());
        using var activity = FinanceTelemetry.Follow($"send {Place.Queue}", ActivityKind.Producer, entry.Entry.TraceParent, repeat);
        var at = new Cursor(await epoch.Value(stopping), entry.Position);
        activity?.SetTag("messaging.system", "rabbitmq").SetTag("messaging.operation.type", "send").SetTag("messaging.operation.name", "send")
            .SetTag("messaging.destination.name", Place.Queue).SetTag("messaging.message.id", BankEvent.Id(at))
            .SetTag("cultivation.bank", place.Bank).SetTag("cultivation.withheld", entry.Withheld).SetTag("cultivation.replay", replay);
        var trace = activity?.Id ?? entry.Entry.TraceParent;
        await queue.Publish(
            BankEvent.Id(at), entry.Withheld ? "application/json" : BankEvent.ContentType,
            BankEvent.Bytes(json => BankEvent.Write(json, place.District, place.Bank, at, entry, trace, replay)), entry.Withheld ? null : trace, replay, stopping);
        FinanceTelemetry.HandedOver(place.District, place.Bank, Channels.Amqp, entry.Withheld);
        return new Attempt(
            began, Channels.Amqp, repeat ? Attempt.Replay : Attempt.Entry, entry.Position, entry.Withheld ? Attempt.Withheld : Attempt.Delivered, null,
            time.GetElapsedTime(start), 1, null, activity?.TraceId.ToHexString());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nothing can be sent to {VirtualHost}; tried again in {Wait}: {Reason}")]
    private static partial void Waits(ILogger log, string virtualHost, TimeSpan wait, string reason);
}
