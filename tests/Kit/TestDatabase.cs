using Cultivation.Servers;
using Npgsql;

namespace Cultivation.Kit;

/// <summary>A database of its own, dropped at the end.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string server;

    private TestDatabase(string server, string name, string connectionString) =>
        (this.server, Name, ConnectionString) = (server, name, connectionString);

    public string Name { get; }

    public string ConnectionString { get; }

    public static async Task<TestDatabase> CreateAsync(string prefix = "test")
    {
        var postgres = (await TestServers.SharedAsync()).Postgres;
        var name = $"{prefix}_{Guid.NewGuid():n}"[..(prefix.Length + 13)];
        return new TestDatabase(postgres, name, await Databases.EnsureAsync(postgres, name));
    }

    public async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString))
            NpgsqlConnection.ClearPool(connection);
        await Databases.DropAsync(server, Name);
    }
}
