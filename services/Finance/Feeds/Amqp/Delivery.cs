using System.Diagnostics;
using Cultivation.Hosting;
using Marten;
using RabbitMQ.Client.Exceptions;

namespace Cultivation.Finance.Feeds.Amqp;

/// <summary>
/// Fills one bank's queue from its feed, in order, each entry confirmed by the broker; then saves its place. If it dies in between, the
/// same entries come again with the same ids. It heals itself: a virtual host or queue that is not there is made when it connects.
/// </summary>
internal sealed partial class Delivery(
    Place place, IDocumentStore store, Deliveries deliveries, FeedSignals signals, Broker broker, BrokerSettings settings, QueueWatch watch, LostQueue lost, Epoch epoch,
    TimeProvider time, ILogger<Delivery> log)
{
    private const int PageSize = 100;

    /// <summary>Entries of a replay between which new ones come first.</summary>
    private const int ReplaySize = 20;

    /// <summary>So long what was read of consents is taken to hold; a broker that is slow has the rest of the page read anew.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(200);

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
        var (done, moved, handedOver, read) = (due.Position, true, new List<Attempt>(), time.GetTimestamp());
        try
        {
            foreach (var entry in due.Entries.TakeWhile(_ => time.GetElapsedTime(read) < Fresh))
            {
                handedOver.Add(await Publish(queue, entry, entry.Position <= due.Highest, replay: false, stopping));
                done = entry.Position;
            }
        }
        finally
        {
            if (done > due.Position)
                moved = await deliveries.Move(place.District, place.Bank, due.Position, done, handedOver, CancellationToken.None);
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
        var (done, handedOver, read) = (replay.Position, new List<Attempt>(), time.GetTimestamp());
        try
        {
            foreach (var entry in entries.TakeWhile(_ => time.GetElapsedTime(read) < Fresh))
            {
                handedOver.Add(await Publish(queue, entry, repeat: true, replay: true, stopping));
                done = entry.Position;
            }
        }
        finally
        {
            if (done > replay.Position)
                await deliveries.Move(place.District, place.Bank, replay, done, handedOver, CancellationToken.None);
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
