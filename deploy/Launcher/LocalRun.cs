using System.Diagnostics;
using Cultivation.Servers;

namespace Cultivation.Launcher;

/// <summary>Everything that <c>up</c> starts. Disposing it stops all.</summary>
internal sealed class LocalRun(UpOptions options) : IAsyncDisposable
{
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(90);
    private readonly List<Restart> restarts = [];
    private ServerSet? servers;
    private House? house;

    public RunState? State { get; private set; }

    public bool WasReady => State is { Ready: true };

    public async Task StartAsync(Steps steps, CancellationToken ct)
    {
        RunFolder.PutLogsAside();
        // The servers and the build need nothing of each other.
        var building = options.NoBuild ? Task.CompletedTask : steps.StepAsync("build", say => Build.RunAsync("deploy/up.slnf", say, ct));
        var starting = steps.StepAsync("PostgreSQL and RabbitMQ", say => StartServersAsync(say, ct));
        await Task.WhenAll(building, starting);

        house = await House.PrepareAsync(new HousePlan(servers!, RunFolder.Root) { Otlp = options.Otlp, PreferredPort = options.Port, Console = true }, ct);
        State = Describe(servers!, house);
        State.Write();
        await steps.StepAsync("services", say => house.StartAsync(StartBound, service => say($"{service.Service.Name} is ready at {service.Url}"), ct));
        if (!options.NoDemo && DemoLoader.IsThere)
            await steps.StepAsync("demo", say => DemoLoader.RunAsync(State.Gateway, say, ct));

        State = State with { Ready = true };
        State.Write();
    }

    /// <summary>Starts services again that end by themselves, until <paramref name="ct"/>.</summary>
    public Task WatchAsync(CancellationToken ct) => Task.WhenAll(house!.Services.Select(service => WatchAsync(service, ct)));

    public async ValueTask DisposeAsync()
    {
        if (house is not null)
            await house.DisposeAsync();
        if (servers is not null)
            await servers.DisposeAsync();
        (house, servers) = (null, null);
        RunState.Forget();
    }

    private async Task StartServersAsync(Action<string> say, CancellationToken ct)
    {
        var folder = await ServerFolders.OfCheckoutAsync(RunFolder.Root);
        var plan = new ServerPlan(folder) { Say = say };
        if (options.Fresh && ServerSet.IsGiven(plan))
            throw new ServerFailed("--fresh throws away only servers that are ours: empty the given ones by hand");
        if (options.Fresh && Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        servers = await ServerSet.StartAsync(plan, ct);
    }

    private static RunState Describe(ServerSet servers, House house) => new(
        Environment.ProcessId,
        TimeProvider.System.GetUtcNow(),
        Ready: false,
        house.Gateway.Url,
        [.. house.Services.Select(service => new RunningService(service.Service.Name, service.Url, service.LogFile))],
        servers.Postgres,
        servers.RabbitMq,
        servers.RabbitMqManagement,
        house.Traces,
        []);

    private async Task WatchAsync(ServiceProcess service, CancellationToken ct)
    {
        var pause = TimeSpan.FromSeconds(1);
        while (true)
        {
            var clock = Stopwatch.StartNew();
            await service.Exited.WaitAsync(ct);
            // One that ran well for a while starts at once; one that dies again and again waits longer each time.
            pause = clock.Elapsed > TimeSpan.FromMinutes(1) ? TimeSpan.FromSeconds(1) : pause;
            Record(service);
            await Task.Delay(pause, ct);
            pause = TimeSpan.FromSeconds(Math.Min(pause.TotalSeconds * 2, 60));
            await service.StartAsync(ct);
        }
    }

    private void Record(ServiceProcess service)
    {
        lock (restarts)
        {
            restarts.Add(new Restart(service.Service.Name, TimeProvider.System.GetUtcNow(), service.ExitCode));
            State = State! with { Restarts = [.. restarts] };
            State.Write();
        }
        Console.WriteLine($"{service.Service.Name} ended with code {service.ExitCode} and is started again; the end of {service.LogFile}:\n{service.LogTail(5)}");
    }
}
