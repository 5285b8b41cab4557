using System.Globalization;
using System.Text.Json;
using Cultivation.Servers;

namespace Cultivation.Kit;

/// <summary>
/// The product as an operator has it, by <c>deploy/up</c>, <c>down</c>, <c>backup</c> and <c>restore</c>: in a run folder of its own, beside what may run in this checkout, on
/// a PostgreSQL of its own, since the scripts' databases have no prefix.
/// </summary>
public sealed class Scripts : IAsyncDisposable
{
    private const string Prefix = "CULTIVATION_SCRIPTS_";
    private readonly int port = Ports.Free();
    private readonly string folder;
    private readonly ServerSet servers;
    private readonly TestVirtualHost messages;

    private Scripts(string folder, ServerSet servers, TestVirtualHost messages) => (this.folder, this.servers, this.messages) = (folder, servers, messages);

    /// <summary>Where a backup can be put.</summary>
    public string Backup => Path.Combine(folder, "backup");

    /// <summary>The gateway's address, the same after each <see cref="UpAsync"/>.</summary>
    public Uri Gateway => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));

    private string Run => Path.Combine(folder, "run");

    public static async Task<Scripts> OwnAsync()
    {
        var shared = await TestServers.SharedAsync();
        await BankHosts.DeleteAsync(shared.RabbitMqManagement);
        // Only PostgreSQL is this test's own: whoever names a broker keeps it.
        Environment.SetEnvironmentVariable($"{Prefix}RABBITMQ", shared.RabbitMq.ToString());
        Environment.SetEnvironmentVariable($"{Prefix}RABBITMQ_MANAGEMENT", shared.RabbitMqManagement.ToString());
        var folder = ServerFolders.Temporary();
        var servers = await ServerSet.StartAsync(new ServerPlan(Path.Combine(folder, "servers")) { Prefix = Prefix, Temporary = true });
        return new(folder, servers, await TestVirtualHost.CreateAsync(servers));
    }

    /// <summary>Starts what was built and returns when it is ready.</summary>
    /// <param name="demo">With the demo district, which is loaded first.</param>
    public async Task UpAsync(bool demo = false)
    {
        await DoAsync("up", ["--detach", .. demo ? (string[])[] : ["--no-demo"], "--no-build", "--port", port.ToString(CultureInfo.InvariantCulture)]);
        using var state = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Run, "state.json")));
        if (state.RootElement.Text("gateway") is var gateway && Gateway != new Uri(gateway))
            throw new ServerFailed($"deploy/up was to start the gateway at {Gateway}", $"It is at {gateway}.");
    }

    /// <summary>Runs a script of deploy to its end, which must be good.</summary>
    /// <returns>What it said.</returns>
    public async Task<string> DoAsync(string script, params string[] arguments)
    {
        string[] environment =
        [
            $"CULTIVATION_RUN={Run}", $"CULTIVATION_POSTGRES={servers.Postgres}", $"CULTIVATION_RABBITMQ={messages.Address}",
            $"CULTIVATION_RABBITMQ_MANAGEMENT={servers.RabbitMqManagement}",
        ];
        var done = await Command.RunAsync("env", [.. environment, Path.Combine(Checkout.Root, "deploy", script), .. arguments]);
        return done.Succeeded ? done.Output : throw new ServerFailed($"deploy/{script} ended with {done.Code}", done.Output);
    }

    public async ValueTask DisposeAsync()
    {
        await DoAsync("down");
        await messages.DisposeAsync();
        await servers.DisposeAsync();
        await BankHosts.DeleteAsync(servers.RabbitMqManagement);
        Directory.Delete(folder, recursive: true);
    }
}
