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
                and known_from <= @KnownOn and (known_to is null or known_to > @KnownOn)
            group by stage_id order by stage_id
            """, about, cancellationToken: cancellation));
        var awards = await connection.QueryAsync<AwardStock>(new CommandDefinition(
            $"""
            select credential_type, count(*) as awards from {Database.Lists}.recognition_spans r
            where tenant_id = @tenant and valid_from <= @AsOf and known_from <= @KnownOn and (known_to is null or known_to > @KnownOn)
                and not exists (
                    select from {Database.Lists}.firm_list f
                    where f.tenant_id = r.tenant_id and f.firm_id = r.firm_id and f.custody_from > r.valid_from)
            group by credential_type order by credential_type
            """, about, cancellationToken: cancellation));
        return new(asked.AsOf, asked.KnownOn, asked.Provisional, [.. stages], [.. awards]);
    }
}
