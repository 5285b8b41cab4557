using Npgsql;

namespace Cultivation.EventStore.Tests;

/// <summary>A database of its own for one test class, on the server that CULTIVATION_TEST_POSTGRES names.</summary>
public sealed class Database : IAsyncLifetime
{
    readonly string name = $"store_{Guid.NewGuid():N}";
    string server = "";

    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        server = Environment.GetEnvironmentVariable("CULTIVATION_TEST_POSTGRES")
            ?? throw new InvalidOperationException("CULTIVATION_TEST_POSTGRES must name a PostgreSQL server where databases may be created");
        await ExecuteAsync(server, $"create database {name}");
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync(server, $"drop database if exists {name} with (force)");

    /// <summary>SQL beside the store, on a connection of its own.</summary>
    public Task ExecuteAsync(string sql) => ExecuteAsync(ConnectionString, sql);

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
