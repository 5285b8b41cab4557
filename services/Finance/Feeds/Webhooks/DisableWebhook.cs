using Cultivation.Finance.Banks;
using Cultivation.Hosting;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>Nothing is sent to a bank's webhook any more until it is enabled. Its place is kept.</summary>
public sealed record DisableWebhook(FreeText Reason)
{
    internal static object[] Decide(DisableWebhook command, Bank bank, string by)
    {
        var webhook = WebhookOf.Required(bank);
        if (string.IsNullOrWhiteSpace(command.Reason.Text))
            throw new RuleBroken("webhook.reason-missing");
        return webhook.State == WebhookState.Disabled ? [] : [new WebhookDisabled(bank.BankId, command.Reason, by)];
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/banks/{id}/webhook/disabling", Handle).IsCommand(WebhookOf.Roles);

    private static async Task<Reply> Handle(DisableWebhook command, string id, CommandContext context, FeedSignals signals, CancellationToken cancellation)
    {
        var stream = await WebhookOf.Stream(context, id, cancellation);
        var happened = Decide(command, stream.Aggregate!, context.Person.Subject);
        if (happened.Length > 0)
        {
            stream.AppendMany(happened);
            context.Session.StopWebhook(id, WebhookState.Disabled, command.Reason, context.Now);
            context.Session.Listeners.Add(new WakeAfterSave(() => signals.Wake(context.Tenant, id)));
        }
        return Reply.Ok(new { bankId = id, state = WebhookState.Disabled });
    }
}
