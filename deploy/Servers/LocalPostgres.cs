using Npgsql;

namespace Cultivation.Servers;

/// <summary>A private PostgreSQL of the installed binaries: TCP on loopback only, no socket file, its own superuser with a password.</summary>
internal static class LocalPostgres
{
    private const string User = "cultivation";

    public static async Task<RunningServer> StartAsync(string binaries, string folder, ServerState state, ServerPlan plan, CancellationToken ct)
    {
        var account = Account.For("postgres");
        PrivateFile.CreatePassage(folder);
        await account.OwnAsync(folder);
        var data = Path.Combine(folder, "data");
        if (!Directory.Exists(data))
            await InitialiseAsync(binaries, folder, data, state, account);

        var process = await Supervised.StartAsync(
            new Supervision("PostgreSQL", Path.Combine(folder, "postgres.log"), account.Runs("INT", Arguments(binaries, data, state.PostgresPort)))
            {
                Signal = "INT",
                Grace = 30,
                WorkingDirectory = folder,
                RemoveAfter = plan.Temporary ? folder : null,
            },
            ct);
        var address = Address(state.PostgresPort, User, state.PostgresPassword);
        return await RunningServer.WhenReadyAsync(process, address, AnswersAsync(address), TimeSpan.FromSeconds(60), ct);
    }

    /// <summary>A quarter of the machine's memory, as PostgreSQL's manual advises; a page of it is taken from the machine when it is first used.</summary>
    public static string Buffers { get; } = $"{Math.Max(128, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 / 1024 / 1024)}MB";

    /// <summary>Whether a server accepts this address.</summary>
    public static Func<CancellationToken, Task<bool>> AnswersAsync(string address) => async ct =>
    {
        try
        {
            await using var connection = new NpgsqlConnection(address + ";Pooling=false;Timeout=5");
            await connection.OpenAsync(ct);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    };

    public static string Address(int port, string user, string password) =>
        $"Host=127.0.0.1;Port={port};Username={user};Password={password};Database=postgres";

    private static string[] Arguments(string binaries, string data, int port)
    {
        string[] settings =
        [
            $"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200", $"shared_buffers={Buffers}",
            "max_wal_size=2GB", "checkpoint_timeout=15min", "wal_compression=lz4", "default_toast_compression=lz4", "timezone=UTC", "log_timezone=UTC", "log_lock_waits=on",
        ];
        return [Path.Combine(binaries, "postgres"), "-D", data, .. settings.SelectMany(setting => new[] { "-c", setting })];
    }

    private static async Task InitialiseAsync(string binaries, string folder, string data, ServerState state, Account account)
    {
        var passwordFile = Path.Combine(folder, "password");
        var unfinished = Path.Combine(folder, "data.unfinished");
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        PrivateFile.Write(passwordFile, state.PostgresPassword);
        await account.OwnAsync(passwordFile);
        var made = await account.RunAsync(
            Path.Combine(binaries, "initdb"), "-D", unfinished, "-U", User, $"--pwfile={passwordFile}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8");
        File.Delete(passwordFile);
        if (!made.Succeeded)
            throw new ServerFailed("initdb failed", made.Output);
        Directory.Move(unfinished, data);
    }
}
