using Dapper;
using Npgsql;

namespace Cultivation.Ladder.Cases;

/// <summary>How many cases were in which state, by the stage that they are filed for. A case is where the acts that were recorded by the earlier of the two days put it.</summary>
/// <param name="KnownOn">That day.</param>
internal sealed record CaseCounts(DateOnly KnownOn, bool Provisional, IReadOnlyList<CasesInState> Items);

internal sealed record CasesInState(string StageId, string State, long Cases);

internal static class CountCases
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/cases/counts", Handle).IsQuery(Readers.Office);

    private static async Task<CaseCounts> Handle(
        DateOnly? asOf, DateOnly? knownOn, QueryContext context, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var asked = await TwoTimes.AskOfActs(context, asOf, knownOn, cancellation);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<CasesInState>(new CommandDefinition(
            $"""
            select c.stage_id, c.state, count(*) as cases from {Database.Lists}.case_spans c
            where c.tenant_id = @tenant and {asked.Known("c")} group by c.stage_id, c.state order by c.stage_id, c.state
            """,
            new { tenant = context.Tenant, asked.KnownOn, asked.Cut }, cancellationToken: cancellation));
        return new(asked.KnownOn, asked.Provisional, [.. rows]);
    }
}
