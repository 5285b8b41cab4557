using Cultivation.Finance.Banks;
using Cultivation.Hosting;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>
/// Makes a new secret and shows it once. For a while everything is signed by those before it too, so that a bank may change its receiver at any moment of
/// that time.
/// </summary>
/// <param name="OverlapHours">How long; none: a day. 0 ends the others at once, as after a leak.</param>
public sealed record RotateWebhookSecret(int? OverlapHours = null)
{
    private const int UsualHours = 24;
    private const int MostHours = 24 * 7;

    /// <summary>So many are valid at once, and so many signatures are sent.</summary>
    private const int MostSecrets = 4;

    /// <param name="valid">How many secrets are valid now.</param>
    internal static object[] Decide(RotateWebhookSecret command, Bank bank, int valid, DateTimeOffset now, string by)
    {
        WebhookOf.Required(bank);
        if (command.OverlapHours is < 0 or > MostHours)
            throw new RuleBroken("webhook.overlap", new { most = MostHours });
        var hours = command.OverlapHours ?? UsualHours;
        if (hours > 0 && valid >= MostSecrets)
            throw new RuleBroken("webhook.secrets-many", new { most = MostSecrets });
        return [new WebhookSecretRotated(bank.BankId, now.AddHours(hours), by)];
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/banks/{id}/webhook/secrets", Handle).IsSecretCommand(WebhookOf.Roles);

    private static async Task<Reply> Handle(string id, CommandContext context, SecretBox box, CancellationToken cancellation, RotateWebhookSecret? command = null)
    {
        var stream = await WebhookOf.Stream(context, id, cancellation);
        var valid = await context.Session.QueryAsync<int>(
            "select count(*)::int from finance.webhook_secrets where tenant_id = ? and bank_id = ? and (ends_at is null or ends_at > ?)",
            cancellation, context.Tenant, id, context.Now);
        var happened = Decide(command ?? new(), stream.Aggregate!, valid[0], context.Now, context.Person.Subject);
        stream.AppendMany(happened);
        var secret = Signature.NewSecret();
        var previousUntil = ((WebhookSecretRotated)happened[0]).PreviousUntil;
        context.Session.AddWebhookSecret(id, context.NewId(), box.Seal(context.Tenant, id, secret), previousUntil, context.Now);
        return Reply.Ok(new { bankId = id, secret = Signature.Shown(secret), previousUntil });
    }
}
