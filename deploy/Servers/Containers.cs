namespace Cultivation.Servers;

/// <summary>The servers as containers of the <c>docker</c> command line, where this machine has no binaries and may not install them.</summary>
internal static class Containers
{
    public static async Task<RunningServer> PostgresAsync(string folder, ServerState state, ServerPlan plan, CancellationToken ct)
    {
        var name = Name("postgres", folder);
        var process = await StartAsync(
            "PostgreSQL", name, folder, plan, "postgres:15", "/var/lib/postgresql/data",
            ["-p", $"127.0.0.1:{state.PostgresPort}:5432", "-e", "POSTGRES_USER=cultivation", "-e", $"POSTGRES_PASSWORD={state.PostgresPassword}", "--stop-signal", "SIGINT"],
            ["-c", "max_connections=200", "-c", $"shared_buffers={LocalPostgres.Buffers}", "-c", "max_wal_size=2GB"],
            ct);
        var address = LocalPostgres.Address(state.PostgresPort, "cultivation", state.PostgresPassword);
        return await RunningServer.WhenReadyAsync(process, address, LocalPostgres.AnswersAsync(address), TimeSpan.FromMinutes(5), ct);
    }

    public static async Task<RunningServer> RabbitMqAsync(string folder, ServerState state, ServerPlan plan, CancellationToken ct)
    {
        var process = await StartAsync(
            "RabbitMQ", Name("rabbitmq", folder), folder, plan, "rabbitmq:3-management", "/var/lib/rabbitmq",
            [
                "--hostname", "cultivation", "-p", $"127.0.0.1:{state.AmqpPort}:5672", "-p", $"127.0.0.1:{state.ManagementPort}:15672",
                "-e", "RABBITMQ_DEFAULT_USER=cultivation", "-e", $"RABBITMQ_DEFAULT_PASS={state.RabbitMqPassword}", "-e", "RABBITMQ_DEFAULT_VHOST=cultivation",
            ],
            [],
            ct);
        var management = $"http://cultivation:{state.RabbitMqPassword}@127.0.0.1:{state.ManagementPort}";
        return await RunningServer.WhenReadyAsync(process, management, LocalRabbitMq.AnswersAsync(management, 5672), TimeSpan.FromMinutes(5), ct);
    }

    private static async Task<Supervised> StartAsync(
        string server, string name, string folder, ServerPlan plan, string image, string data, string[] options, string[] arguments, CancellationToken ct)
    {
        plan.Say($"{server} as a container of {image}");
        await Command.RunAsync("docker", "rm", "-f", name);
        string[] volume = plan.Temporary ? [] : ["-v", $"{name}:{data}"];
        return await Supervised.StartAsync(
            new Supervision(server, Path.Combine(folder, "container.log"), ["docker", "run", "--rm", "--name", name, .. volume, .. options, image, .. arguments])
            {
                Grace = 30,
            },
            ct);
    }

    // One container and volume per folder.
    private static string Name(string server, string folder) => $"cultivation-{server}-{Hash.Of(folder)}";
}
