using Cultivation.Finance.Banks;
using Cultivation.Hosting;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>Nothing is sent to a bank's webhook any more until it is enabled. Its place is kept. Where the bank did not order it itself, its feed tells it.</summary>
public sealed record DisableWebhook(FreeText Reason)
{
    /// <param name="delivered">Every entry up to it was delivered.</param>
    internal static object[] Decide(DisableWebhook command, Bank bank, Person by, long delivered, DateTimeOffset now)
    {
        var webhook = WebhookOf.Required(bank);
        if (string.IsNullOrWhiteSpace(command.Reason.Text))
            throw new RuleBroken("webhook.reason-missing");
        if (webhook.State == WebhookState.Disabled)
            return [];
        var disabled = new WebhookDisabled(bank.BankId, command.Reason, by.Subject);
        return by.Is(Roles.Bank)
            ? [disabled] : [disabled, new WebhookStopDisclosed(bank.BankId, new(WebhookState.Disabled, StopReasons.ByOperator, now, delivered))];
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/banks/{id}/webhook/disabling", Handle).IsCommand(WebhookOf.Roles);

    private static async Task<Reply> Handle(DisableWebhook command, string id, CommandContext context, FeedSignals signals, CancellationToken cancellation)
    {
        var stream = await WebhookOf.Stream(context, id, cancellation);
        var happened = Decide(command, stream.Aggregate!, context.Person, await context.Session.ReadDelivered(id, cancellation), context.Now);
        if (happened.Length > 0)
        {
            stream.AppendMany(happened);
            context.Session.StopWebhook(id, WebhookState.Disabled, command.Reason, context.Now);
            context.Session.Listeners.Add(new WakeAfterSave(() => signals.Wake(context.Tenant, id)));
        }
        return Reply.Ok(new { bankId = id, state = WebhookState.Disabled });
    }
}
