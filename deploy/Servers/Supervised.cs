using System.Diagnostics;
using System.Globalization;

namespace Cultivation.Servers;

/// <summary>What to run, and how it is stopped.</summary>
/// <param name="Name">For messages.</param>
/// <param name="LogFile">Gets standard output and error, appended. One process at a time writes to it.</param>
/// <param name="Command">The program and its arguments.</param>
public sealed record Supervision(string Name, string LogFile, IReadOnlyList<string> Command)
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public string? WorkingDirectory { get; init; }

    /// <summary>The signal that asks for an orderly end, without SIG.</summary>
    public string Signal { get; init; } = "TERM";

    /// <summary>Seconds between that signal and SIGKILL.</summary>
    public int Grace { get; init; } = 15;

    /// <summary>A folder that is deleted when the process has ended, also after this process was killed.</summary>
    public string? RemoveAfter { get; init; }
}

/// <summary>A process that never outlives this one: the script <c>supervise</c> holds it and stops it when our end of a pipe closes.</summary>
public sealed class Supervised : IAsyncDisposable
{
    private readonly Process supervisor;
    private readonly Supervision supervision;

    private Supervised(Process supervisor, Supervision supervision, int processId) =>
        (this.supervisor, this.supervision, ProcessId) = (supervisor, supervision, processId);

    public int ProcessId { get; }

    public int SupervisorId => supervisor.Id;

    public bool HasExited => supervisor.HasExited;

    /// <summary>Meaningful once <see cref="Exited"/> has completed.</summary>
    public int ExitCode => supervisor.ExitCode;

    public Task Exited => supervisor.WaitForExitAsync();

    public static async Task<Supervised> StartAsync(Supervision supervision, CancellationToken ct = default)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(supervision.LogFile)!);
        var start = new ProcessStartInfo("setsid")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = supervision.WorkingDirectory ?? "",
        };
        string[] prefix =
        [
            "bash", Path.Combine(AppContext.BaseDirectory, "supervise"), supervision.LogFile, supervision.Signal,
            supervision.Grace.ToString(CultureInfo.InvariantCulture), supervision.RemoveAfter ?? "",
        ];
        foreach (var argument in prefix.Concat(supervision.Command))
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in supervision.Environment)
            start.Environment[name] = value;

        var started = Process.Start(start)!;
        var firstLine = await started.StandardOutput.ReadLineAsync(ct);
        if (!int.TryParse(firstLine, CultureInfo.InvariantCulture, out var processId))
            throw new ServerFailed($"{supervision.Name} did not start", LogTail(supervision.LogFile));
        return new Supervised(started, supervision, processId);
    }

    /// <summary>Waits until <paramref name="isReady"/>; throws with the end of the log when the process ends before, or when the bound is over.</summary>
    public async Task ReadyAsync(Func<CancellationToken, Task<bool>> isReady, TimeSpan bound, CancellationToken ct = default)
    {
        var ready = await Wait.UntilAsync(async c => HasExited || await isReady(c), bound, ct);
        if (HasExited)
            throw new ServerFailed($"{supervision.Name} ended with code {ExitCode} while it was starting", LogTail());
        if (!ready)
            throw new ServerFailed($"{supervision.Name} was not ready after {bound.TotalSeconds:0} s", LogTail());
    }

    /// <summary>kill -9, for tests of what survives it.</summary>
    public async Task KillAsync()
    {
        if (!HasExited)
            await Command.RunAsync("kill", "-KILL", ProcessId.ToString(CultureInfo.InvariantCulture));
        await Exited;
    }

    public string LogTail(int lines = 25) => LogTail(supervision.LogFile, lines);

    public async ValueTask DisposeAsync()
    {
        supervisor.StandardInput.Close();
        await Exited;
        supervisor.Dispose();
    }

    private static string LogTail(string file, int lines = 25) =>
        File.Exists(file) ? string.Join('\n', File.ReadLines(file).TakeLast(lines)) : "(no log)";
}
