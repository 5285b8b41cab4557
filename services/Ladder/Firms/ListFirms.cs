using Dapper;
using Npgsql;

namespace Cultivation.Ladder.Firms;

/// <summary>A firm in a list.</summary>
/// <param name="Stage">The highest stage of the main chain held on the day; null for none.</param>
/// <param name="SideRungs">Ids of the rungs of side ladders held on the day.</param>
internal sealed record ListedFirm(string Id, string CreditCode, string LegalName, string? Stage, string? Town, OrganisationKind Kind, string[] SideRungs);

/// <summary>
/// Searches the register by any code or name that the firm ever had, by kind, and by a stage, rung or title held as of one day, as known on
/// another: then only firms that were known by then. Code, names and town are those of today.
/// </summary>
internal static class ListFirms
{
    private static readonly string KnownByThen = $"""
        and exists (
            select from {Database.Events}.mt_events e
            where e.tenant_id = f.tenant_id and e.stream_id = 'firm:' || f.firm_id and e.version = 1 and {TwoTimes.KnowsEvent("e")})
        """;

    // Each part has an index; "or" between them has none.
    private const string WithCode = $"""
        select c.firm_id from {Database.Lists}.firm_list c where c.tenant_id = @tenant and c.credit_code = @creditCode
        union all select c.firm_id from {Database.Lists}.firm_list c where c.tenant_id = @tenant and c.former_codes @> array[@creditCode]::varchar[]
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/firms", Handle).IsQuery(Readers.Office);

    /// <param name="credential">Only those that hold a title of this kind.</param>
    private static async Task<Page<ListedFirm>> Handle(
        string? creditCode, string? name, string? stage, string? credential, string? kind, DateOnly? asOf, DateOnly? knownOn, string? after, int? limit,
        QueryContext context, NpgsqlDataSource database, Shelf shelf, CancellationToken cancellation)
    {
        var most = Paging.Most(limit);
        var asked = await TwoTimes.Ask(context, asOf, knownOn, cancellation);
        kind = Require.Word<OrganisationKind>(kind, nameof(kind));
        // Only what is asked stands in the statement, so that each question has a plan of its own.
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            select f.firm_id, f.credit_code, f.legal_name, f.town, f.kind,
                array(
                    select distinct s.stage_id from {Database.Lists}.stage_spans s
                    where s.tenant_id = f.tenant_id and s.firm_id = f.firm_id and {asked.Holds("s")}) as stages
            from {Database.Lists}.firm_list f
            where f.tenant_id = @tenant and f.firm_id > @after
                {(creditCode is null ? "" : $"and f.firm_id = any(array({WithCode}))")}
                {(name is null ? "" : "and strpos(f.all_names, @name) > 0")} {(kind is null ? "" : "and f.kind = @kind")}
                {(stage is null ? "" : Holding("stage_spans", "stage_id = @stage"))}
                {(credential is null ? "" : Holding("recognition_spans", "credential_type = @credential"))}
                {(asked.Provisional ? "" : KnownByThen)}
            order by f.firm_id limit @rows
            """,
            new { tenant = context.Tenant, after = after ?? "", creditCode, name, stage, credential, kind, asked.AsOf, asked.KnownOn, asked.Cut, rows = most + 1 },
            cancellationToken: cancellation));
        var rungs = (await shelf.Look(context.Tenant, cancellation)).Rungs;
        return Paging.Page(
            [.. rows.Select(r => new ListedFirm(
                r.FirmId, r.CreditCode, r.LegalName, rungs.Highest(r.Stages, asked.AsOf), r.Town, Enum.Parse<OrganisationKind>(r.Kind, ignoreCase: true),
                [.. r.Stages.Where(stage => rungs.IsBeside(stage, asked.AsOf))]))],
            most, f => f.Id);

        string Holding(string spans, string what) =>
            $"and exists (select from {Database.Lists}.{spans} h where h.tenant_id = f.tenant_id and h.firm_id = f.firm_id and h.{what} and {asked.Holds("h")})";
    }

    private sealed class Row
    {
        public required string FirmId { get; init; }
        public required string CreditCode { get; init; }
        public required string LegalName { get; init; }
        public string? Town { get; init; }
        public required string Kind { get; init; }
        public required string[] Stages { get; init; }
    }
}
