using System.Globalization;
using Cultivation.Kit;

namespace Cultivation.Servers.Tests;

public sealed class SupervisedTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("supervised-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task a_process_that_ignores_the_request_to_end_is_killed_with_its_children()
    {
        var started = await StartAsync("trap '' TERM; sleep 311 & echo child; wait", grace: 1);
        await Eventually.True(() => started.LogTail().Contains("child", StringComparison.Ordinal));
        var group = Processes.Mentioning("sleep\0311").Append(started.ProcessId).ToArray();
        Assert.Equal(2, group.Length);

        await started.DisposeAsync();

        // The first process of the machine takes a moment to bury an orphan.
        await Eventually.True(() => !Array.Exists(group, id => Directory.Exists($"/proc/{id}")));
    }

    [Fact]
    public async Task a_process_gets_time_to_end_in_order()
    {
        var started = await StartAsync("trap 'echo orderly; exit 0' TERM; echo up; while :; do sleep 0.05; done", grace: 20);
        await Eventually.True(() => started.LogTail().Contains("up", StringComparison.Ordinal));

        await started.DisposeAsync();

        Assert.Contains("orderly", await File.ReadAllTextAsync(LogFile), StringComparison.Ordinal);
    }

    [Fact]
    public async Task one_that_ends_while_it_starts_is_reported_with_its_log()
    {
        await using var started = await StartAsync("echo no such luck; exit 3", grace: 1);

        var failure = await Assert.ThrowsAsync<ServerFailed>(() => started.ReadyAsync(_ => Task.FromResult(false), TimeSpan.FromSeconds(20)));

        Assert.Contains("ended with code 3", failure.Message, StringComparison.Ordinal);
        Assert.Contains("no such luck", failure.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task one_that_never_gets_ready_is_reported_when_the_bound_is_over()
    {
        await using var started = await StartAsync("exec sleep 300", grace: 1);

        var failure = await Assert.ThrowsAsync<ServerFailed>(() => started.ReadyAsync(_ => Task.FromResult(false), TimeSpan.FromSeconds(0.2)));

        Assert.Contains("not ready", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_process_ends_when_its_supervisor_is_killed()
    {
        await using var started = await StartAsync("exec sleep 300", grace: 1);
        await Eventually.True(() => Processes.Mentioning("sleep\0300").Contains(started.ProcessId));

        await Command.RunAsync("kill", "-KILL", started.SupervisorId.ToString(CultureInfo.InvariantCulture));

        await Eventually.True(() => !Directory.Exists($"/proc/{started.ProcessId}"));
    }

    private string LogFile => Path.Combine(folder, "log");

    private Task<Supervised> StartAsync(string script, int grace) =>
        Supervised.StartAsync(new Supervision("script", LogFile, ["setpriv", "--pdeathsig", "KILL", "--", "bash", "-c", script]) { Grace = grace });
}
