using Cultivation.Kit;
using Npgsql;

namespace Cultivation.Servers.Tests;

public sealed class PrivateServersTests
{
    [Fact]
    public async Task data_survives_a_restart_in_the_same_folder()
    {
        var folder = ServerFolders.Temporary();
        try
        {
            var plan = Private(folder);
            await using (var first = await ServerSet.StartAsync(plan))
            {
                await ExecuteAsync(await Databases.EnsureAsync(first.Postgres, "kept"), "create table kept as select 42 as answer");
                using var management = Management.Client(first.RabbitMqManagement);
                (await management.PutAsync("api/vhosts/kept", null)).EnsureSuccessStatusCode();
            }

            await using var second = await ServerSet.StartAsync(plan);
            Assert.Equal(42, await ExecuteAsync(await Databases.EnsureAsync(second.Postgres, "kept"), "select answer from kept"));
            using var again = Management.Client(second.RabbitMqManagement);
            (await again.GetAsync("api/vhosts/kept")).EnsureSuccessStatusCode();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task two_sets_run_side_by_side_and_leave_no_process_and_no_file()
    {
        var (one, other) = (ServerFolders.Temporary(), ServerFolders.Temporary());
        var starting = new[] { one, other }.Select(folder => ServerSet.StartAsync(Private(folder) with { Temporary = true })).ToArray();
        var sets = await Task.WhenAll(starting);

        Assert.NotEqual(sets[0].Postgres, sets[1].Postgres);
        foreach (var set in sets)
            Assert.Equal(1, await ExecuteAsync(set.Postgres, "select 1"));
        Assert.NotEmpty(Processes.Mentioning(one));

        foreach (var set in sets)
            await set.DisposeAsync();
        Assert.Empty(Processes.Mentioning(one));
        Assert.Empty(Processes.Mentioning(other));
        await Eventually.True(() => !Directory.Exists(one) && !Directory.Exists(other));
    }

    [Fact]
    public async Task durability_is_not_traded_for_speed()
    {
        var servers = await TestServers.SharedAsync();
        Assert.Equal("on", await ExecuteAsync(servers.Postgres, "select current_setting('fsync')"));
        Assert.Equal("on", await ExecuteAsync(servers.Postgres, "select current_setting('synchronous_commit')"));
    }

    [Fact]
    public async Task one_given_address_of_rabbitmq_without_the_other_is_refused()
    {
        Environment.SetEnvironmentVariable("CULTIVATION_HALF_RABBITMQ", "amqp://guest:guest@127.0.0.1/");
        var failure = await Assert.ThrowsAsync<ServerFailed>(() => ServerSet.StartAsync(new ServerPlan("/nowhere") { Prefix = "CULTIVATION_HALF_" }));
        Assert.Contains("CULTIVATION_HALF_RABBITMQ_MANAGEMENT", failure.Message, StringComparison.Ordinal);
    }

    // A prefix that nobody sets: these tests always start servers of their own.
    private static ServerPlan Private(string folder) => new(folder) { Prefix = "CULTIVATION_NONE_" };

    private static async Task<object?> ExecuteAsync(string address, string sql)
    {
        await using var connection = new NpgsqlConnection(address + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
