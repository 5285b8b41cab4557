using Cultivation.Kit;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events;
using Marten.Events.Projections;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Cultivation.EventStore.Tests;

/// <summary>One leader among many processes; those that are killed are in NeverSkips.KilledSpecs.</summary>
public sealed class LeaderSpecs : IAsyncLifetime
{
    readonly Database database = new();

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    Task<IHost> HotCold(Seen seen) => database.HostAsync(DaemonMode.HotCold, null, seen);

    /// <summary>The backends that lead or want to.</summary>
    Task<int> Leader() => database.ScalarAsync<int>(
        "select coalesce(max(pid), 0) from pg_locks l join pg_database d on d.oid = l.database where d.datname = current_database() and locktype = 'advisory' and objsubid = 2");

    [Fact]
    public async Task another_process_takes_over_within_five_seconds_of_the_leaders_death()
    {
        await using (var store = database.Open()) await store.PlaceAsync();
        var dying = await database.OpenAsync();
        await using (var command = new NpgsqlCommand("select pg_advisory_lock(hashtext('cultivation'), hashtext('orders.mt_events_sequence'))", dying))
            await command.ExecuteNonQueryAsync();
        var seen = new Seen("Heir");
        using var host = await HotCold(seen);
        await Assert.ThrowsAsync<TimeoutException>(() => Eventually.True(() => seen.Events.Count > 0, TimeSpan.FromSeconds(1.5)));
        await database.ExecuteAsync($"select pg_terminate_backend({dying.ProcessID})");
        await Eventually.True(() => seen.Events.Count > 0, TimeSpan.FromSeconds(5));
        await dying.DisposeAsync();
        await host.StopAsync();
    }

    [Fact]
    public async Task many_processes_deal_with_each_event_once_while_leaders_are_cut_off()
    {
        Seen[] seen = [new("Once"), new("Once"), new("Once")];
        var hosts = await Task.WhenAll(seen.Select(HotCold));
        for (var round = 0; round < 5; round++)
        {
            for (var i = 0; i < 10; i++) await hosts[i % 3].Store().PlaceAsync();
            await database.ExecuteAsync($"select pg_terminate_backend({await Leader()})");
            await Eventually.True(async () => await Leader() != 0, TimeSpan.FromSeconds(5));
        }
        await hosts[0].WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));
        await Task.WhenAll(hosts.Select(h => h.StopAsync()));
        var saved = await database.ScalarAsync<long>("select last_seq_id from orders.mt_event_progression where name = 'Once:All'");
        Assert.Equal(50, saved);
        Assert.Equal(Enumerable.Range(1, 50).Select(n => (long)n), seen.SelectMany(s => s.Events).Select(e => e.Sequence).Distinct().Order());
        foreach (var host in hosts) host.Dispose();
    }

    [Fact]
    public async Task two_who_both_believe_they_lead_project_each_event_once()
    {
        static void Both(StoreOptions options) => options.Projections.Add<Buyers>(ProjectionLifecycle.Async);
        using var one = await database.HostAsync(DaemonMode.Solo, Both);
        using var two = await database.HostAsync(DaemonMode.Solo, Both);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            for (var i = 0; i < 25; i++) await one.Store().PlaceAsync(new LineAdded("bolt", 1));
        }));
        await two.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(20));
        await using var query = one.Store().QuerySession(Stores.Tenant);
        Assert.Equal(100, (await query.LoadAsync<Buyer>("Li"))!.Orders);
        await one.StopAsync();
        await two.StopAsync();
    }
}
