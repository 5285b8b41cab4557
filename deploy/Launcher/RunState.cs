using Cultivation.Servers;

namespace Cultivation.Launcher;

/// <summary>A service of a running <c>up</c>.</summary>
internal sealed record RunningService(string Name, Uri Url, string LogFile);

/// <summary>A service that ended by itself and was started again.</summary>
internal sealed record Restart(string Service, DateTimeOffset At, int ExitCode);

/// <summary>What the running <c>up</c> tells the other commands, in <c>.run/state.json</c>, which only its owner may read.</summary>
/// <param name="Postgres">Connection string of the server; databases are <c>ladder</c>, <c>finance</c> and <c>traces</c>.</param>
/// <param name="Traces">Connection string of the trace store, null when telemetry goes elsewhere.</param>
internal sealed record RunState(
    int ProcessId,
    DateTimeOffset StartedAt,
    bool Ready,
    Uri Gateway,
    IReadOnlyList<RunningService> Services,
    string Postgres,
    Uri RabbitMq,
    Uri RabbitMqManagement,
    string? Traces,
    IReadOnlyList<Restart> Restarts)
{
    private static readonly string File = RunFolder.In("state.json");

    /// <summary>Null when nothing runs.</summary>
    public static RunState? Read() => RunFolder.IsRunning() ? ReadOf(RunFolder.Holder) : null;

    /// <summary>Null when that process has said nothing yet.</summary>
    public static RunState? ReadOf(int process) => PrivateFile.ReadJson<RunState>(File) is { } state && state.ProcessId == process ? state : null;

    public static void Forget() => System.IO.File.Delete(File);

    public void Write() => PrivateFile.WriteJson(File, this);
}
