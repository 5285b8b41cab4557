using Dapper;
using Npgsql;

namespace Cultivation.Ladder.Imports;

/// <summary>Codes of the firms that have or had a name. Read from the register's list, which follows the log within moments.</summary>
internal sealed class FirmsByName(NpgsqlDataSource database)
{
    /// <returns>For each name that somebody has or had, the codes, in order.</returns>
    public async Task<Dictionary<string, string[]>> Find(string tenant, string[] names, CancellationToken cancellation)
    {
        if (names.Length == 0)
            return [];
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<(string CreditCode, string AllNames)>(new CommandDefinition(
            $"""
            select credit_code, all_names from {Database.Lists}.firm_list
            where tenant_id = @tenant and string_to_array(all_names, E'\n') && @names
            """,
            new { tenant, names }, cancellationToken: cancellation));
        var wanted = names.ToHashSet(StringComparer.Ordinal);
        return found.SelectMany(f => f.AllNames.Split('\n').Where(wanted.Contains).Distinct().Select(name => (name, f.CreditCode)))
            .GroupBy(f => f.name).ToDictionary(g => g.Key, g => g.Select(f => f.CreditCode).Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
    }
}
