using Cultivation.Kit;
using Npgsql;

namespace Cultivation.EventStore.Tests;

/// <summary>A database of its own for one test class.</summary>
public sealed class Database : IAsyncLifetime
{
    TestDatabase? database;

    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder(database!.ConnectionString) { IncludeErrorDetail = true }.ConnectionString;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync("store");

    public async ValueTask DisposeAsync() => await database!.DisposeAsync();

    /// <summary>SQL beside the store, on a connection of its own.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task<string[]> ColumnAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await rows.ReadAsync()) found.Add(rows.GetString(0));
        return [.. found];
    }

    /// <summary>A connection that no store uses.</summary>
    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
