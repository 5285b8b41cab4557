using Npgsql;

namespace Cultivation.Servers;

/// <summary>The epoch of a service's database, part of every cursor that it gives out.</summary>
internal static class Epochs
{
    /// <summary>Null where there is no such database, or no service has made its tables.</summary>
    public static async Task<int?> OfAsync(string server, string database, CancellationToken ct)
    {
        try
        {
            await using var connection = await OpenAsync(server, database, ct);
            await using var read = new NpgsqlCommand("select value from hosting.epoch", connection);
            return (int?)await read.ExecuteScalarAsync(ct);
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.UndefinedTable)
        {
            return null;
        }
    }

    /// <summary>
    /// Gives a restored database its new epoch. Its own cursors stand where its sources, restored with it, are known to go on: their epoch is
    /// the new one too.
    /// </summary>
    public static async Task RaiseAsync(string server, string database, int epoch, CancellationToken ct)
    {
        await using var connection = await OpenAsync(server, database, ct);
        await using var raise = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("update hosting.epoch set value = $1") { Parameters = { new() { Value = epoch } } },
                new("update hosting.cursors set epoch = $1") { Parameters = { new() { Value = epoch } } },
            },
        };
        await raise.ExecuteNonQueryAsync(ct);
    }

    private static async Task<NpgsqlConnection> OpenAsync(string server, string database, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Database = database, Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }
}
