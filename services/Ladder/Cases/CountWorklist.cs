using Dapper;
using Npgsql;

namespace Cultivation.Ladder.Cases;

/// <summary>How many open cases wait in each part of the caller's worklist: now, or as it was by the acts that were recorded by the earlier of the two days.</summary>
/// <param name="Overdue">Of all: what had to be done before that day.</param>
/// <param name="MineOverdue">The same of those that the caller has.</param>
internal sealed record WorklistCounts(long Mine, long MineOverdue, long Unassigned, long ToApprove, long All, long Overdue);

internal static class CountWorklist
{
    private const string Sql = $"""
        select count(*) filter (where assignee = @me) as mine, count(*) filter (where assignee = @me and next_on < @today) as mineOverdue,
            count(*) filter (where assignee is null) as unassigned, count(*) filter (where proposed_by <> @me) as toApprove,
            count(*) as "all", count(*) filter (where next_on < @today) as overdue
        from {Database.Lists}.case_list where tenant_id = @tenant and open
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/worklist/counts", Handle).IsQuery(Roles.CaseWorker, Roles.Supervisor, Roles.Auditor, Roles.Service);

    private static async Task<WorklistCounts> Handle(
        DateOnly? asOf, DateOnly? knownOn, QueryContext context, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var (me, asked) = (context.Person.Subject, await TwoTimes.AskOfActs(context, asOf, knownOn, cancellation));
        if (!asked.Provisional)
        {
            var then = (await Worklist.Then(database, context.Tenant, asked, null, null, null, null, cancellation)).ToList();
            return new(
                then.LongCount(i => i.Assignee == me), then.LongCount(i => i.Assignee == me && i.Overdue), then.LongCount(i => i.Assignee is null),
                then.LongCount(i => i.ProposedBy is { } by && by != me), then.Count, then.LongCount(i => i.Overdue));
        }
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleAsync<WorklistCounts>(new CommandDefinition(
            Sql, new { tenant = context.Tenant, me, today = context.Today }, cancellationToken: cancellation));
    }
}
