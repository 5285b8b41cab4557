using Cultivation.Finance.Banks;
using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Feeds.Amqp;

/// <summary>
/// A queue that had been filled is not there any more, and how many messages were in it does not say which: it is filled again from where the bank has said that
/// it holds its feed, else from the feed's start, with the ids that the entries had. The place is set back before the queue is made again, so that a death in between repeats this and forgets nothing.
/// </summary>
internal sealed partial class LostQueue(IDocumentStore store, FeedSignals signals, ILogger<LostQueue> log)
{
    /// <summary>Sets the place back; does nothing where the queue was never filled.</summary>
    public Task Refill(Place place, CancellationToken cancellation) => Contended.RunAsync(async () =>
    {
        await using var session = store.LightweightSession(place.District);
        var filled = await session.QueryAsync<Filled>(
            "select json_build_object('position', position, 'confirmed', least(confirmed, position)) from finance.deliveries where tenant_id = ? and bank_id = ? and position > 0",
            cancellation, place.District, place.Bank);
        if (filled is not [var at])
            return;
        var bank = await session.Events.FetchForWriting<Bank>(Bank.Key(place.Bank), cancellation);
        RefillQueue.SetBack(session, bank, place.Bank, at.Confirmed, FinanceModule.Subject);
        await session.SaveChangesAsync(cancellation);
        Lost(log, place.VirtualHost, at.Position, at.Confirmed);
        signals.Wake(place.District, place.Bank);
    });

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue of {VirtualHost} is gone, and had been filled up to {Position}: it is filled again after {Confirmed}")]
    private static partial void Lost(ILogger log, string virtualHost, long position, long confirmed);

    private sealed record Filled(long Position, long Confirmed);
}
