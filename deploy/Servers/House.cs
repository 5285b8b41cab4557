using System.Globalization;

namespace Cultivation.Servers;

/// <summary>Ladder, Finance, the gateway and, where it is asked for, the console as processes, with databases of their own.</summary>
public sealed class House : IAsyncDisposable
{
    private House(ServiceProcess ladder, ServiceProcess finance, ServiceProcess gateway, ServiceProcess? console, string? traces) =>
        (Ladder, Finance, Gateway, Console, Traces) = (ladder, finance, gateway, console, traces);

    public ServiceProcess Ladder { get; }

    public ServiceProcess Finance { get; }

    public ServiceProcess Gateway { get; }

    /// <summary>The web pages; null where the plan has none.</summary>
    public ServiceProcess? Console { get; }

    /// <summary>The trace store's connection string; null when telemetry goes elsewhere.</summary>
    public string? Traces { get; }

    public IReadOnlyList<ServiceProcess> Services => Console is null ? [Ladder, Finance, Gateway] : [Ladder, Finance, Gateway, Console];

    /// <summary>Creates the databases and says how each service will run. Nothing runs yet.</summary>
    public static async Task<House> PrepareAsync(HousePlan plan, CancellationToken ct = default)
    {
        var secrets = HouseSecrets.Of(plan.Folder);
        var (ladderPort, financePort) = (Ports.Free(), Ports.Free());
        var gateway = $"http://127.0.0.1:{Ports.FreeOr(plan.PreferredPort)}";
        var console = Ports.FreeOr(plan.PreferredPort > 0 ? plan.PreferredPort + 1 : 0);
        var ladderStore = await DatabaseAsync("ladder");
        var financeStore = await DatabaseAsync("finance");
        var traces = plan.Otlp is null ? await DatabaseAsync("traces") : null;
        var shared = new Dictionary<string, string>(plan.Settings)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Identity__Authority"] = $"{gateway}/identity",
            ["Identity__Audience"] = "cultivation",
            ["Gateway__Url"] = gateway,
            ["Logging__LogLevel__Microsoft.AspNetCore"] = "Warning",
            ["Logging__LogLevel__Yarp"] = "Warning",
            ["Logging__LogLevel__System.Net.Http"] = "Warning",
            [plan.Otlp is null ? "ConnectionStrings__Traces" : "OTEL_EXPORTER_OTLP_ENDPOINT"] = plan.Otlp ?? traces!,
        };

        var broker = (plan.RabbitMq ?? plan.Servers.RabbitMq).ToString();
        var ladder = Service("ladder", "services/Ladder", ladderPort, new()
        {
            ["ConnectionStrings__Store"] = ladderStore,
            ["RabbitMq__Uri"] = broker,
            ["Identity__ClientId"] = "ladder",
            ["Identity__ClientSecret"] = secrets.Ladder,
            ["Ledger__SigningKey"] = secrets.LedgerKey!,
        });
        var finance = Service("finance", "services/Finance", financePort, new()
        {
            ["ConnectionStrings__Store"] = financeStore,
            ["RabbitMq__Uri"] = broker,
            ["RabbitMq__Management"] = plan.Servers.RabbitMqManagement.ToString().TrimEnd('/'),
            ["Identity__ClientId"] = "finance",
            ["Identity__ClientSecret"] = secrets.Finance,
            ["Webhooks__Key"] = secrets.WebhookKey!,
            // Everything is on this machine, a bank's receiver too.
            ["Webhooks__AllowPrivate"] = "true",
        });
        var door = Service("gateway", "gateway", new Uri(gateway).Port, new()
        {
            ["Gateway__Services__ladder"] = Local(ladderPort),
            ["Gateway__Services__finance"] = Local(financePort),
            ["Issuer__Enabled"] = "true",
            ["Issuer__KeyFile"] = Path.Combine(plan.Folder, "issuer.pem"),
            ["Issuer__Clients__ladder"] = secrets.Ladder,
            ["Issuer__Clients__finance"] = secrets.Finance,
            ["Issuer__RedirectUris__console"] = $"{Local(console)}/signin-oidc",
        });
        var pages = plan.Console ? Service("console", "services/Console", console, new() { ["Console__Keys"] = Path.Combine(plan.Folder, "console-keys") }) : null;
        return new House(ladder, finance, door, pages, traces);

        Task<string> DatabaseAsync(string name) => Databases.EnsureAsync(plan.Servers.Postgres, plan.DatabasePrefix + name, ct);

        ServiceProcess Service(string name, string project, int port, Dictionary<string, string> own) =>
            new(new Service(name, Checkout.Dll(project), port, shared.Concat(own).ToDictionary()), Path.Combine(plan.Folder, "logs"));

        static string Local(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
    }

    /// <summary>Starts all and waits until each is ready. Throws <see cref="ServerFailed"/> with the end of the failing service's log, and stops all.</summary>
    public async Task StartAsync(TimeSpan bound, Action<ServiceProcess>? isReady = null, CancellationToken ct = default)
    {
        try
        {
            await Task.WhenAll(Services.Select(StartOneAsync));
        }
        catch
        {
            await DisposeAsync();
            throw;
        }

        async Task StartOneAsync(ServiceProcess service)
        {
            await service.StartAsync(ct);
            await service.ReadyAsync(bound, ct);
            isReady?.Invoke(service);
        }
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(Services.Select(service => service.DisposeAsync().AsTask()));
}
