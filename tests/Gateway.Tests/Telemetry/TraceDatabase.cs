using Cultivation.Servers;
using Npgsql;

namespace Cultivation.Gateway.Tests.Telemetry;

/// <summary>The name of a database for spans, which does not exist until a process writes the first.</summary>
internal sealed class TraceDatabase : IAsyncDisposable
{
    private readonly string server;

    private TraceDatabase(string server)
    {
        this.server = server;
        Name = $"traces_{Guid.NewGuid():n}";
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = Name, Pooling = false }.ConnectionString;
    }

    public string Name { get; }

    public string ConnectionString { get; }

    public static async Task<TraceDatabase> CreateAsync() => new((await TestServers.SharedAsync()).Postgres);

    /// <summary>The first column of each row; none while there is no table.</summary>
    public async Task<List<T>> Ask<T>(string sql, params object[] parameters)
    {
        var found = new List<T>();
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var parameter in parameters) command.Parameters.Add(new() { Value = parameter });
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync()) found.Add(rows.GetFieldValue<T>(0));
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidCatalogName) { }

        return found;
    }

    /// <summary>Runs <c>deploy/trace</c>'s program on this database.</summary>
    public Task<Command> Trace(params string[] arguments) => Command.RunAsync(
        "env", [$"ConnectionStrings__Traces={ConnectionString}", "dotnet", Checkout.Dll("deploy/Launcher"), "trace", .. arguments]);

    public async ValueTask DisposeAsync() => await Databases.DropAsync(server, Name);
}
