using Npgsql;

namespace Cultivation.Servers;

/// <summary>Databases of a server, by the server's connection string.</summary>
public static class Databases
{
    /// <summary>Creates the database unless it exists; gives its connection string.</summary>
    public static async Task<string> EnsureAsync(string server, string name, CancellationToken ct = default)
    {
        await using var connection = new NpgsqlConnection(WithoutPool(server));
        await connection.OpenAsync(ct);
        await using var find = new NpgsqlCommand("select exists (select from pg_database where datname = $1)", connection) { Parameters = { new() { Value = name } } };
        if (await find.ExecuteScalarAsync(ct) is not true)
            await ExecuteAsync(connection, $"create database {Quote(name)}", ct);
        return Address(server, name);
    }

    /// <summary>Drops the database with everything that is connected to it.</summary>
    public static async Task DropAsync(string server, string name, CancellationToken ct = default)
    {
        await using var connection = new NpgsqlConnection(WithoutPool(server));
        await connection.OpenAsync(ct);
        await ExecuteAsync(connection, $"drop database if exists {Quote(name)} with (force)", ct);
    }

    /// <summary>Gives a database, to which nobody is connected, another name.</summary>
    public static async Task RenameAsync(string server, string name, string newName, CancellationToken ct = default)
    {
        await using var connection = new NpgsqlConnection(WithoutPool(server));
        await connection.OpenAsync(ct);
        await ExecuteAsync(connection, $"alter database {Quote(name)} rename to {Quote(newName)}", ct);
    }

    /// <summary>
    /// Prepared statements are kept, and a connection is not reset between requests: nothing of ours sets anything for a session.
    /// The pools of all services together stay below the server's connections.
    /// </summary>
    private static string Address(string server, string name) => new NpgsqlConnectionStringBuilder(server)
    {
        Database = name,
        MaxPoolSize = 40,
        MaxAutoPrepare = 100,
        AutoPrepareMinUsages = 2,
        NoResetOnClose = true,
    }.ConnectionString;

    private static string WithoutPool(string server) => new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString;

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
