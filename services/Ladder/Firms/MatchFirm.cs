using Dapper;
using Npgsql;

namespace Cultivation.Ladder.Firms;

/// <summary>A firm that a paper names, and how it was found.</summary>
/// <param name="By"><c>creditCode</c>, <c>formerCode</c> or <c>name</c>, present or past.</param>
internal sealed record MatchedFirm(string Id, string CreditCode, string LegalName, string By);

/// <summary>
/// Finds the firm of a paper: by its code, then by a code that was corrected, then by any name that it ever had, in full. Banks and lists hold old
/// names. Several firms may have had one name; a person picks.
/// </summary>
internal static class MatchFirm
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/firms/match", Handle).IsQuery(Readers.Office);

    private static async Task<IReadOnlyList<MatchedFirm>> Handle(
        string? creditCode, string? name, QueryContext context, NpgsqlDataSource database, CancellationToken cancellation)
    {
        if (creditCode is null && name is null)
            throw new RuleBroken("firm.match-by");
        await using var connection = await database.OpenConnectionAsync(cancellation);
        foreach (var (by, condition) in Ways)
        {
            var found = await connection.QueryAsync<MatchedFirm>(new CommandDefinition(
                $"""
                select firm_id as id, credit_code, legal_name, @by as by from {Database.Lists}.firm_list
                where tenant_id = @tenant and {condition} order by firm_id limit 50
                """,
                new { tenant = context.Tenant, creditCode, name, by }, cancellationToken: cancellation));
            if (found.AsList() is { Count: > 0 } firms)
                return firms;
        }
        return [];
    }

    private static readonly (string By, string Condition)[] Ways =
    [
        ("creditCode", "credit_code = @creditCode"), ("formerCode", "former_codes @> array[@creditCode]::varchar[]"),
        ("name", "string_to_array(all_names, E'\\n') @> array[@name]::text[]"),
    ];
}
