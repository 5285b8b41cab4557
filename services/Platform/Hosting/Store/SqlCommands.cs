using Npgsql;

namespace Cultivation.Hosting;

/// <summary>SQL beside the store, in few words. An array of texts that is the only parameter is given as <c>(object)</c>: it would be many parameters.</summary>
public static class SqlCommands
{
    /// <summary>A command with its parameters, in the order of <c>$1</c>, <c>$2</c>, ….</summary>
    public static NpgsqlCommand Ask(this NpgsqlDataSource database, string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.Fill(values);
        return command;
    }

    /// <summary>All rows of an answer.</summary>
    public static async Task<List<T>> Rows<T>(
        this NpgsqlDataSource database, string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancellation, params object[] values)
    {
        await using var read = database.Ask(sql, values);
        await using var rows = await read.ExecuteReaderAsync(cancellation);
        var found = new List<T>();
        while (await rows.ReadAsync(cancellation))
            found.Add(row(rows));
        return found;
    }

    /// <summary>Parameters in the order of <c>$1</c>, <c>$2</c>, ….</summary>
    public static void Fill(this NpgsqlParameterCollection parameters, params object[] values)
    {
        foreach (var value in values)
            parameters.Add(new() { Value = value });
    }
}
