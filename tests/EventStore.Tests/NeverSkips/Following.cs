using System.Collections.Concurrent;
using Cultivation.EventStore.Worker;
using Cultivation.Kit;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Cultivation.EventStore.Tests.NeverSkips;

/// <summary>A place in the log.</summary>
internal sealed record Place(long Sequence, string Stream, long Version);

/// <summary>A fresh store, followed from its first event by a subscription of this process, and room for one of another process.</summary>
internal sealed class Following : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private readonly ConcurrentBag<(string Stream, int Events)> committed = [];
    private readonly IHost host;

    private Following(Ticks ticks, int seed, IHost host) => (Ticks, Random, this.host) = (ticks, new Random(seed), host);

    public Ticks Ticks { get; }

    public Random Random { get; }

    public IDocumentStore Store => host.Store();

    public static async Task<Following> StartAsync(string connectionString, int seed)
    {
        var ticks = new Ticks(connectionString, $"s{seed}");
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddMarten(options =>
        {
            ticks.Configure(options);
            options.Projections.Subscribe(new Follower(ticks.Schema, "here"));
        }).UseLightweightSessions().ApplyAllDatabaseChangesOnStartup().AddAsyncDaemon(DaemonMode.Solo);
        var host = builder.Build();
        await host.StartAsync();
        await using var database = await OpenAsync(ticks);
        await using var tables = new NpgsqlCommand($"{Follower.Table(ticks.Schema, "here")}; {Follower.Table(ticks.Schema, "handled")}", database);
        await tables.ExecuteNonQueryAsync();
        return new Following(ticks, seed, host);
    }

    /// <summary>A writer that dawdles between its numbers and its commit.</summary>
    public Task Delayed(int transactions, int rolledBack = 20) =>
        new DelayedWriter(Ticks, new Random(Random.Next()), Committed) { RolledBack = rolledBack }.RunAsync(transactions);

    /// <summary>A writer of the store: blind appends to few streams, of which some fail after they took a number.</summary>
    public async Task Quick(int saves)
    {
        var random = new Random(Random.Next());
        for (var n = 0; n < saves; n++)
        {
            await using var session = Store.LightweightSession(Ticks.Tenant);
            session.Events.Append(Ticks.Stream(random), [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => (object)new Ticked(i))]);
            // Streams are written in the order of their keys, so the clock took its numbers before this is refused.
            var refused = random.Next(6) == 0;
            if (refused)
                session.Events.Append("zone", 1_000_000, new Ticked(0));
            if (refused)
                await Assert.ThrowsAsync<EventStreamUnexpectedMaxEventIdException>(() => session.SaveChangesAsync());
            else
                await session.SaveChangesAsync();
        }
    }

    public void Committed(string stream, int events) => committed.Add((stream, events));

    /// <summary>Waits until all is handled, and compares it with the log: the same events, in the same order, each once.</summary>
    /// <returns>How many.</returns>
    public async Task<int> VerifyAsync()
    {
        await Current();
        var log = await LogAsync(Ticks, "mt_events order by seq_id");
        Assert.Equal(log, await LogAsync(Ticks, "here order by n"));
        foreach (var stream in log.GroupBy(place => place.Stream))
            Assert.Equal(Enumerable.Range(1, stream.Count()).Select(v => (long)v), stream.Select(place => place.Version));
        Assert.Empty(committed.SelectMany(c => Enumerable.Range(1, c.Events).Select(v => (c.Stream, (long)v))).Except(log.Select(p => (p.Stream, p.Version))));
        return log.Count;
    }

    /// <param name="from">Table of the schema, and order.</param>
    public static async Task<List<Place>> LogAsync(Ticks ticks, string from)
    {
        await using var connection = await OpenAsync(ticks);
        await using var command = new NpgsqlCommand($"select seq_id, stream_id, version from {ticks.Schema}.{from}", connection);
        await using var rows = await command.ExecuteReaderAsync();
        var places = new List<Place>();
        while (await rows.ReadAsync())
            places.Add(new(rows.GetInt64(0), rows.GetString(1), rows.GetInt64(2)));
        return places;
    }

    // Asked anew when a pooled connection turns out to have died with the server.
    private Task Current() => Eventually.True(
        async () =>
        {
            try
            {
                await host.WaitForNonStaleProjectionDataAsync(Bound);
                return true;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        },
        Bound);

    private static async Task<NpgsqlConnection> OpenAsync(Ticks ticks)
    {
        var connection = new NpgsqlConnection(ticks.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
