using Cultivation.Finance.Banks;
using Cultivation.Hosting;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>
/// Sends a range once more, after what was lost on the bank's side. The entries have the ids that they had, and are marked: by the header
/// <c>webhook-replay: true</c> and by one more member of the body, <c>"replay":true</c>.
/// </summary>
/// <param name="After">Cursor of the last entry before the range.</param>
/// <param name="Through">Cursor of the last entry of it; one that was delivered, or lies before where the webhook began.</param>
public sealed record ReplayWebhook(string After, string Through)
{
    /// <summary>So many wait for each other.</summary>
    private const int MostWaiting = 10;

    /// <param name="delivered">Every entry up to this one was delivered.</param>
    /// <param name="waiting">Replays that are not over.</param>
    internal static object[] Decide(Bank bank, Cursor after, Cursor through, long delivered, int waiting, string replayId, string by)
    {
        WebhookOf.Required(bank);
        if (after.Position >= through.Position)
            throw new RuleBroken("webhook.replay-empty");
        if (through.Position > delivered)
            throw new RuleBroken("webhook.replay-ahead", new { delivered = (through with { Position = delivered }).ToString() });
        if (waiting >= MostWaiting)
            throw new RuleBroken("webhook.replays-many", new { most = MostWaiting });
        return [new WebhookReplayRequested(bank.BankId, replayId, after.Position, through.Position, by)];
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/banks/{id}/webhook/replays", Handle).IsCommand(WebhookOf.Roles);

    private static async Task<Reply> Handle(
        ReplayWebhook command, string id, CommandContext context, Epoch epoch, FeedSignals signals, CancellationToken cancellation)
    {
        var stream = await WebhookOf.Stream(context, id, cancellation);
        WebhookOf.Required(stream.Aggregate!);
        var inEpoch = await epoch.Value(cancellation);
        var (after, through) = (FeedCursors.Start(command.After, inEpoch), FeedCursors.Start(command.Through, inEpoch));
        var standing = (await WebhookView.Read(context.Session, id, null, cancellation)).Single();
        var replayId = context.NewId();
        stream.AppendMany(Decide(stream.Aggregate!, after, through, standing.Delivered, standing.Replays, replayId, context.Person.Subject));
        context.Session.QueueSqlCommand(
            "insert into finance.webhook_replays (tenant_id, bank_id, replay_id, position, through, next_at) values (?, ?, ?, ?, ?, ?)",
            context.Tenant, id, replayId, after.Position, through.Position, context.Now);
        context.Session.Listeners.Add(new WakeAfterSave(() => signals.Wake(context.Tenant, id)));
        return Reply.Accepted(
            $"/v1/banks/{id}/deliveries", new { bankId = id, replayId, after = after.ToString(), through = through.ToString(), entries = through.Position - after.Position });
    }
}
