using Dapper;
using Marten;
using Npgsql;

namespace Cultivation.Ladder.Cases;

/// <summary>
/// Cases by number, now or as they were: where the acts that were recorded by the earlier of the two days had put them. A firm sees its own.
/// </summary>
internal static class ListCases
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/cases", Handle).IsQuery(Readers.OfficeAndFirm);

    private static async Task<Page<CasePage>> Handle(
        string? state, string? stageId, string? firmId, DateOnly? asOf, DateOnly? knownOn, string? after, int? limit, QueryContext context, NpgsqlDataSource database,
        CancellationToken cancellation)
    {
        var most = Paging.Most(limit);
        if (state is not null && !Worklist.States.Contains(state))
            throw new RuleBroken("case.state-unknown", new { state, known = Worklist.States });
        var firm = context.Person.IsFirmOnly() ? context.Person.Firm ?? "-" : firmId;
        var asked = await TwoTimes.AskOfActs(context, asOf, knownOn, cancellation);
        var found = asked.Provisional
            ? await Now(context, state, stageId, firm, after, most + 1, cancellation)
            : await Known.Read<Case>(
                database, context.Tenant, (await Then(context, database, asked, state, stageId, firm, after, most + 1, cancellation)).Select(Case.Key), asked, CaseTable.Events,
                (c, e) => c.Fold(e), cancellation);
        return Paging.Page([.. found.Select(c => CasePage.Of(c, asked.KnownOn).For(context.Person))], most, c => c.Number);
    }

    private static async Task<IEnumerable<Case>> Now(
        QueryContext context, string? state, string? stageId, string? firm, string? after, int rows, CancellationToken cancellation)
    {
        var (of, stage, whose) = (state ?? "", stageId ?? "", firm ?? "");
        var keys = await context.Session.QueryAsync<string>(
            $"""
            select id from {Database.Events}.mt_doc_case
            where tenant_id = ? and id > ? and (? = '' or data ->> 'state' = ?) and (? = '' or data ->> 'stageId' = ?) and (? = '' or data ->> 'firmId' = ?)
            order by id limit ?
            """,
            cancellation, context.Tenant, Case.Key(after ?? ""), of, of, stage, stage, whose, whose, rows);
        return (await context.Session.LoadManyAsync<Case>(cancellation, [.. keys])).OrderBy(c => c.Id, StringComparer.Ordinal);
    }

    // Only what is asked stands in the statement, so that each question has a plan of its own.
    private static async Task<IEnumerable<string>> Then(
        QueryContext context, NpgsqlDataSource database, TwoTimes asked, string? state, string? stageId, string? firm, string? after, int rows,
        CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QueryAsync<string>(new CommandDefinition(
            $"""
            select c.number from {Database.Lists}.case_spans c
            where c.tenant_id = @tenant and c.number > @after and {asked.Known("c")} {(state is null ? "" : "and c.state = @state")}
                {(stageId is null ? "" : "and c.stage_id = @stageId")} {(firm is null ? "" : "and c.firm_id = @firm")}
            order by c.number limit @rows
            """,
            new { tenant = context.Tenant, after = after ?? "", asked.KnownOn, asked.Cut, state, stageId, firm, rows }, cancellationToken: cancellation));
    }
}
