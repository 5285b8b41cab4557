using Cultivation.Finance.Banks;
using Cultivation.Hosting;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>Sends a bank's feed to an address from now on, and shows a new secret once. Each call makes one; earlier secrets end with it.</summary>
/// <param name="Address">An https address on the public internet.</param>
/// <param name="After">Cursor of the last entry that the bank has; none: from where the webhook stood, a new one from the feed's start.</param>
public sealed record SetWebhook(string Address, string? After = null)
{
    private const int MostCharacters = 2_000;

    /// <param name="after">Position of the cursor.</param>
    internal static object[] Decide(SetWebhook command, Bank bank, long? after, bool allowPrivate, string by)
    {
        if (command.Address.Length > MostCharacters || !Uri.TryCreate(command.Address, UriKind.Absolute, out var address) || address.Host.Length == 0
            || address.Scheme is not ("https" or "http") || address.UserInfo.Length > 0 || address.Fragment.Length > 0)
            throw new RuleBroken("webhook.address-malformed");
        if (!allowPrivate && address.Scheme != Uri.UriSchemeHttps)
            throw new RuleBroken("webhook.address-insecure");
        if (!allowPrivate && !PublicAddress.MayBe(address))
            throw new RuleBroken("webhook.address-private");
        return [new WebhookAddressSet(bank.BankId, command.Address, after, by)];
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/banks/{id}/webhook", Handle).IsSecretCommand(WebhookOf.Roles);

    private static async Task<Reply> Handle(
        SetWebhook command, string id, CommandContext context, Epoch epoch, WebhookSettings settings, SecretBox box, FeedSignals signals, WebhookHost host,
        CancellationToken cancellation)
    {
        var stream = await WebhookOf.Stream(context, id, cancellation);
        long? after = command.After is null
            ? null : (await context.Session.Known(id, command.After, await epoch.Value(cancellation), cancellation)).Cursor.Position;
        stream.AppendMany(Decide(command, stream.Aggregate!, after, settings.AllowPrivate, context.Person.Subject));
        var secret = Signature.NewSecret();
        context.Session.SetWebhook(id, command.Address, after, context.Now);
        context.Session.AddWebhookSecret(id, context.NewId(), box.Seal(context.Tenant, id, secret), context.Now, context.Now);
        context.Session.Listeners.Add(new WakeAfterSave(() =>
        {
            signals.Wake(context.Tenant, id);
            host.Wake();
        }));
        return Reply.Ok(new { bankId = id, command.Address, state = WebhookState.Active, secret = Signature.Shown(secret) });
    }
}
