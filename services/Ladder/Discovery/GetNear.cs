using Dapper;
using Npgsql;

namespace Cultivation.Ladder.Discovery;

/// <summary>Firms that stand one or two conditions below a stage: which conditions, and by how much.</summary>
/// <param name="Computing">Firms whose distance is being computed again just now.</param>
/// <param name="Failed">Firms whose distance could not be computed.</param>
internal sealed record NearPage(IReadOnlyList<NearFirm> Items, string? Next, long Computing, long Failed)
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/discovery/near", Handle).IsQuery(Readers.Office);

    private static async Task<NearPage> Handle(
        string stageId, int? missing, int? open, string? town, string? industry, string? after, int? limit, QueryContext context, NpgsqlDataSource database,
        Shelf shelf, CancellationToken cancellation)
    {
        var most = Paging.Most(limit);
        _ = (await shelf.Look(context.Tenant, cancellation)).WithStage(stageId);
        var near = new Near(stageId, missing ?? 2, open ?? int.MaxValue, town, industry);
        var page = Paging.Page(await NearQuery.Read(database, context.Tenant, near, after, most + 1, cancellation), most, f => f.Cursor);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var (computing, failed) = await connection.QuerySingleAsync<(long, long)>(new CommandDefinition(
            $"select count(*) filter (where failure is null), count(failure) from {Database.Lists}.standing_due where tenant_id = @tenant",
            new { tenant = context.Tenant }, cancellationToken: cancellation));
        return new(page.Items, page.Next, computing, failed);
    }
}
