using Cultivation.Servers;

namespace Cultivation.Launcher;

/// <summary>Starts everything on this machine and keeps it running until Ctrl-C.</summary>
internal static class Up
{
    public static readonly Verb Verb = new(
        "up", "up [--detach] [--fresh] [--no-demo] [--no-build] [--port N] [--otlp URL]", "build and start everything, load the demo, run until Ctrl-C", RunAsync);

    private static async Task<int> RunAsync(string[] args, CancellationToken ct)
    {
        var options = UpOptions.Parse(args);
        if (RunFolder.IsRunning())
        {
            Console.WriteLine("Already running.");
            return await Status.ShowAsync();
        }
        if (options.Detach)
            return await Detached.StartAsync(options, ct);

        using var running = await RunFolder.TryLockAsync() ?? throw new ServerFailed("another deploy/up is just starting");
        RunState.Forget();
        await using var run = new LocalRun(options);
        try
        {
            await Steps.RunAsync(steps => run.StartAsync(steps, ct));
            await Welcome.ShowAsync(run.State!);
            Console.WriteLine(options.FromDetached ? "Stop with deploy/down." : "Stop with Ctrl-C.");
            await run.WatchAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The signal has been named.
        }
        await run.DisposeAsync();
        Console.WriteLine("Stopped.");
        return run.WasReady ? 0 : 130;
    }
}
