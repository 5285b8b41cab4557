using Cultivation.Finance.Banks;
using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Feeds.Amqp;

/// <summary>
/// A queue that had been filled is not there any more, and nobody knows what the bank had taken of it: it is filled again from the feed's start, with the ids
/// that the entries had. The place is set back before the queue is made again, so that a death in between repeats this and forgets nothing.
/// </summary>
internal sealed partial class LostQueue(IDocumentStore store, FeedSignals signals, ILogger<LostQueue> log)
{
    /// <summary>Sets the place back; does nothing where the queue was never filled.</summary>
    public Task Refill(Place place, CancellationToken cancellation) => Contended.RunAsync(async () =>
    {
        await using var session = store.LightweightSession(place.District);
        var filled = await session.QueryAsync<long>(
            "select position from finance.deliveries where tenant_id = ? and bank_id = ? and position > 0", cancellation, place.District, place.Bank);
        if (filled is not [var position])
            return;
        var bank = await session.Events.FetchForWriting<Bank>(Bank.Key(place.Bank), cancellation);
        RefillQueue.SetBack(session, bank, place.Bank, 0, FinanceModule.Subject);
        await session.SaveChangesAsync(cancellation);
        Lost(log, place.VirtualHost, position);
        signals.Wake(place.District, place.Bank);
    });

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue of {VirtualHost} is gone, and had been filled up to {Position}: it is filled again from the feed's start")]
    private static partial void Lost(ILogger log, string virtualHost, long position);
}
