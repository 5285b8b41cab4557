using Cultivation.Finance.Banks;
using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>
/// The delivery stops a webhook by itself: paused when an entry failed for days, disabled when the receiver says that it is gone. Both are events of
/// the bank, which the bank and the operator read with the webhook; the bank is told by its feed too. What was not delivered stays where it is.
/// </summary>
internal sealed partial class StopWebhook(IDocumentStore store, TimeProvider time, ILogger<StopWebhook> log)
{
    /// <param name="address">The address that was tried: another one, set meanwhile, is not to blame.</param>
    /// <param name="delivered">Every entry up to it was delivered.</param>
    internal static object[] Decide(Bank bank, string address, Stop stop, long delivered, DateTimeOffset now)
    {
        if (bank.Webhook is not { IsActive: true } webhook || webhook.Address != address)
            return [];
        var entry = stop.Entry;
        return
        [
            stop.Gone
                ? new WebhookDisabled(bank.BankId, entry.Reason, null)
                : new WebhookPaused(bank.BankId, entry.Sent.Position, entry.FirstFailedAt, entry.Attempts, entry.Reason),
            new WebhookStopDisclosed(bank.BankId, new(stop.State, stop.Gone ? StopReasons.Gone : StopReasons.Failing, now, delivered)),
        ];
    }

    public Task Now(string district, string bankId, string address, Stop stop, CancellationToken cancellation) => Contended.RunAsync(async () =>
    {
        await using var session = store.LightweightSession(district);
        var stream = await session.Events.FetchForWriting<Bank>(Bank.Key(bankId), cancellation);
        var now = time.GetUtcNow();
        var happened = Decide(stream.Aggregate!, address, stop, await session.ReadDelivered(bankId, cancellation), now);
        if (happened.Length == 0)
            return;
        stream.AppendMany(happened);
        session.StopWebhook(bankId, stop.State, stop.Entry.Reason, now);
        await session.SaveChangesAsync(cancellation);
        Stopped(log, district, bankId, stop.Gone ? "disabled" : "paused", stop.Entry.Reason, stop.Entry.Sent.Position);
    });

    [LoggerMessage(Level = LogLevel.Warning, Message = "The webhook of {Bank} in {District} was {State}: {Reason}, at position {Position}")]
    private static partial void Stopped(ILogger log, string district, string bank, string state, string reason, long position);
}
