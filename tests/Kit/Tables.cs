using Npgsql;

namespace Cultivation.Kit;

/// <summary>Looks through a whole database.</summary>
public static class Tables
{
    /// <summary>The tables that hold a text anywhere.</summary>
    public static async Task<List<string>> Holding(NpgsqlDataSource database, string text)
    {
        List<string> tables = [];
        await using (var list = database.CreateCommand(
            "select format('%I.%I', table_schema, table_name) from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')"))
        {
            await using var rows = await list.ExecuteReaderAsync();
            while (await rows.ReadAsync())
                tables.Add(rows.GetString(0));
        }
        List<string> found = [];
        foreach (var table in tables)
        {
            await using var look = database.CreateCommand($"select exists (select 1 from {table} t where strpos(t::text, $1) > 0)");
            look.Parameters.AddWithValue(text);
            if ((bool)(await look.ExecuteScalarAsync())!)
                found.Add(table);
        }
        return found;
    }
}
