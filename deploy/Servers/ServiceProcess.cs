using System.Globalization;

namespace Cultivation.Servers;

/// <summary>One of our services as a process: what it is, where it listens, what it is told.</summary>
/// <param name="Name">Short name, also of its log file.</param>
/// <param name="Dll">The built program.</param>
/// <param name="Port">On loopback.</param>
/// <param name="Settings">Environment variables.</param>
public sealed record Service(string Name, string Dll, int Port, IReadOnlyDictionary<string, string> Settings)
{
    public Uri Url => new($"http://127.0.0.1:{Port}/");
}

/// <summary>A running service.</summary>
public sealed class ServiceProcess(Service service, string logFolder) : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private Supervised? process;
    private string lastAnswer = "nothing";

    public Service Service => service;

    public Uri Url => service.Url;

    public string LogFile { get; } = Path.Combine(logFolder, $"{service.Name}.log");

    /// <summary>Completes when the process ends, whoever ends it.</summary>
    public Task Exited => process?.Exited ?? Task.CompletedTask;

    public int? ProcessId => process?.ProcessId;

    /// <summary>Meaningful once <see cref="Exited"/> has completed.</summary>
    public int ExitCode => process?.ExitCode ?? 0;

    /// <summary>Starts the process, again after <see cref="KillAsync"/>, at the same address.</summary>
    public async Task StartAsync(CancellationToken ct = default)
    {
        if (!File.Exists(service.Dll))
            throw new ServerFailed($"{service.Name} is not built: {service.Dll}");
        if (process is not null)
            await process.DisposeAsync();
        var settings = new Dictionary<string, string>(service.Settings)
        {
            ["ASPNETCORE_URLS"] = service.Url.ToString().TrimEnd('/'),
        };
        process = await Supervised.StartAsync(
            new Supervision(service.Name, LogFile, ["setpriv", "--pdeathsig", "TERM", "--", "dotnet", service.Dll])
            {
                Environment = settings,
                WorkingDirectory = Path.GetDirectoryName(service.Dll),
            },
            ct);
    }

    /// <summary>Waits for <c>/health/ready</c>; throws with its last answer and the end of the log when it does not come.</summary>
    public async Task ReadyAsync(TimeSpan bound, CancellationToken ct = default)
    {
        try
        {
            await (process ?? throw new InvalidOperationException("Start first.")).ReadyAsync(IsReadyAsync, bound, ct);
        }
        catch (ServerFailed failure)
        {
            throw new ServerFailed($"{failure.Message}; {Url}health/ready said {lastAnswer}", failure.Log);
        }
    }

    /// <summary>kill -9.</summary>
    public Task KillAsync() => process?.KillAsync() ?? Task.CompletedTask;

    public async Task<bool> IsReadyAsync(CancellationToken ct = default)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(Url, "health/ready"), ct);
            lastAnswer = $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(ct)}";
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException || failure is TaskCanceledException && !ct.IsCancellationRequested)
        {
            lastAnswer = failure.Message;
            return false;
        }
    }

    public string LogTail(int lines = 25) => process?.LogTail(lines) ?? "";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{service.Name} {Url} (process {ProcessId})");

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        process = null;
    }
}
