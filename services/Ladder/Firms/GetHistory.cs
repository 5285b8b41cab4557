namespace Cultivation.Ladder.Firms;

/// <summary>All that was recorded of a firm: its own events, and those of its cases, its leads and what was drafted after a revocation.</summary>
internal static class GetHistory
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/firms/{id}/history", Handle).IsQuery(Readers.Office);

    private static async Task<History> Handle(string id, long? before, string? kind, int? limit, QueryContext context, CancellationToken cancellation)
    {
        var history = await Recorded.Reader.Read(
            context,
            $"""
            select e.seq_id, e.stream_id, e.version, e.type from {Database.Events}.mt_events e where e.tenant_id = ? and e.stream_id in (
                select ? union all select id from {Database.Events}.mt_doc_case where tenant_id = ? and data ->> 'firmId' = ?
                union all select 'follow-ups:' || (r ->> 'id') from {Database.Events}.mt_doc_firm f, jsonb_array_elements(f.data -> 'recognitions') r where f.tenant_id = ? and f.id = ?
                union all select 'lead:' || lead_id from {Database.Lists}.leads where tenant_id = ? and firm_id = ?)
            """, [context.Tenant, Firm.Key(id), context.Tenant, id, context.Tenant, Firm.Key(id), context.Tenant, id], before, kind, limit, cancellation);
        return history.Kinds.Count > 0 ? history : throw new RuleBroken("firm.unknown", new { id });
    }
}
