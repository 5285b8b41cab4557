using JasperFx.Events.Daemon;
using Marten.Rebuilding;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marten.Events.Daemon;

/// <summary>
/// Runs the store's tail with its subscriptions. With HotCold only the process that holds the store's advisory lock does; the lock
/// lives on the tail's own connection, so it falls with the process or the connection, and another process takes over within a second.
/// </summary>
internal sealed class EventDaemon(DocumentStore store, DaemonMode mode, ILogger<EventDaemon> log) : BackgroundService
{
    readonly Tail tail = new(store, log);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!store.Options.Projections.Declared.Any()) return;
        for (var failed = 0; !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                await store.Database.ReadyAsync(stoppingToken);
                await using var connection = await store.Database.Source.OpenConnectionAsync(stoppingToken);
                await LeadAsync(connection, stoppingToken);
                failed = 0;
                await RunAsync(connection, stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "The tail of {Schema} lost its connection and begins again", store.Database.Schema);
                var pause = Task.Delay(Math.Min(50 << Math.Min(failed++, 6), 2000), stoppingToken);
                await Task.WhenAny(pause);
            }
        }
    }

    async Task RunAsync(NpgsqlConnection connection, CancellationToken stopping)
    {
        using var leading = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var controls = new Controls(store, log);
        Func<CancellationToken, Task>[] parts = [controls.WatchAsync, new RebuildQueue(store, controls, log).RunAsync,
            .. store.Options.Projections.Subscriptions.Select(s => (Func<CancellationToken, Task>)new SubscriptionRunner(store, tail, controls, s, log).RunAsync)];
        Task[] running = [];
        try
        {
            // Before anything runs: what is paused must not run for a moment after a takeover.
            await controls.ReadAsync(stopping);
            running = [.. parts.Select(part => Task.Run(() => part(leading.Token), CancellationToken.None))];
            await tail.FollowAsync(connection, leading.Token);
        }
        finally
        {
            await leading.CancelAsync();
            await Task.WhenAll(running);
            await ResignAsync(connection);
        }
    }

    async Task LeadAsync(NpgsqlConnection connection, CancellationToken token)
    {
        if (mode != DaemonMode.HotCold) return;
        await using var command = new NpgsqlCommand(Leadership.Take(store.Database.Schema), connection);
        while (!(bool)(await command.ExecuteScalarAsync(token))!) await Task.Delay(Leadership.Every, token);
        log.LogInformation("This process leads the subscriptions of {Schema}", store.Database.Schema);
    }

    /// <summary>The connection goes back to a pool that may not reset it.</summary>
    async Task ResignAsync(NpgsqlConnection connection)
    {
        if (mode != DaemonMode.HotCold || connection.FullState != System.Data.ConnectionState.Open) return;
        await using var command = new NpgsqlCommand("select pg_advisory_unlock_all()", connection) { CommandTimeout = 2 };
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
