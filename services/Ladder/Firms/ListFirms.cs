using Dapper;
using Npgsql;

namespace Cultivation.Ladder.Firms;

/// <summary>A firm in a list.</summary>
/// <param name="Stage">The highest stage of the main chain held today; null for none.</param>
/// <param name="SideRungs">Ids of the rungs of side ladders held today.</param>
internal sealed record ListedFirm(string Id, string CreditCode, string LegalName, string? Stage, string? Town, OrganisationKind Kind, string[] SideRungs);

/// <summary>Searches the register by code, by any name that the firm ever had, by a stage or rung held today, and by kind.</summary>
internal static class ListFirms
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/firms", Handle).IsQuery(Readers.Office);

    private static async Task<Page<ListedFirm>> Handle(
        string? creditCode, string? name, string? stage, string? kind, string? after, int? limit, QueryContext context, NpgsqlDataSource database, Shelf shelf,
        CancellationToken cancellation)
    {
        var most = Paging.Most(limit);
        kind = Require.Word<OrganisationKind>(kind, nameof(kind));
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            select f.firm_id, f.credit_code, f.legal_name, f.town, f.kind,
                array(
                    select distinct s.stage_id from {Database.Lists}.stage_spans s
                    where s.tenant_id = f.tenant_id and s.firm_id = f.firm_id and {Held}) as stages
            from {Database.Lists}.firm_list f
            where f.tenant_id = @tenant and f.firm_id > @after and (@creditCode is null or f.credit_code = @creditCode)
                and (@name is null or strpos(f.all_names, @name) > 0) and (@kind is null or f.kind = @kind)
                and (@stage is null or exists (
                    select from {Database.Lists}.stage_spans s
                    where s.tenant_id = f.tenant_id and s.firm_id = f.firm_id and s.stage_id = @stage and {Held}))
            order by f.firm_id limit @rows
            """,
            new { tenant = context.Tenant, after = after ?? "", creditCode, name, stage, kind, today = context.Today, rows = most + 1 },
            cancellationToken: cancellation));
        var rungs = (await shelf.Look(context.Tenant, cancellation)).Rungs;
        return Paging.Page(
            [.. rows.Select(r => new ListedFirm(
                r.FirmId, r.CreditCode, r.LegalName, rungs.Highest(r.Stages, context.Today), r.Town, Enum.Parse<OrganisationKind>(r.Kind, ignoreCase: true),
                [.. r.Stages.Where(stage => rungs.IsBeside(stage, context.Today))]))],
            most, f => f.Id);
    }

    private const string Held = "s.known_to is null and s.valid_from <= @today and (s.valid_to is null or s.valid_to > @today)";

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
