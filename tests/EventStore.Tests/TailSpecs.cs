using Cultivation.Kit;
using Marten;
using Marten.Events;
using Marten.Exceptions;
using Npgsql;

namespace Cultivation.EventStore.Tests;

/// <summary>Numbers are given before commit. Nothing may be skipped, inverted or seen twice.</summary>
public sealed class TailSpecs(Database database, ITestOutputHelper output) : IClassFixture<Database>
{
    static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    public async Task nothing_is_skipped_while_delayed_writers_hold_numbers(int delayed)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var seen = new Seen($"Delayed{delayed}");
        using var host = await database.HostAsync(seen);
        var committed = new List<(string Key, long Version)>[delayed + 2];
        await Task.WhenAll(
            [.. Enumerable.Range(0, delayed).Select(i => Task.Run(() => Delayed(new Random(seed + i), committed[i] = []))),
             .. Enumerable.Range(delayed, 2).Select(i => Task.Run(() => Quick(host.Store(), new Random(seed + i), committed[i] = [])))]);
        await host.WaitForNonStaleProjectionDataAsync(Bound);

        var got = seen.Events;
        Assert.Equal(got.Select(e => e.Sequence).Order(), got.Select(e => e.Sequence));
        Assert.Equal(got.Count, got.Select(e => e.Sequence).Distinct().Count());
        foreach (var stream in got.GroupBy(e => e.StreamKey)) Assert.Equal(stream.Select(e => e.Version).Order(),
            stream.Select(e => e.Version));
        Assert.Empty(committed.SelectMany(c => c).Except(got.Select(e => (e.StreamKey!, e.Version))));
        Assert.Equal(await database.ScalarAsync<long>("select count(*) from orders.mt_events"), got.Count);
        await host.StopAsync();
    }

    [Fact]
    public async Task a_rolled_back_start_does_not_hold_up_the_tail()
    {
        var seen = new Seen("RolledBack");
        using var host = await database.HostAsync(seen);
        for (var i = 0; i < 5; i++) await Burn(host.Store());
        var last = await host.Store().PlaceAsync();
        await Eventually.True(() => seen.Events.Any(e => e.StreamKey == last), TimeSpan.FromSeconds(1));
        await host.StopAsync();
    }

    [Fact]
    public async Task an_open_transaction_with_a_number_is_waited_for_and_one_without_is_not()
    {
        var seen = new Seen("Open");
        using var host = await database.HostAsync(seen);
        var (idle, holder) = (await database.OpenAsync(), await database.OpenAsync());
        await using (idle)
        await using (holder)
        {
            await Run(idle, "begin; insert into orders.mt_streams (id, version) values ('idle', 0)");
            var free = await host.Store().PlaceAsync();
            await Eventually.True(() => seen.Events.Any(e => e.StreamKey == free), TimeSpan.FromSeconds(2));

            await Run(holder, "begin; select nextval('orders.mt_events_sequence')");
            var held = await host.Store().PlaceAsync();
            var direct = await host.Store().PlaceAsync();
            await Assert.ThrowsAsync<TimeoutException>(() => Eventually.True(() => seen.Events.Any(e => e.StreamKey == held),
                TimeSpan.FromSeconds(1)));
            await Run(holder, "rollback");
            await Eventually.True(() => seen.Events.Any(e => e.StreamKey == direct), TimeSpan.FromSeconds(1));
        }
        await host.StopAsync();
    }

    [Fact]
    public async Task a_number_held_in_another_schema_or_database_does_not_matter()
    {
        var seen = new Seen("Other");
        using var host = await database.HostAsync(seen);
        await using var elsewhere = await TestDatabase.CreateAsync("other");
        await using var holder = new NpgsqlConnection(elsewhere.ConnectionString);
        await holder.OpenAsync();
        await Run(holder, "create schema orders; create sequence orders.mt_events_sequence");
        await Run(holder, "begin; select nextval('orders.mt_events_sequence')");
        await using var here = await database.OpenAsync();
        await Run(here, "create schema if not exists theirs; create sequence if not exists theirs.mt_events_sequence");
        await Run(here, "begin; select nextval('theirs.mt_events_sequence')");
        await Burn(host.Store());
        var key = await host.Store().PlaceAsync();
        await Eventually.True(() => seen.Events.Any(e => e.StreamKey == key), TimeSpan.FromSeconds(1));
        await host.StopAsync();
    }

    /// <summary>Takes numbers, waits, then commits or rolls back.</summary>
    async Task Delayed(Random random, List<(string, long)> committed)
    {
        await using var connection = await database.OpenAsync();
        for (var n = 0; n < 25; n++)
        {
            var key = $"raw:{Guid.NewGuid():N}";
            var events = random.Next(1, 4);
            await using var transaction = await connection.BeginTransactionAsync();
            if (random.Next(2) == 0) await Run(connection, "select txid_current()");
            await Run(connection, $"insert into orders.mt_streams (tenant_id, id, version) values ('{Stores.Tenant}', '{key}', {events})");
            for (var version = 1; version <= events; version++)
            {
                await Run(connection,
                    "insert into orders.mt_events (seq_id, id, stream_id, version, data, type, tenant_id, mt_dotnet_type) values "
                    + $"(nextval('orders.mt_events_sequence'), gen_random_uuid(), '{key}', {version}, '{{}}', 'order_closed', '{Stores.Tenant}', '')");
                await Task.Delay(random.Next(8));
            }
            if (random.Next(5) == 0)
            {
                await transaction.RollbackAsync();
                continue;
            }
            await transaction.CommitAsync();
            for (var version = 1; version <= events; version++) committed.Add((key, version));
        }
    }

    static async Task Quick(IDocumentStore store, Random random, List<(string, long)> committed)
    {
        for (var n = 0; n < 60; n++)
        {
            var key = await store.PlaceAsync(new LineAdded("bolt", n));
            committed.AddRange([(key, 1L), (key, 2L)]);
            if (random.Next(6) == 0) await Burn(store);
        }
    }

    /// <summary>A save that takes a number and fails.</summary>
    static async Task Burn(IDocumentStore store)
    {
        var taken = await store.PlaceAsync();
        await using var session = store.LightweightSession(Stores.Tenant);
        // Streams are written in the order of their keys: the first takes its number, the second collides.
        session.Events.StartStream<Order>("order:!" + Guid.NewGuid(), new OrderPlaced("Li"));
        session.Events.StartStream<Order>(taken, new OrderPlaced("Li"));
        await Assert.ThrowsAsync<ExistingStreamIdCollisionException>(() => session.SaveChangesAsync());
    }

    static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
