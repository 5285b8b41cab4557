namespace Cultivation.Servers;

/// <summary>
/// A private RabbitMQ of the installed scripts: its own node name, epmd, cookie, data and ports, on loopback only,
/// with the management and prometheus plugins and one user that is an administrator.
/// </summary>
internal static class LocalRabbitMq
{
    // The scripts of Debian's /usr/sbin switch users by themselves; these do not.
    public const string Script = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    public static async Task<RunningServer> StartAsync(string folder, ServerState state, ServerPlan plan, CancellationToken ct)
    {
        var account = Account.For("rabbitmq");
        var home = Path.Combine(folder, "home");
        PrivateFile.CreatePassage(folder);
        PrivateFile.CreatePassage(home);
        var cookie = Path.Combine(home, ".erlang.cookie");
        PrivateFile.Write(cookie, state.ErlangCookie);
        File.SetUnixFileMode(cookie, UnixFileMode.UserRead);
        PrivateFile.Write(Path.Combine(folder, "rabbitmq.conf"), Configuration(state));
        PrivateFile.Write(Path.Combine(folder, "enabled_plugins"), "[rabbitmq_management,rabbitmq_prometheus].\n");
        await account.OwnAsync(folder);

        // epmd in the foreground and in our process group: the one that Erlang would start by itself outlives everything.
        var command = $"setpriv --pdeathsig KILL -- epmd -port {state.EpmdPort} -address 127.0.0.1 & exec {Script}";
        var process = await Supervised.StartAsync(
            new Supervision("RabbitMQ", Path.Combine(folder, "rabbitmq.log"), account.Runs("TERM", "sh", "-c", command))
            {
                Environment = Variables(folder, home, state),
                Grace = plan.Temporary ? 0 : 30,
                WorkingDirectory = folder,
                RemoveAfter = plan.Temporary ? folder : null,
            },
            ct);
        var management = $"http://cultivation:{state.RabbitMqPassword}@127.0.0.1:{state.ManagementPort}";
        return await RunningServer.WhenReadyAsync(
            process, management, AnswersAsync(management, state.AmqpPort), TimeSpan.FromSeconds(120), ct);
    }

    public static string Amqp(ServerState state) => $"amqp://cultivation:{state.RabbitMqPassword}@127.0.0.1:{state.AmqpPort}/cultivation";

    /// <summary>Whether the broker at this management address accepts AMQP connections at <paramref name="amqpPort"/>.</summary>
    public static Func<CancellationToken, Task<bool>> AnswersAsync(string management, int amqpPort) => async ct =>
    {
        try
        {
            using var http = Management.Client(new Uri(management));
            using var answer = await http.GetAsync($"api/health/checks/port-listener/{amqpPort}", ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    };

    // Quorum queues keep in memory what their write-ahead log holds, half a gigabyte unless it is told otherwise.
    private static string Configuration(ServerState state) => $"""
        listeners.tcp.1 = 127.0.0.1:{state.AmqpPort}
        management.tcp.ip = 127.0.0.1
        management.tcp.port = {state.ManagementPort}
        prometheus.tcp.ip = 127.0.0.1
        prometheus.tcp.port = {state.PrometheusPort}
        default_vhost = cultivation
        default_user = cultivation
        default_pass = {state.RabbitMqPassword}
        default_user_tags.administrator = true
        raft.wal_max_size_bytes = 64000000

        """;

    private static Dictionary<string, string> Variables(string folder, string home, ServerState state) => new()
    {
        ["HOME"] = home,
        ["RABBITMQ_NODENAME"] = "cultivation@localhost",
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODE_PORT"] = $"{state.AmqpPort}",
        ["RABBITMQ_DIST_PORT"] = $"{state.DistributionPort}",
        ["ERL_EPMD_PORT"] = $"{state.EpmdPort}",
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "data"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "logs"),
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "rabbitmq.conf"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "enabled_plugins"),
        ["RABBITMQ_PID_FILE"] = Path.Combine(folder, "pid"),
        ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
        // Schedulers that wait do not spin: several servers share a small machine.
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "+sbwt none +sbwtdcpu none +sbwtdio none",
        // Makes the script become the broker instead of waiting for it, so that our signal arrives.
        ["RUNNING_UNDER_SYSTEMD"] = "true",
    };
}
