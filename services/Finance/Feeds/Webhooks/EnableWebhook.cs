using Cultivation.Finance.Banks;
using Cultivation.Hosting;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>Sending to a bank's webhook goes on where it stood, after a pause or after it was disabled. Every wait is forgotten.</summary>
internal static class EnableWebhook
{
    public static object[] Decide(Bank bank, string by) => WebhookOf.Required(bank).IsActive ? [] : [new WebhookEnabled(bank.BankId, by)];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/banks/{id}/webhook/enabling", Handle).IsCommand(WebhookOf.Roles);

    private static async Task<Reply> Handle(string id, CommandContext context, FeedSignals signals, CancellationToken cancellation)
    {
        var stream = await WebhookOf.Stream(context, id, cancellation);
        var happened = Decide(stream.Aggregate!, context.Person.Subject);
        if (happened.Length > 0)
        {
            stream.AppendMany(happened);
            context.Session.ActivateWebhook(id, context.Now);
            context.Session.Listeners.Add(new WakeAfterSave(() => signals.Wake(context.Tenant, id)));
        }
        return Reply.Ok(new { bankId = id, state = WebhookState.Active });
    }
}
