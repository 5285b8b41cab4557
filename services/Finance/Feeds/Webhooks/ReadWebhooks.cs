using Cultivation.Finance.Banks;
using Cultivation.Hosting;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>A bank's webhook, and the operator's list of all: where each stands, and since when it fails.</summary>
internal static class ReadWebhooks
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/banks/{id}/webhook", One).IsQuery(WebhookOf.Readers);
        routes.MapGet("/webhooks", All).IsQuery(Roles.Operator, Roles.Auditor);
    }

    private static async Task<IResult> One(string id, QueryContext context, Epoch epoch, CancellationToken cancellation)
    {
        BankAccess.Check(context.Person, id, "bank.forbidden");
        var found = await WebhookView.Read(context.Session, id, null, cancellation);
        if (found is [var webhook])
            return Results.Json(webhook.Shown(await epoch.Value(cancellation), context.Now), Json.Web);
        throw await context.Session.LoadAsync<Bank>(Bank.Key(id), cancellation) is null
            ? new RuleBroken("bank.unknown", new { bankId = id }) : new RuleBroken("webhook.none", new { bankId = id });
    }

    private static async Task<IResult> All(QueryContext context, Epoch epoch, CancellationToken cancellation, string? state = null)
    {
        var found = await WebhookView.Read(context.Session, null, Require.OneOf<WebhookState>(state, "webhook.state-unknown"), cancellation);
        var inEpoch = await epoch.Value(cancellation);
        return Results.Json(new { webhooks = found.Select(webhook => webhook.Shown(inEpoch, context.Now)) }, Json.Web);
    }
}
