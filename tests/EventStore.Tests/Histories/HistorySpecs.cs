using FsCheck;
using FsCheck.Fluent;
using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events;
using Marten.Exceptions;
using Microsoft.Extensions.Hosting;

namespace Cultivation.EventStore.Tests.Histories;

/// <summary>Random concurrent histories. What was answered as saved is there, what was refused left nothing, and all readers agree.</summary>
public sealed class HistorySpecs(Database database) : IClassFixture<Database>, IAsyncLifetime
{
    private readonly Seen seen = new("Histories");
    private IHost host = null!;
    private int runs;

    public async ValueTask InitializeAsync() => host = await database.HostAsync(DaemonMode.Solo, options =>
    {
        options.Projections.Add<OrderRows>(ProjectionLifecycle.Async);
        options.Projections.Add<ItemsSold>(ProjectionLifecycle.Inline);
    }, seen);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    [Fact]
    public void streams_are_whole_projections_equal_the_fold_and_readers_see_everything_once_in_order() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(40), Prop.ForAll(History.Any, history => HoldsAsync(history).GetAwaiter().GetResult()));

    private async Task<bool> HoldsAsync(History history)
    {
        var run = Interlocked.Increment(ref runs);
        var before = seen.Events.Count;
        await using (var start = host.Store().LightweightSession(Stores.Tenant))
        {
            for (var stream = 0; stream < History.Streams; stream++)
                start.Events.StartStream<Order>($"order:{run}-{stream}", new OrderPlaced("Li"));
            await start.SaveChangesAsync();
        }
        var answers = await Task.WhenAll(history.Writers.Select(saves => Task.Run(() => WriteAsync(run, saves))));
        await host.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(30));

        var saved = answers.SelectMany(a => a).ToLookup(a => a.Stream, a => a.Events);
        await using var session = host.Store().QuerySession(Stores.Tenant);
        for (var at = 0; at < History.Streams; at++)
        {
            var stream = $"order:{run}-{at}";
            var events = 1 + saved[stream].Sum();
            var log = await session.Events.FetchStreamAsync(stream);
            Assert.Equal(Enumerable.Range(1, events).Select(v => (long)v), log.Select(e => e.Version));
            var snapshot = await session.LoadAsync<Order>(stream);
            Assert.Equal(log.Aggregate(new Order(), (order, e) => order.Evolve(e.Data)) with { Id = stream, Version = events }, snapshot);
            Assert.Equal(new OrderRow(stream, snapshot!.Pieces, events), await session.LoadAsync<OrderRow>(stream));
        }
        Assert.Equal(await database.ScalarAsync<long>("select coalesce(sum((data->>'Pieces')::int), 0) from orders.mt_events where type = 'line_added'"),
            (await session.LoadAsync<ItemSold>("bolt"))?.Pieces ?? 0);
        var followed = seen.Events.Skip(before).ToList();
        Assert.Equal(followed.Select(e => e.Sequence).Distinct().Order(), followed.Select(e => e.Sequence));
        Assert.Equal(History.Streams + saved.Sum(stream => stream.Sum()), followed.Count);
        return true;
    }

    /// <returns>What was answered as saved.</returns>
    private async Task<List<(string Stream, int Events)>> WriteAsync(int run, Write[][] saves)
    {
        List<(string, int)> saved = [];
        var first = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var save in saves)
        {
            await using var session = host.Store().LightweightSession(Stores.Tenant);
            try
            {
                foreach (var write in save)
                    await AppendAsync(session, $"order:{run}-{write.Stream}", write, first);
                await session.SaveChangesAsync();
                saved.AddRange(save.Select(write => ($"order:{run}-{write.Stream}", write.Events)));
            }
            catch (Exception refusal) when (refusal is ConcurrencyException or ExistingStreamIdCollisionException)
            {
                // Refused as a whole: the sums above would tell if anything of it had stayed.
            }
        }
        return saved;
    }

    private static async Task AppendAsync(IDocumentSession session, string stream, Write write, Dictionary<string, long> first)
    {
        object[] events = [.. Enumerable.Range(1, write.Events).Select(pieces => new LineAdded("bolt", pieces))];
        switch (write.Expecting)
        {
            case Expecting.Nothing:
                session.Events.Append(stream, events);
                break;
            case Expecting.WhatWasRead:
                (await session.Events.FetchForWriting<Order>(stream)).AppendMany(events);
                break;
            case Expecting.WhatWasReadFirst:
                if (!first.TryGetValue(stream, out var version))
                    first[stream] = version = (await session.Events.FetchStreamStateAsync(stream))?.Version ?? 0;
                session.Events.Append(stream, version + write.Events, events);
                break;
            default:
                session.Events.Append(stream, 1_000_000, events);
                break;
        }
    }
}
