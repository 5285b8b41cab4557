using Dapper;
using Npgsql;

namespace Cultivation.Ladder.Discovery;

/// <summary>
/// Firms that stand one or two conditions below a stage: which conditions, and by how much. A distance is computed for a day with what is known on it, so that as of X,
/// as known on Y those are told that had been computed by the end of the earlier of the two.
/// </summary>
/// <param name="Computing">Firms whose distance is being computed again just now; of a past question none.</param>
/// <param name="Failed">Firms whose distance could not be computed; of a past question none, since they were not told.</param>
internal sealed record NearPage(IReadOnlyList<NearFirm> Items, string? Next, long Computing, long Failed)
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/discovery/near", Handle).IsQuery(Readers.Office);

    private static async Task<NearPage> Handle(
        string stageId, int? missing, int? open, string? town, string? industry, DateOnly? asOf, DateOnly? knownOn, string? after, int? limit, QueryContext context,
        NpgsqlDataSource database, Shelf shelf, CancellationToken cancellation)
    {
        var (most, asked) = (Paging.Most(limit), await TwoTimes.AskOfActs(context, asOf, knownOn, cancellation));
        _ = (await shelf.Look(context.Tenant, cancellation)).WithStage(stageId);
        var near = new Near(stageId, missing ?? 2, open ?? int.MaxValue, town, industry);
        var found = await NearQuery.Read(database, context.Tenant, near, asked.Provisional ? null : asked.KnownOn, after, most + 1, cancellation);
        var page = Paging.Page(found, most, f => f.Cursor);
        if (!asked.Provisional)
            return new(page.Items, page.Next, 0, 0);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var (computing, failed) = await connection.QuerySingleAsync<(long, long)>(new CommandDefinition(
            $"select count(*) filter (where failure is null), count(failure) from {Database.Lists}.standing_due where tenant_id = @tenant",
            new { tenant = context.Tenant }, cancellationToken: cancellation));
        return new(page.Items, page.Next, computing, failed);
    }
}
