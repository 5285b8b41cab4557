using Cultivation.Ladder.Firms;
using Marten;

namespace Cultivation.Ladder.Pools;

/// <summary>A firm in a pool.</summary>
/// <param name="TermEndsOn">Last day; null while the rule's term may not decide.</param>
/// <param name="Coached">Sessions so far, their hours, and the persons that came (人次).</param>
internal sealed record PoolMember(
    string FirmId, string CreditCode, string LegalName, DateOnly AdmittedOn, DateOnly? TermEndsOn, string Batch, CultivationPlanAgreed? Plan, Coached Coached,
    int Refused);

internal sealed record Coached(int Sessions, decimal Hours, int Attendees)
{
    public static Coached Of(CoachingDelivered[] given) => new(given.Length, given.Sum(c => c.Hours), given.Sum(c => c.Attendees));
}

/// <summary>Who is in a pool today, batch by batch.</summary>
internal static class PoolMembers
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/pools/{poolId}/members", Handle).IsQuery(Readers.Office);

    /// <param name="batch">Only those of one list.</param>
    /// <param name="withoutPlan">Only those with whom no plan is agreed.</param>
    private static async Task<Page<PoolMember>> Handle(
        string poolId, string? batch, bool? withoutPlan, string? after, int? limit, QueryContext context, Shelf shelf, CancellationToken cancellation)
    {
        var most = Paging.Most(limit);
        if ((await shelf.Look(context.Tenant, cancellation)).Rungs.Find(poolId, context.Today) is not { Rung.Pool: true })
            throw new RuleBroken("pool.unknown", new { poolId });
        var keys = await context.Session.QueryAsync<string>(
            $"""
            select f.id from {Database.Lists}.stage_spans s join {Database.Events}.mt_doc_firm f on f.tenant_id = s.tenant_id and f.id = 'firm:' || s.firm_id
            where s.tenant_id = ? and s.stage_id = ? and s.known_to is null and s.valid_from <= ? and (s.valid_to is null or s.valid_to > ?) and s.firm_id > ?
                and exists (select from jsonb_array_elements(f.data -> 'poolTimes') t where t ->> 'poolId' = ? and t ->> 'exit' is null
                    and (? = '' or t ->> 'batch' = ?) and (? = false or t ->> 'plan' is null))
            order by s.firm_id limit ?
            """,
            cancellation, context.Tenant, poolId, context.Today, context.Today, after ?? "", poolId, batch ?? "", batch ?? "", withoutPlan ?? false, most + 1);
        var firms = await context.Session.LoadManyAsync<Firm>(cancellation, [.. keys]);
        return Paging.Page([.. firms.OrderBy(f => f.Id, StringComparer.Ordinal).Select(f => Member(f, poolId))], most, m => m.FirmId);
    }

    private static PoolMember Member(Firm firm, string poolId)
    {
        var time = firm.PoolTimes.Last(t => t.PoolId == poolId && t.Exit is null);
        return new(
            Firm.IdOf(firm.Id), firm.CreditCode, firm.LegalName(), time.AdmittedOn, time.TermEndsOn, time.Batch, time.Plan, Coached.Of(time.Coaching),
            time.Refused.Length);
    }
}
