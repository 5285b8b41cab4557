using Cultivation.Ladder.Firms;
using Dapper;
using Npgsql;

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

/// <summary>Who is in a pool as of one day, as known on another, batch by batch.</summary>
internal static class PoolMembers
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/pools/{poolId}/members", Handle).IsQuery(Readers.Office);

    /// <param name="batch">Only those of one list.</param>
    /// <param name="withoutPlan">Only those with whom no plan was agreed. Asked about another day than today, a page may hold fewer than its limit.</param>
    private static async Task<Page<PoolMember>> Handle(
        string poolId, string? batch, bool? withoutPlan, DateOnly? asOf, DateOnly? knownOn, string? after, int? limit, QueryContext context,
        NpgsqlDataSource database, Shelf shelf, CancellationToken cancellation)
    {
        var most = Paging.Most(limit);
        var asked = await TwoTimes.Ask(context, asOf, knownOn, cancellation);
        if ((await shelf.Look(context.Tenant, cancellation)).Rungs.Find(poolId, asked.AsOf) is not { Rung.Pool: true })
            throw new RuleBroken("pool.unknown", new { poolId });
        await using var connection = await database.OpenConnectionAsync(cancellation);
        // Asked about today, the table of firms says of whom a page is full.
        var now = !asked.Provisional || asked.AsOf != context.Today ? "" : $"""
            and exists (
                select from {Database.Events}.mt_doc_firm f, jsonb_array_elements(f.data -> 'poolTimes') t
                where f.tenant_id = s.tenant_id and f.id = 'firm:' || s.firm_id and t ->> 'poolId' = @poolId and t ->> 'exit' is null
                    and (@batch is null or t ->> 'batch' = @batch) and (@open = false or t ->> 'plan' is null))
            """;
        var ids = (await connection.QueryAsync<string>(new CommandDefinition(
            $"""
            select distinct s.firm_id from {Database.Lists}.stage_spans s
            where s.tenant_id = @tenant and s.stage_id = @poolId and {asked.Holds("s")} and s.firm_id > @after {now}
            order by s.firm_id limit @rows
            """,
            new { tenant = context.Tenant, poolId, asked.AsOf, asked.KnownOn, asked.Cut, after = after ?? "", batch, open = withoutPlan ?? false, rows = most + 1 },
            cancellationToken: cancellation))).AsList();
        var firms = await FirmReader.Read(context.Session, [.. ids.Take(most).Select(Firm.Key)], asked, cancellation);
        var members = firms.Select(firm => Member(firm, poolId, asked.AsOf)).OfType<PoolMember>()
            .Where(member => (batch is null || member.Batch == batch) && (withoutPlan != true || member.Plan is null));
        return new([.. members], ids.Count > most ? ids[most - 1] : null);
    }

    // What was agreed or given later than the day does not count; null for who is on the stage without an admission on record.
    private static PoolMember? Member(Firm firm, string poolId, DateOnly day) =>
        firm.PoolTimes.LastOrDefault(t => t.PoolId == poolId && t.AdmittedOn <= day && !(t.Exit?.EffectiveOn <= day)) is not { } time ? null : new(
            Firm.IdOf(firm.Id), firm.CreditCode, firm.LegalName(), time.AdmittedOn, time.TermEndsOn, time.Batch, time.Plan,
            Coached.Of([.. time.Coaching.Where(c => c.GivenOn <= day)]), time.Refused.Count(r => r.OfferedOn <= day));
}
