namespace Cultivation.Servers;

/// <summary>PostgreSQL and RabbitMQ: those that were given by environment variables, else private ones, else containers. Ours end with this process.</summary>
public sealed class ServerSet : IAsyncDisposable
{
    private readonly RunningServer?[] ours;

    private ServerSet(string postgres, string rabbitMq, string management, params RunningServer?[] ours) =>
        (Postgres, RabbitMq, RabbitMqManagement, this.ours) = (postgres, new Uri(rabbitMq), new Uri(management), ours);

    /// <summary>Npgsql connection string of a role that may create databases, to the database <c>postgres</c>.</summary>
    public string Postgres { get; }

    /// <summary>amqp://user:password@host:port/vhost</summary>
    public Uri RabbitMq { get; }

    /// <summary>http://user:password@host:port, an administrator.</summary>
    public Uri RabbitMqManagement { get; }

    /// <summary>Process ids of our servers.</summary>
    public IReadOnlyList<int> ProcessIds => [.. ours.OfType<RunningServer>().Select(server => server.Process.SupervisorId)];

    /// <summary>Environment variables name one of them, so that its data is not ours to throw away.</summary>
    public static bool IsGiven(ServerPlan plan) => GivenServers.Read(plan.Prefix) is not { Postgres: null, RabbitMq: null };

    /// <summary>Starts what was not given, both at once. Throws <see cref="ServerFailed"/> and leaves nothing running.</summary>
    public static async Task<ServerSet> StartAsync(ServerPlan plan, CancellationToken ct = default)
    {
        var given = GivenServers.Read(plan.Prefix);
        if (given is { Postgres: not null, RabbitMq: not null, Management: not null })
            return new ServerSet(given.Postgres, given.RabbitMq, given.Management, null, null);

        await ServerPrograms.EnsureAsync(needsPostgres: given.Postgres is null, needsRabbitMq: given.RabbitMq is null, plan.Say);
        PrivateFile.CreatePassage(plan.Folder);
        var state = ServerState.Open(plan);
        var postgres = given.Postgres is null ? StartPostgresAsync(plan, state, ct) : null;
        var rabbitMq = given.RabbitMq is null ? StartRabbitMqAsync(plan, state, ct) : null;
        try
        {
            await Task.WhenAll(new Task[] { postgres ?? Task.CompletedTask, rabbitMq ?? Task.CompletedTask });
        }
        catch
        {
            foreach (var started in new[] { postgres, rabbitMq }.Where(task => task is { IsCompletedSuccessfully: true }))
                await (await started!).DisposeAsync();
            throw;
        }

        var (store, broker) = (postgres is null ? null : await postgres, rabbitMq is null ? null : await rabbitMq);
        return new ServerSet(
            store?.Address ?? given.Postgres!, broker is null ? given.RabbitMq! : LocalRabbitMq.Amqp(state), broker?.Address ?? given.Management!, store, broker);
    }

    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(ours.OfType<RunningServer>().Select(server => server.DisposeAsync().AsTask()));

    private static Task<RunningServer> StartPostgresAsync(ServerPlan plan, ServerState state, CancellationToken ct)
    {
        var folder = Path.Combine(plan.Folder, "postgres");
        return Binaries.Postgres() is { } binaries
            ? LocalPostgres.StartAsync(binaries, folder, state, plan, ct)
            : Containers.PostgresAsync(folder, state, plan, ct);
    }

    private static Task<RunningServer> StartRabbitMqAsync(ServerPlan plan, ServerState state, CancellationToken ct)
    {
        var folder = Path.Combine(plan.Folder, "rabbitmq");
        return Binaries.RabbitMq() ? LocalRabbitMq.StartAsync(folder, state, plan, ct) : Containers.RabbitMqAsync(folder, state, plan, ct);
    }
}
