using System.Globalization;
using Npgsql;

namespace Cultivation.Servers;

/// <summary>PostgreSQL's own programs for saving and restoring, on one server. The password is in a file that only this user reads, never in an argument.</summary>
internal sealed class PostgresTools : IAsyncDisposable
{
    private readonly NpgsqlConnectionStringBuilder server;
    private readonly string passwords;

    private PostgresTools(NpgsqlConnectionStringBuilder server, string passwords) => (this.server, this.passwords) = (server, passwords);

    public static async Task<PostgresTools> OpenAsync(string server, Action<string> say)
    {
        if (Binaries.Postgres() is null)
            await Tools.EnsureAsync(["pg_dump", "pg_restore"], say);
        var address = new NpgsqlConnectionStringBuilder(server);
        var passwords = Path.Combine(Path.GetTempPath(), $"cultivation-{Guid.NewGuid():n}");
        PrivateFile.Write(passwords, $"*:*:*:*:{address.Password!.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal)}\n");
        return new(address, passwords);
    }

    /// <exception cref="ServerFailed">The program ended with an error.</exception>
    public async Task RunAsync(string program, string database, params string[] arguments)
    {
        var path = Binaries.Postgres() is { } folder ? Path.Combine(folder, program) : program;
        var address = string.Create(
            CultureInfo.InvariantCulture, $"host={server.Host} port={server.Port} user={server.Username} dbname={database} passfile={passwords}");
        var ran = await Command.RunAsync(path, [$"--dbname={address}", .. arguments]);
        if (!ran.Succeeded)
            throw new ServerFailed($"{program} of {database} failed", ran.Output);
    }

    public ValueTask DisposeAsync()
    {
        File.Delete(passwords);
        return ValueTask.CompletedTask;
    }
}
