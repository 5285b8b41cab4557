using System.Diagnostics;
using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Feeds.Amqp;

/// <summary>
/// Fills one bank's queue from its feed, in order, each entry confirmed by the broker; then saves its place. If it dies in between, the
/// same entries come again with the same ids. It heals itself: virtual host, user and queue are made again whenever it connects.
/// </summary>
internal sealed partial class Delivery(
    Place place, IDocumentStore store, Deliveries deliveries, FeedSignals signals, Broker broker, BrokerSettings settings, Epoch epoch, TimeProvider time,
    ILogger<Delivery> log)
{
    private const int PageSize = 100;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public async Task Run(CancellationToken stopping)
    {
        var wait = TimeSpan.FromMilliseconds(50);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await broker.Provide(place, stopping);
                await using var queue = await FeedQueue.Open(settings, place, stopping);
                wait = TimeSpan.FromMilliseconds(50);
                while (true)
                {
                    if (await FillPage(queue, stopping) == 0)
                        await signals.Wait(place.District, place.Bank, Poll, stopping);
                }
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Waits(log, place.VirtualHost, wait, failure.Message);
                await Task.Delay(wait, time, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
            }
        }
    }

    private async Task<int> FillPage(FeedQueue queue, CancellationToken stopping)
    {
        var filled = await deliveries.Of(place.District, place.Bank, stopping);
        await using var session = store.QuerySession(place.District);
        var page = await session.ReadFeed(place.Bank, filled.Position, PageSize, time.Today(), stopping);
        var done = filled.Position;
        try
        {
            foreach (var entry in page)
            {
                await Publish(queue, entry, entry.Position <= filled.Highest, stopping);
                done = entry.Position;
            }
        }
        finally
        {
            if (done > filled.Position)
                await deliveries.Move(place.District, place.Bank, filled.Position, done, CancellationToken.None);
        }
        FinanceTelemetry.Lag(place.District, place.Bank, page.Count < PageSize ? 0 : page.Count);
        return page.Count;
    }

    private async Task Publish(FeedQueue queue, HandOver entry, bool repeat, CancellationToken stopping)
    {
        using var activity = FinanceTelemetry.Follow($"send {Place.Queue}", ActivityKind.Producer, entry.Entry.TraceParent, repeat);
        var at = new Cursor(await epoch.Value(stopping), entry.Position);
        activity?.SetTag("messaging.system", "rabbitmq").SetTag("messaging.operation.type", "send").SetTag("messaging.operation.name", "send")
            .SetTag("messaging.destination.name", Place.Queue).SetTag("messaging.message.id", BankEvent.Id(at))
            .SetTag("cultivation.bank", place.Bank).SetTag("cultivation.withheld", entry.Withheld);
        var trace = activity?.Id ?? entry.Entry.TraceParent;
        await queue.Publish(
            BankEvent.Id(at), entry.Withheld ? "application/json" : BankEvent.ContentType,
            BankEvent.Bytes(json =>
            {
                if (entry.Withheld)
                    BankEvent.WriteWithheld(json, at);
                else
                    BankEvent.Write(json, place.District, place.Bank, at, entry.Entry, trace);
            }),
            entry.Withheld ? null : trace, stopping);
        FinanceTelemetry.HandedOver(place.District, place.Bank, "amqp", entry.Withheld);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nothing can be sent to {VirtualHost}; tried again in {Wait}: {Reason}")]
    private static partial void Waits(ILogger log, string virtualHost, TimeSpan wait, string reason);
}
