using Dapper;
using Npgsql;

namespace Cultivation.Ladder.Firms;

/// <summary>A firm in a list.</summary>
/// <param name="Stage">The highest stage held today; null for none.</param>
internal sealed record ListedFirm(string Id, string CreditCode, string LegalName, string? Stage, string? Town);

/// <summary>Searches the register by code, by any name that the firm ever had, and by a stage held today.</summary>
internal static class ListFirms
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/firms", Handle).IsQuery(Readers.Office);

    private static async Task<Page<ListedFirm>> Handle(
        string? creditCode, string? name, string? stage, string? after, int? limit, QueryContext context, NpgsqlDataSource database, Shelf shelf,
        CancellationToken cancellation)
    {
        var most = Paging.Most(limit);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            select f.firm_id, f.credit_code, f.legal_name, f.town,
                array(
                    select distinct s.stage_id from {Database.Lists}.stage_spans s
                    where s.tenant_id = f.tenant_id and s.firm_id = f.firm_id and {Held}) as stages
            from {Database.Lists}.firm_list f
            where f.tenant_id = @tenant and f.firm_id > @after and (@creditCode is null or f.credit_code = @creditCode)
                and (@name is null or strpos(f.all_names, @name) > 0)
                and (@stage is null or exists (
                    select from {Database.Lists}.stage_spans s
                    where s.tenant_id = f.tenant_id and s.firm_id = f.firm_id and s.stage_id = @stage and {Held}))
            order by f.firm_id limit @rows
            """,
            new { tenant = context.Tenant, after = after ?? "", creditCode, name, stage, today = context.Today, rows = most + 1 },
            cancellationToken: cancellation));
        var rungs = (await shelf.Look(context.Tenant, cancellation)).Rungs;
        return Paging.Page(
            [.. rows.Select(r => new ListedFirm(r.FirmId, r.CreditCode, r.LegalName, rungs.Highest(r.Stages, context.Today), r.Town))], most, f => f.Id);
    }

    private const string Held = "s.known_to is null and s.valid_from <= @today and (s.valid_to is null or s.valid_to > @today)";

    private sealed class Row
    {
        public required string FirmId { get; init; }
        public required string CreditCode { get; init; }
        public required string LegalName { get; init; }
        public string? Town { get; init; }
        public required string[] Stages { get; init; }
    }
}
