using Cultivation.Kit;
using Marten;
using Npgsql;

namespace Cultivation.EventStore.Tests;

/// <summary>The database goes away for a while.</summary>
public sealed class OutageSpecs(Database database) : IClassFixture<Database>
{
    [Fact]
    public async Task after_an_outage_the_subscriptions_catch_up_without_a_restart()
    {
        var seen = new Seen("Outage");
        using var host = await database.HostAsync(seen);
        var before = await host.Store().PlaceAsync();
        await Eventually.True(() => seen.Events.Any(e => e.StreamKey == before));

        await Allow(false);
        await Assert.ThrowsAnyAsync<Exception>(() => host.Store().PlaceAsync());
        await Assert.ThrowsAnyAsync<Exception>(() => host.Store().Advanced.AllProjectionProgress());
        await Allow(true);

        var after = await PlaceWhenPossible(host.Store());
        await Eventually.True(() => seen.Events.Any(e => e.StreamKey == after), TimeSpan.FromSeconds(20));
        Assert.Equal(seen.Events.Count, seen.Events.Select(e => e.Sequence).Distinct().Count());
        await host.StopAsync();
    }

    [Fact]
    public async Task a_killed_tail_connection_is_replaced()
    {
        var seen = new Seen("Killed");
        using var host = await database.HostAsync(seen);
        for (var i = 0; i < 3; i++)
        {
            await Kill();
            var key = await PlaceWhenPossible(host.Store());
            await Eventually.True(() => seen.Events.Any(e => e.StreamKey == key), TimeSpan.FromSeconds(20));
        }
        await host.StopAsync();
    }

    async Task Allow(bool connections)
    {
        await using var connection = await Elsewhere();
        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database;
        await using var command = new NpgsqlCommand($"alter database {name} with allow_connections {connections}", connection);
        await command.ExecuteNonQueryAsync();
        if (!connections) await Kill();
    }

    async Task Kill()
    {
        await using var connection = await Elsewhere();
        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database;
        await using var command = new NpgsqlCommand($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'",
            connection);
        await command.ExecuteNonQueryAsync();
    }

    async Task<NpgsqlConnection> Elsewhere()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = "postgres",
            Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Pooled connections of before find out that they are dead when they are used.</summary>
    static async Task<string> PlaceWhenPossible(IDocumentStore store) => await Eventually.Get(async () =>
    {
        try
        {
            return await store.PlaceAsync();
        }
        catch (Exception)
        {
            return null;
        }
    });
}
