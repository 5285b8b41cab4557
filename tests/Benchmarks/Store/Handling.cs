using System.Diagnostics;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Cultivation.Benchmarks.Store;

/// <summary>From the commit, when the save has returned, until the handler holds the event: 40 appends a round, 10 to 60 ms apart.</summary>
internal static class Handling
{
    /// <summary>The first argument of a process that only follows.</summary>
    public const string Follow = "follow";
    private const int Appends = 40;
    private static int started;

    public static async Task RunAsync()
    {
        await OneProcessAsync();
        await TwoProcessesAsync();
    }

    private static async Task OneProcessAsync()
    {
        await using var both = await StoresAsync();
        var (ours, byHand) = both;
        var arrivals = new Arrivals();
        using var host = await Follower.HostAsync(ours.Connection, arrivals.Add);
        var store = host.Services.GetRequiredService<IDocumentStore>();
        using var ending = new CancellationTokenSource();
        var follower = new HandWrittenFollower(byHand.Source, arrivals.Add);
        var following = follower.RunAsync(ending.Token);
        await PrintAsync("handler_one_process", arrivals, key => StartAsync(store, key), async key =>
        {
            await StartByHandAsync(byHand.Source, key);
            follower.Signal();
        });
        await ending.CancelAsync();
        await following;
        await host.StopAsync();
    }

    private static async Task TwoProcessesAsync()
    {
        await using var both = await StoresAsync();
        var (ours, byHand) = both;
        var arrivals = new Arrivals();
        using var follower = await OtherProcess.StartAsync("ours", ours.Connection, arrivals);
        using var other = await OtherProcess.StartAsync("by-hand", byHand.Connection, arrivals);
        await PrintAsync("handler_two_processes", arrivals, key => StartAsync(ours.Store, key), key => StartByHandAsync(byHand.Source, key));
    }

    private static async Task PrintAsync(string name, Arrivals arrivals, Func<string, Task> ours, Func<string, Task> byHand)
    {
        var rounds = await Figures.RoundsAsync(() => RoundAsync(arrivals, ours), () => RoundAsync(arrivals, byHand));
        Figures.Print($"{name}_p50", "ms", [.. rounds.Select(r => (r.Ours[Appends / 2], r.ByHand[Appends / 2]))]);
        Figures.Print($"{name}_p95", "ms", [.. rounds.Select(r => (r.Ours[Appends * 95 / 100], r.ByHand[Appends * 95 / 100]))]);
    }

    /// <summary>Milliseconds in rising order. A handler may be faster than the return of the save: that is 0.</summary>
    private static async Task<double[]> RoundAsync(Arrivals arrivals, Func<string, Task> append)
    {
        var milliseconds = new double[Appends];
        for (var n = 0; n < Appends; n++)
        {
            await Task.Delay(10 + (n * 37 % 50));
            var key = $"handled:{Interlocked.Increment(ref started)}";
            await append(key);
            var committed = Stopwatch.GetTimestamp();
            milliseconds[n] = Math.Max(0.01, Stopwatch.GetElapsedTime(committed, await arrivals.OfAsync(key)).TotalMilliseconds);
        }
        Array.Sort(milliseconds);
        return milliseconds;
    }

    private static async Task StartAsync(IDocumentStore store, string key)
    {
        await using var session = store.LightweightSession(BenchStore.Tenant);
        session.Events.StartStream<Order>(key, LineAdded.Example);
        await session.SaveChangesAsync();
    }

    private static async Task StartByHandAsync(NpgsqlDataSource source, string key)
    {
        await using (var stream = source.CreateCommand("insert into bench.mt_streams (tenant_id, id, version) values ($1, $2, 0)"))
        {
            stream.Parameters.Add(new NpgsqlParameter<string> { TypedValue = BenchStore.Tenant });
            stream.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
            await stream.ExecuteNonQueryAsync();
        }
        await Append.AppendByHandAsync(source, key, LineAdded.Example);
    }

    private static async Task<Both> StoresAsync() => new(await BenchStore.OpenAsync(), await BenchStore.OpenAsync());

    private sealed record Both(BenchStore Ours, BenchStore ByHand) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Ours.DisposeAsync();
            await ByHand.DisposeAsync();
        }
    }
}
