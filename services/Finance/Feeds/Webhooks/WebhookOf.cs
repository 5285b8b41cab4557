using Cultivation.Finance.Banks;
using Cultivation.Hosting;
using JasperFx.Events;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>What the webhook's commands begin with.</summary>
internal static class WebhookOf
{
    public static readonly string[] Roles = [Hosting.Roles.Bank, Hosting.Roles.Operator];
    public static readonly string[] Readers = [.. Roles, Hosting.Roles.Auditor];

    /// <summary>The bank's stream and state.</summary>
    /// <exception cref="RuleBroken">A bank acts for itself only; or there is no such bank.</exception>
    public static async Task<IEventStream<Bank>> Stream(CommandContext context, string id, CancellationToken cancellation)
    {
        BankAccess.Check(context.Person, id, "bank.forbidden");
        var stream = await context.Session.Events.FetchForWriting<Bank>(Bank.Key(id), cancellation);
        return stream.Aggregate is null ? throw new RuleBroken("bank.unknown", new { bankId = id }) : stream;
    }

    /// <exception cref="RuleBroken">The bank has no webhook.</exception>
    public static Webhook Required(Bank bank) => bank.Webhook ?? throw new RuleBroken("webhook.none", new { bankId = bank.BankId });
}
