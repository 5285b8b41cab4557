using Cultivation.Kit;
using JasperFx.Events.Daemon;
using Marten;
using Marten.Events;
using Microsoft.Extensions.Hosting;

namespace Cultivation.EventStore.Tests;

/// <summary>What an operator sees and does. What Marten gets wrong, 7: errors are skipped by default.</summary>
public sealed class OperatorSpecs : IAsyncLifetime
{
    const string name = "Drinker";
    static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    readonly Database database = new();

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await database.ExecuteAsync("create table handled (sequence bigint primary key)");
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    /// <summary>Fails at lines of poison as long as it is told to.</summary>
    Seen Choosy(Func<bool> fails) => new(name)
    {
        More = (page, operations) =>
        {
            foreach (var e in page.Events) operations.QueueSqlCommand("insert into handled values (?)", e.Sequence);
            return fails() && page.Events.Any(e => e.Data is LineAdded { Item: "poison" })
                ? throw new InvalidOperationException("will not drink") : Task.CompletedTask;
        },
    };

    Task<IHost> HostAsync(Seen seen) => database.HostAsync(DaemonMode.HotCold, null, seen);

    static ProjectionOperator Hands(IHost host) => new(host.Store());

    async Task<ProjectionStatus> Status(IHost host, string state) => await Eventually.Get(async () =>
        (await Hands(host).ListAsync()).SingleOrDefault(s => s.Name == $"{name}:All" && s.State == state));

    Task<long> Handled(long sequence) => database.ScalarAsync<long>($"select count(*) from handled where sequence = {sequence}");

    [Fact]
    public async Task the_event_that_fails_is_found_among_a_page_and_those_before_it_are_dealt_with()
    {
        string key;
        await using (var store = database.Open()) key = await store.PlaceAsync(new LineAdded("bolt", 1), new LineAdded("poison", 1), new LineAdded("nut", 1));
        using var host = await HostAsync(Choosy(() => true));
        var status = await Status(host, "Stopped");
        Assert.Equal(("will not drink", key, 3L, "line_added", Stores.Tenant),
            (status.Reason, status.FailedAt!.Stream, status.FailedAt.Version, status.FailedAt.Type, status.FailedAt.Tenant));
        Assert.Equal((status.FailedAt.Sequence - 1, true, "subscription"), (status.Position, status.Led, status.Kind));
        Assert.True(status is { LagEvents: >= 2, LagSeconds: > 0 });
        Assert.Equal((1L, 1L, 0L), (await Handled(1), await Handled(2), await Handled(3)));
        await host.StopAsync();
    }

    [Fact]
    public async Task a_retry_goes_on_once_the_cause_is_gone()
    {
        var fails = true;
        using var host = await HostAsync(Choosy(() => fails));
        await host.Store().PlaceAsync(new LineAdded("poison", 1));
        var status = await Status(host, "Stopped");
        await Hands(host).RetryAsync(name);
        await Eventually.True(async () => (await Status(host, "Stopped")).Changed > status.Changed);
        fails = false;
        await Hands(host).RetryAsync(name);
        await host.WaitForNonStaleProjectionDataAsync(Bound);
        Assert.Equal((null, null), ((await Status(host, "Running")).Reason, (await Status(host, "Running")).FailedAt));
        Assert.Empty(await Hands(host).DeadLettersAsync());
        await host.StopAsync();
    }

    [Fact]
    public async Task a_skip_passes_over_that_one_event_and_keeps_it_as_a_dead_letter()
    {
        using var host = await HostAsync(Choosy(() => true));
        var key = await host.Store().PlaceAsync(new LineAdded("poison", 1), new LineAdded("nut", 1));
        var failed = (await Status(host, "Stopped")).FailedAt!;
        await Assert.ThrowsAsync<InvalidOperationException>(() => Hands(host).SkipAsync(name, failed.Sequence + 1, "op"));
        await Hands(host).SkipAsync(name, failed.Sequence, "op");
        await host.WaitForNonStaleProjectionDataAsync(Bound);
        var letter = Assert.Single(await Hands(host).DeadLettersAsync());
        Assert.Equal((key, 2L, "line_added", "will not drink", "op", Stores.Tenant), (letter.Stream, letter.Version, letter.Type, letter.Reason, letter.SkippedBy, letter.Tenant));
        Assert.Equal((1L, 0L, 1L), (await Handled(1), await Handled(2), await Handled(3)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Hands(host).SkipAsync(name, letter.Sequence, "op"));
        await host.StopAsync();
    }

    [Fact]
    public async Task a_pause_outlives_a_restart_and_ends_with_a_resume()
    {
        var first = new Seen(name);
        using (var host = await HostAsync(first))
        {
            await host.Store().PlaceAsync();
            await host.WaitForNonStaleProjectionDataAsync(Bound);
            await Hands(host).PauseAsync(name);
            await Eventually.True(() => database.ScalarAsync<bool>($"select state = 'Paused' from orders.projection_controls where name = '{name}:All'"));
            await host.Store().PlaceAsync();
            await host.StopAsync();
        }
        var (second, other) = (new Seen(name), new Seen("Other"));
        using var again = await database.HostAsync(DaemonMode.HotCold, null, second, other);
        var key = await again.Store().PlaceAsync();
        await Eventually.True(() => other.Events.Any(e => e.StreamKey == key));
        Assert.Empty(second.Events);
        Assert.Equal("Paused", (await again.Store().Advanced.AllProjectionProgress()).Single(s => s.ShardName == $"{name}:All").AgentStatus);
        using var daemon = await again.Store().BuildProjectionDaemonAsync();
        await daemon.StartAgentAsync($"{name}:All", CancellationToken.None);
        await again.WaitForNonStaleProjectionDataAsync(Bound);
        Assert.Equal(2, second.Events.Count);
        await daemon.StopAgentAsync($"{name}:All");
        await Status(again, "Paused");
        await again.StopAsync();
    }

    [Fact]
    public async Task a_command_reaches_the_leader_from_any_process()
    {
        var seen = new Seen(name);
        using var leader = await database.HostAsync(DaemonMode.HotCold, null, seen);
        await Eventually.True(async () => (await Hands(leader).ListAsync()).All(s => s.Led));
        using var other = await database.HostAsync(DaemonMode.HotCold, null, new Seen(name));
        await Hands(other).PauseAsync(name);
        await Eventually.True(() => database.ScalarAsync<bool>($"select state = 'Paused' from orders.projection_controls where name = '{name}:All'"));
        await other.Store().PlaceAsync();
        await Hands(other).ResumeAsync(name);
        await other.WaitForNonStaleProjectionDataAsync(Bound);
        Assert.NotEmpty(seen.Events);
        await leader.StopAsync();
        await other.StopAsync();
    }

    [Fact]
    public async Task an_unknown_name_is_refused()
    {
        using var host = await HostAsync(new Seen(name));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Hands(host).PauseAsync("Nobody"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Hands(host).RebuildAsync(name));
        await host.StopAsync();
    }
}
