using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Cultivation.Benchmarks.Store;

/// <summary>
/// This program once more, as a process that only follows: it writes a line for each event that it is given, and ends with its input.
/// </summary>
internal sealed class OtherProcess : IDisposable
{
    private readonly Process process;

    private OtherProcess(Process process) => this.process = process;

    public static async Task<OtherProcess> StartAsync(string how, string connection, Arrivals arrivals)
    {
        string[] arguments = [typeof(OtherProcess).Assembly.Location, Handling.Follow, how];
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true,
            Environment = { ["BENCH_CONNECTION"] = connection },
        })!;
        if (await process.StandardOutput.ReadLineAsync() != Handling.Follow)
            throw new InvalidOperationException("The other process does not follow");
        _ = ReadAsync(process.StandardOutput, arrivals);
        return new(process);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    /// <summary>What the other process does.</summary>
    public static async Task FollowAsync(string how)
    {
        var connection = Environment.GetEnvironmentVariable("BENCH_CONNECTION")!;
        if (how == "ours")
        {
            using var host = await Follower.HostAsync(connection, Tell);
            await ReadyAsync();
            await host.StopAsync();
            return;
        }
        await using var source = NpgsqlDataSource.Create(connection);
        using var ending = new CancellationTokenSource();
        var following = new HandWrittenFollower(source, Tell).RunAsync(ending.Token);
        await ReadyAsync();
        await ending.CancelAsync();
        await following;
    }

    private static async Task ReadyAsync()
    {
        await Task.Delay(500);
        Console.WriteLine(Handling.Follow);
        await Console.In.ReadToEndAsync();
    }

    private static void Tell(string stream, long timestamp) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stream} {timestamp}"));

    private static async Task ReadAsync(StreamReader lines, Arrivals arrivals)
    {
        while (await lines.ReadLineAsync() is { } line)
        {
            var parts = line.Split(' ');
            arrivals.Add(parts[0], long.Parse(parts[1], CultureInfo.InvariantCulture));
        }
    }
}
