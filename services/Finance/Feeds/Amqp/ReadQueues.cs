using Cultivation.Finance.Banks;
using Cultivation.Hosting;

namespace Cultivation.Finance.Feeds.Amqp;

/// <summary>A bank's queue, and the operator's list of all: how full each is and since when, and what the feed holds back for it.</summary>
internal static class ReadQueues
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/banks/{id}/queue", One).IsQuery(Roles.Bank, Roles.Operator, Roles.Auditor);
        routes.MapGet("/queues", All).IsQuery(Roles.Operator, Roles.Auditor);
    }

    private static async Task<IResult> One(string id, QueryContext context, Epoch epoch, CancellationToken cancellation)
    {
        BankAccess.Check(context.Person, id, "bank.forbidden");
        return await QueueView.Read(context.Session, id, null, cancellation) is [var queue]
            ? Results.Json(queue.Shown(await epoch.Value(cancellation)), Json.Web)
            : throw new RuleBroken("bank.unknown", new { bankId = id });
    }

    /// <param name="state">A word as <c>full</c>; none: every state.</param>
    private static async Task<IResult> All(QueryContext context, Epoch epoch, CancellationToken cancellation, string? state = null)
    {
        var found = await QueueView.Read(context.Session, null, Require.OneOf<QueueState>(state, "queue.state-unknown"), cancellation);
        var inEpoch = await epoch.Value(cancellation);
        return Results.Json(new { queues = found.Select(queue => queue.Shown(inEpoch)) }, Json.Web);
    }
}
