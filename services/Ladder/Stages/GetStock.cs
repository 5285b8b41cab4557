using Dapper;
using Npgsql;

namespace Cultivation.Ladder.Stages;

/// <summary>How many firms stood on each stage, and how many titles had ever been granted (家次), as of one day, as known on another.</summary>
internal sealed record Stock(DateOnly AsOf, DateOnly KnownOn, bool Provisional, IReadOnlyList<StageStock> Stages, IReadOnlyList<AwardStock> Awards);

internal sealed record StageStock(string StageId, long Firms);

internal sealed record AwardStock(string CredentialType, long Awards);

internal static class GetStock
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/stock", Handle).IsQuery(Readers.Office);

    private static async Task<Stock> Handle(
        DateOnly? asOf, DateOnly? knownOn, QueryContext context, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var asked = new TwoTimes(asOf, knownOn, context.Today);
        var about = new { tenant = context.Tenant, asked.AsOf, asked.KnownOn };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var stages = await connection.QueryAsync<StageStock>(new CommandDefinition(
            $"""
            select stage_id, count(distinct firm_id) as firms from {Database.Lists}.stage_spans
            where tenant_id = @tenant and valid_from <= @AsOf and (valid_to is null or valid_to > @AsOf)
                and {KnownThen}
            group by stage_id order by stage_id
            """, about, cancellationToken: cancellation));
        var awards = await connection.QueryAsync<AwardStock>(new CommandDefinition(
            $"""
            with given as (
                select credential_type, count(*) as awards from {Database.Lists}.recognition_spans
                where tenant_id = @tenant and valid_from <= @AsOf and {KnownThen} group by credential_type),
            -- What a firm brought along from another district was awarded there.
            brought as (
                select credential_type, count(*) as awards
                from {Database.Lists}.firm_list f join {Database.Lists}.recognition_spans r using (tenant_id, firm_id)
                where tenant_id = @tenant and custody_from is not null and valid_from < custody_from and valid_from <= @AsOf and {KnownThen}
                group by credential_type)
            select credential_type, given.awards - coalesce(brought.awards, 0) as awards from given left join brought using (credential_type)
            where given.awards > coalesce(brought.awards, 0) order by credential_type
            """, about, cancellationToken: cancellation));
        return new(asked.AsOf, asked.KnownOn, asked.Provisional, [.. stages], [.. awards]);
    }

    private const string KnownThen = "known_from <= @KnownOn and (known_to is null or known_to > @KnownOn)";
}
