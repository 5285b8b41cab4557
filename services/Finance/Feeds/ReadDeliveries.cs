using Cultivation.Finance.Banks;
using Cultivation.Hosting;
using Marten;

namespace Cultivation.Finance.Feeds;

/// <summary>
/// The delivery log of a bank: each attempt to hand an entry over, by webhook and by AMQP, and each page that it pulled, the newest first. What was withheld
/// has no trace, here neither.
/// </summary>
internal static class ReadDeliveries
{
    private static readonly string[] Outcomes = [Attempt.Delivered, Attempt.Withheld, Attempt.Failed];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/banks/{id}/deliveries", Handle).IsQuery(Roles.Bank, Roles.Operator, Roles.Auditor);

    /// <param name="from">First instant.</param>
    /// <param name="to">First instant after.</param>
    /// <param name="cursor">The <c>next</c> of the page before.</param>
    private static async Task<IResult> Handle(
        string id, QueryContext context, CancellationToken cancellation, long? position = null, string? outcome = null, string? channel = null,
        DateTimeOffset? from = null, DateTimeOffset? to = null, long? cursor = null, int limit = 100)
    {
        BankAccess.Check(context.Person, id, "bank.forbidden");
        FeedCursors.CheckLimit(limit);
        if (outcome is not null && !Outcomes.Contains(outcome, StringComparer.Ordinal))
            throw new RuleBroken("delivery.outcome-unknown", new { known = Outcomes });
        var where = new Conditions("tenant_id = ? and bank_id = ?", context.Tenant, id)
            .Also("(position = ? or positions @> ?::bigint)", position, position).Also("outcome = ?", outcome).Also("channel = ?", channel)
            .Also("at >= ?", from?.ToUniversalTime()).Also("at < ?", to?.ToUniversalTime()).Also("id < ?", cursor);
        var found = await context.Session.QueryAsync<Logged>(
            $"""
            select json_build_object('id', id, 'at', at, 'channel', channel, 'kind', kind, 'position', position, {Attempts.Page}, 'outcome', outcome, 'status', status,
                'tookMs', took_ms, 'attempt', number, 'reason', reason,
                'traceId', case when outcome <> 'withheld' then trace_id end)
            from finance.delivery_attempts where {where.Sql} order by id desc limit ?
            """, cancellation, [.. where.Values, limit]);
        if (found.Count == 0 && await context.Session.LoadAsync<Bank>(Bank.Key(id), cancellation) is null)
            throw new RuleBroken("bank.unknown", new { bankId = id });
        return Results.Json(new { deliveries = found, next = found.Count == limit ? found[^1].Id : (long?)null }, Json.Web);
    }

    private sealed record Logged(
        long Id, DateTimeOffset At, string Channel, string Kind, long? Position, long? Through, long? Entries, string Outcome, int? Status, int TookMs, int Attempt, string? Reason, string? TraceId);
}
