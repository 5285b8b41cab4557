using Dapper;
using Npgsql;

namespace Cultivation.Ladder.Discovery;

/// <summary>How many leads wait in each queue (发现一批、服务一批、推荐一批), by stage.</summary>
/// <param name="Dismissed">Let go; in no queue.</param>
internal sealed record QueueCounts(long Discovered, long Serving, long Recommended, long Dismissed, IReadOnlyList<StageQueue> Stages)
{
    // A lead stands where the last of its events put it that was known by then; what follows an event is never known before it.
    private static readonly string Then = $"""
        (select l.tenant_id, l.lead_id, l.firm_id, l.stage_id, last.queue from {Database.Lists}.leads l cross join lateral (
            select case e.type when 'lead_taken' then 'serving' when 'lead_handed_over' then 'recommended' when 'lead_dismissed' then 'dismissed' else 'discovered' end as queue
            from {Database.Events}.mt_events e where e.tenant_id = l.tenant_id and e.stream_id = 'lead:' || l.lead_id and {TwoTimes.KnowsEvent("e")}
                and not exists (
                    select from {Database.Events}.mt_events b
                    where b.tenant_id = e.tenant_id and b.stream_id = e.stream_id and b.version < e.version and not {TwoTimes.KnowsEvent("b")})
            order by e.version desc limit 1) last) l
        """;

    /// <summary>SQL: where each lead stands, or stood. Its parameters are KnownOn and Cut.</summary>
    public static string Leads(TwoTimes asked) => asked.Provisional ? $"{Database.Lists}.leads l" : Then;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/discovery/queues", Handle).IsQuery(Readers.Office);

    /// <param name="knownOn">How many waited by the end of this day, or of an earlier one in <c>asOf</c>; today without them.</param>
    private static async Task<QueueCounts> Handle(DateOnly? asOf, DateOnly? knownOn, QueryContext context, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var asked = await TwoTimes.AskOfActs(context, asOf, knownOn, cancellation);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = (await connection.QueryAsync<StageQueue>(new CommandDefinition(
            $"""
            select l.stage_id, l.queue, count(*) as leads from {Leads(asked)}
            where l.tenant_id = @tenant group by l.stage_id, l.queue order by l.stage_id, l.queue
            """,
            new { tenant = context.Tenant, asked.KnownOn, asked.Cut }, cancellationToken: cancellation))).ToList();
        return new(In(LeadQueue.Discovered), In(LeadQueue.Serving), In(LeadQueue.Recommended), In(LeadQueue.Dismissed), rows);

        long In(LeadQueue queue) => rows.Where(r => r.Queue == queue.Word()).Sum(r => r.Leads);
    }
}

internal sealed record StageQueue(string StageId, string Queue, long Leads);
