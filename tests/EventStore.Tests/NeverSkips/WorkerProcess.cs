using System.Diagnostics;
using System.Globalization;
using Cultivation.EventStore.Worker;
using Cultivation.Kit;

namespace Cultivation.EventStore.Tests.NeverSkips;

/// <summary>A process of its own, to be killed.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process process;
    private int lines;

    private WorkerProcess(Process process) => this.process = process;

    public int Id => process.Id;

    /// <param name="heard">Hears each line.</param>
    public static WorkerProcess Start(string what, Ticks ticks, int seed, Action<string>? heard = null)
    {
        var worker = new WorkerProcess(new Process
        {
            StartInfo = new ProcessStartInfo("dotnet")
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                ArgumentList =
                {
                    Path.Combine(AppContext.BaseDirectory, "Cultivation.EventStore.Worker.dll"), what, ticks.ConnectionString, ticks.Schema,
                    seed.ToString(CultureInfo.InvariantCulture),
                },
            },
        });
        worker.process.OutputDataReceived += (_, line) =>
        {
            // A line that a kill cut short has no end: it arrives with the end of the stream, as the last one.
            if (line.Data is null)
                return;
            heard?.Invoke(line.Data);
            Interlocked.Increment(ref worker.lines);
        };
        worker.process.Start();
        worker.process.BeginOutputReadLine();
        return worker;
    }

    public Task Said(int lines) => Eventually.True(() => Volatile.Read(ref this.lines) >= lines, TimeSpan.FromSeconds(30));

    /// <summary>kill -9</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }
}
