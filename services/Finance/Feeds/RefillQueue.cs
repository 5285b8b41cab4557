using Cultivation.Finance.Banks;
using Cultivation.Hosting;
using Marten;
using JasperFx.Events;

namespace Cultivation.Finance.Feeds;

/// <summary>Fills a bank's queue again from a position of its feed, after the queue was lost. The entries come with the ids that they had.</summary>
/// <param name="After">Cursor <c>epoch-position</c> of the last entry that the bank has; <c>1-0</c> for none.</param>
public sealed record RefillQueue(string After)
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/banks/{id}/refills", Handle).IsCommand(Roles.Operator);

    private static async Task<Reply> Handle(RefillQueue command, string id, CommandContext context, Epoch epoch, FeedSignals signals, CancellationToken cancellation)
    {
        var stream = await context.Session.Events.FetchForWriting<Bank>(Bank.Key(id), cancellation);
        _ = stream.Aggregate ?? throw new RuleBroken("bank.unknown", new { bankId = id });
        var (after, feed) = await context.Session.Known(id, command.After, await epoch.Value(cancellation), cancellation);
        SetBack(context.Session, stream, id, after.Position, context.Person.Subject);
        context.Session.Listeners.Add(new WakeAfterSave(() => signals.Wake(context.Tenant, id)));
        return Reply.Accepted($"/v1/banks/{id}/feed", new { bankId = id, after = after.ToString(), entries = feed.Version - after.Position });
    }

    /// <summary>The queue is filled from a position on once the session is saved.</summary>
    internal static void SetBack(IDocumentSession session, IEventStream<Bank> bank, string id, long after, string by)
    {
        bank.AppendOne(new QueueRefilled(id, after, by));
        session.QueueSqlCommand("update finance.deliveries set position = ? where tenant_id = ? and bank_id = ?", after, session.TenantId, id);
    }
}
