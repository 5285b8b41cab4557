using Cultivation.Finance.Banks;
using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Feeds.Amqp;

/// <summary>A bank asked to find entries in its queue once more, marked as a replay.</summary>
/// <param name="After">Position of the last entry before them.</param>
/// <param name="Through">Position of the last of them.</param>
/// <param name="By">Subject of the person or system that asked for it.</param>
public sealed record QueueReplayRequested(string BankId, string ReplayId, long After, long Through, string By);

/// <summary>A range of the feed that is put into the queue again.</summary>
/// <param name="Position">Of the last entry that was.</param>
internal sealed record QueueReplay(string Id, long Position, long Through);

/// <summary>
/// Puts a range into the bank's queue once more, after what was lost on the bank's side; new entries go on between. The entries have the ids that they had, and
/// are marked: by the header <c>replay</c> and by one more member of the body, <c>"replay":true</c>.
/// </summary>
/// <param name="After">Cursor of the last entry before the range.</param>
/// <param name="Through">Cursor of the last entry of it; one that was put into the queue.</param>
public sealed record ReplayQueue(string After, string Through)
{
    /// <summary>So many wait for each other.</summary>
    private const int MostWaiting = 10;

    /// <param name="delivered">The queue was filled up to this entry.</param>
    /// <param name="waiting">Replays that are not over.</param>
    internal static object[] Decide(Bank bank, Cursor after, Cursor through, long delivered, int waiting, string replayId, string by)
    {
        if (after.Position >= through.Position)
            throw new RuleBroken("queue.replay-empty");
        if (through.Position > delivered)
            throw new RuleBroken("queue.replay-ahead", new { delivered = (through with { Position = delivered }).ToString() });
        if (waiting >= MostWaiting)
            throw new RuleBroken("queue.replays-many", new { most = MostWaiting });
        return [new QueueReplayRequested(bank.BankId, replayId, after.Position, through.Position, by)];
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/banks/{id}/queue/replays", Handle).IsCommand(Roles.Bank, Roles.Operator);

    private static async Task<Reply> Handle(ReplayQueue command, string id, CommandContext context, Epoch epoch, FeedSignals signals, CancellationToken cancellation)
    {
        BankAccess.Check(context.Person, id, "bank.forbidden");
        var stream = await context.Session.Events.FetchForWriting<Bank>(Bank.Key(id), cancellation);
        var bank = stream.Aggregate ?? throw new RuleBroken("bank.unknown", new { bankId = id });
        var inEpoch = await epoch.Value(cancellation);
        var (after, through) = (FeedCursors.Start(command.After, inEpoch), FeedCursors.Start(command.Through, inEpoch));
        var queue = (await QueueView.Read(context.Session, id, null, cancellation)).Single();
        var replayId = context.NewId();
        stream.AppendMany(Decide(bank, after, through, queue.Delivered, queue.Replays, replayId, context.Person.Subject));
        context.Session.QueueSqlCommand(
            "insert into finance.queue_replays (tenant_id, bank_id, replay_id, position, through) values (?, ?, ?, ?, ?)",
            context.Tenant, id, replayId, after.Position, through.Position);
        context.Session.Listeners.Add(new WakeAfterSave(() => signals.Wake(context.Tenant, id)));
        return Reply.Accepted(
            $"/v1/banks/{id}/deliveries", new { bankId = id, replayId, after = after.ToString(), through = through.ToString(), entries = through.Position - after.Position });
    }
}
