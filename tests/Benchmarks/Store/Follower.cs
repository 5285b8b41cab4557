using System.Diagnostics;
using System.Text.Json;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Cultivation.Benchmarks.Store;

/// <summary>Tells of each event that it is given: ours as a subscription.</summary>
internal sealed class Follower(Action<string, long> handled) : SubscriptionBase
{
    public override Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        foreach (var e in page.Events)
            handled(e.StreamKey!, Stopwatch.GetTimestamp());
        return Task.FromResult(NullChangeListener.Instance);
    }

    public static async Task<IHost> HostAsync(string connection, Action<string, long> handled)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddMarten(options =>
        {
            BenchStore.Configure(options, connection, SnapshotLifecycle.Inline);
            options.Projections.Subscribe(new Follower(handled));
        }).UseLightweightSessions().AddAsyncDaemon(DaemonMode.Solo);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}

/// <summary>
/// The same by hand: after a signal, else after 25 ms, what is above the last position, handler, position. It passes over an event that
/// commits late.
/// </summary>
internal sealed class HandWrittenFollower(NpgsqlDataSource source, Action<string, long> handled)
{
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(25);
    private const string Next = "select seq_id, stream_id, data from bench.mt_events where seq_id > $1 order by seq_id limit 500";
    private readonly SemaphoreSlim signal = new(0);

    public void Signal() => signal.Release();

    public async Task RunAsync(CancellationToken until)
    {
        await using var connection = await source.OpenConnectionAsync(CancellationToken.None);
        var position = await HeadAsync(connection);
        while (!until.IsCancellationRequested)
        {
            var from = position;
            await using (var command = new NpgsqlCommand(Next, connection))
            {
                command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = from });
                await using var rows = await command.ExecuteReaderAsync(CancellationToken.None);
                while (await rows.ReadAsync(CancellationToken.None))
                {
                    JsonSerializer.Deserialize<LineAdded>(rows.GetFieldValue<byte[]>(2));
                    handled(rows.GetString(1), Stopwatch.GetTimestamp());
                    position = rows.GetInt64(0);
                }
            }
            if (position > from)
                await SaveAsync(connection, position);
            await signal.WaitAsync(Every, CancellationToken.None);
        }
    }

    private static async Task<long> HeadAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("create table if not exists bench.by_hand_position as select 0::bigint as at; "
            + "select coalesce(max(seq_id), 0) from bench.mt_events", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task SaveAsync(NpgsqlConnection connection, long position)
    {
        await using var command = new NpgsqlCommand("update bench.by_hand_position set at = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = position });
        await command.ExecuteNonQueryAsync();
    }
}
