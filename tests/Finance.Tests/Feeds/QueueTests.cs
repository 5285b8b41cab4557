using System.Net.Http.Json;
using System.Text.Json;
using Cultivation.Kit;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Cultivation.Finance.Tests.Feeds;

/// <summary>A bank's place on the broker: what it is, what the bank may do there, and how it heals.</summary>
[Collection<OnTheWire>]
public sealed class QueueTests(District district)
{
    [Fact]
    public async Task a_registered_bank_has_a_virtual_host_a_queue_and_limits()
    {
        var bank = await Partner.With(district);
        using var management = district.ManagementClient();
        var host = Banks.Place(bank.Id);
        var queue = await Eventually.Get(async () => await Found(management, $"api/queues/{host}/feed"));
        Assert.Equal("quorum", queue.Value.GetProperty("arguments").GetProperty("x-queue-type").GetString());
        Assert.Equal("reject-publish", queue.Value.GetProperty("arguments").GetProperty("x-overflow").GetString());
        Assert.Equal(100_000, queue.Value.GetProperty("arguments").GetProperty("x-max-length").GetInt32());
        var limits = (await management.GetFromJsonAsync<JsonElement>($"api/vhost-limits/{host}"))[0].GetProperty("value");
        Assert.Equal((8, 1), (limits.GetProperty("max-connections").GetInt32(), limits.GetProperty("max-queues").GetInt32()));
        var user = (await management.GetFromJsonAsync<JsonElement>($"api/user-limits/{host}"))[0].GetProperty("value");
        Assert.Equal((4, 8), (user.GetProperty("max-connections").GetInt32(), user.GetProperty("max-channels").GetInt32()));
        var permission = await management.GetFromJsonAsync<JsonElement>($"api/permissions/{host}/{host}");
        Assert.Equal(
            ("^$", "^$", "^feed$"),
            (permission.GetProperty("configure").GetString(), permission.GetProperty("write").GetString(), permission.GetProperty("read").GetString()));
    }

    [Fact]
    public async Task a_banks_user_consumes_its_queue_and_is_refused_everything_else()
    {
        var (bank, other) = (await Partner.With(district), await Partner.With(district));
        await Refused(bank, 403, channel => channel.QueueDeclareAsync("mine", durable: true));
        await Refused(bank, 403, channel => channel.QueueDeleteAsync("feed"));
        await Refused(bank, 403, channel => channel.ExchangeDeclareAsync("mine", "fanout"));
        await Refused(bank, 403, channel => channel.QueueBindAsync("feed", "amq.topic", "#"));
        await Refused(bank, 403, async channel =>
        {
            await channel.BasicPublishAsync("", "feed", new byte[] { 1 });
            await channel.BasicQosAsync(0, 1, global: false);
        });
        await Refused(bank, 404, channel => channel.QueueDeclarePassiveAsync("other"));
        Assert.Equal(530, await Code(() => bank.Connect(Banks.Place(other.Id))));
        Assert.Equal(530, await Code(() => bank.Connect(new Uri(district.Broker.ToString()).AbsolutePath[1..])));
    }

    [Fact]
    public async Task a_bank_opens_no_more_connections_than_agreed()
    {
        var bank = await Partner.With(district);
        var open = new List<IConnection>();
        for (var i = 0; i < 4; i++)
            open.Add(await bank.Connect());
        // The broker counts connections a moment after it has opened them.
        await Eventually.True(async () => await Code(() => bank.Connect()) == 530);
        foreach (var connection in open)
            await connection.DisposeAsync();
    }

    [Fact]
    public async Task a_password_is_shown_once_and_a_new_one_ends_the_old()
    {
        var bank = await Partner.With(district);
        var first = await bank.Http.CommandText($"banks/{bank.Id}/amqp-credentials", "", "").Done();
        var second = await bank.Http.CommandText($"banks/{bank.Id}/amqp-credentials", "", "same").Done();
        var third = await bank.Http.CommandText($"banks/{bank.Id}/amqp-credentials", "", "same").Done();
        var passwords = new[] { first, second, third }.Select(c => c.GetProperty("password").GetString()!).ToArray();
        Assert.Equal(3, passwords.Distinct().Count());
        Assert.Equal(0, await Count("select count(*) from hosting.replies where body like any($1)", passwords));
        Assert.Equal(0, await Count("select count(*) from events.mt_events where data::text like any($1)", passwords));
        foreach (var (password, works) in passwords.Zip([false, false, true]))
            Assert.Equal(works, await Opens(first, password));
    }

    [Fact]
    public async Task what_was_published_but_not_saved_comes_again_with_the_same_id()
    {
        var bank = await Partner.With(district);
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm);
        await using var database = NpgsqlDataSource.Create(district.FinanceData);
        await using var connection = await database.OpenConnectionAsync();
        await using var holding = await connection.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("select 1 from finance.deliveries where bank_id = $1 for update", connection, holding) { Parameters = { new() { Value = bank.Id } } })
            await hold.ExecuteNonQueryAsync();
        await firm.Recognised();
        Assert.Equal("1-1", (await bank.Take(1)).Single().BasicProperties.MessageId);
        // The publisher now waits to save its place. Its connection dies, as it would with the process.
        await Eventually.True(async () => await Terminated(database));
        await holding.RollbackAsync();
        Assert.Equal("1-1", (await bank.Take(1)).Single().BasicProperties.MessageId);
        await Eventually.True(async () => await Count("select position from finance.deliveries where bank_id = any($1)", [bank.Id]) == 1);
    }

    [Fact]
    public async Task a_lost_virtual_host_is_made_again_and_refilled_from_the_feed()
    {
        var bank = await Partner.With(district);
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm);
        await firm.Recognised();
        await bank.Take(1);
        using var management = district.ManagementClient();
        (await management.DeleteAsync($"api/vhosts/{Banks.Place(bank.Id)}")).EnsureSuccessStatusCode();
        (await management.DeleteAsync($"api/users/{Banks.Place(bank.Id)}")).EnsureSuccessStatusCode();
        await firm.Left(new DateOnly(2026, 11, 1));
        bank.ForgetPassword();
        Assert.Equal("1-2", (await bank.Take(1)).Single().BasicProperties.MessageId);
        await district.Client().Command($"banks/{bank.Id}/refills", new { after = "1-0" }).Done();
        Assert.Equal(["1-1", "1-2"], (await bank.Take(2)).Select(m => m.BasicProperties.MessageId));
    }

    [Fact]
    public async Task a_deleted_queue_is_declared_again()
    {
        var bank = await Partner.With(district);
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm);
        await firm.Recognised();
        await bank.Take(1);
        using var management = district.ManagementClient();
        (await management.DeleteAsync($"api/queues/{Banks.Place(bank.Id)}/feed")).EnsureSuccessStatusCode();
        await firm.Left(new DateOnly(2026, 11, 1));
        await Eventually.Get(async () => await Found(management, $"api/queues/{Banks.Place(bank.Id)}/feed"));
        Assert.Equal("1-2", (await bank.Take(1)).Single().BasicProperties.MessageId);
    }

    [Theory]
    [InlineData("""{"after":"1-7"}""", "409 feed.cursor-ahead")]
    [InlineData("""{"after":"2-0"}""", "409 feed.epoch-changed")]
    [InlineData("""{"after":"x"}""", "400 feed.cursor-malformed")]
    [InlineData("""{"after":1}""", "400 request.malformed")]
    [InlineData("{", "400 request.malformed")]
    public async Task a_refill_from_nowhere_is_refused(string body, string problem)
    {
        var bank = await Partner.With(district);
        Assert.Equal(problem, await district.Client().CommandText($"banks/{bank.Id}/refills", body).Problem());
    }

    [Fact]
    public async Task only_the_operator_refills()
    {
        Assert.Equal("403 auth.role-missing", await district.Client([Hosting.Roles.CaseWorker]).Command("banks/x/refills", new { after = "1-0" }).Problem());
        Assert.Equal("404 bank.unknown", await district.Client().Command("banks/nobody/refills", new { after = "1-0" }).Problem());
        Assert.Equal("404 bank.unknown", await district.Client().CommandText("banks/nobody/amqp-credentials", "", "").Problem());
    }

    private static async Task Refused(Partner bank, int code, Func<IChannel, Task> attempt)
    {
        await using var connection = await bank.Connect();
        await using var channel = await connection.CreateChannelAsync();
        var refused = await Assert.ThrowsAnyAsync<RabbitMQClientException>(async () =>
        {
            await attempt(channel);
            await channel.BasicGetAsync("feed", autoAck: false);
        });
        Assert.Equal(code, ((OperationInterruptedException)refused).ShutdownReason!.ReplyCode);
    }

    /// <summary>With which code the broker refuses a connection, at once or when a channel is asked for; 0 when it does not.</summary>
    private static async Task<int> Code(Func<Task<IConnection>> connect)
    {
        try
        {
            await using var connection = await connect();
            await using var channel = await connection.CreateChannelAsync();
            return 0;
        }
        catch (BrokerUnreachableException refused) when (refused.InnerException is OperationInterruptedException { ShutdownReason: { } reason })
        {
            return reason.ReplyCode;
        }
        catch (OperationInterruptedException refused)
        {
            return refused.ShutdownReason!.ReplyCode;
        }
    }

    private static async Task<bool> Opens(JsonElement credentials, string password)
    {
        try
        {
            await using var connection = await new ConnectionFactory
            {
                HostName = credentials.GetProperty("host").GetString()!, Port = credentials.GetProperty("port").GetInt32(),
                VirtualHost = credentials.GetProperty("vhost").GetString()!, UserName = credentials.GetProperty("user").GetString()!, Password = password,
            }.CreateConnectionAsync();
            return true;
        }
        catch (BrokerUnreachableException refused) when (refused.InnerException is AuthenticationFailureException)
        {
            return false;
        }
    }

    private static async Task<Box?> Found(HttpClient management, string path)
    {
        using var answer = await management.GetAsync(path);
        return answer.IsSuccessStatusCode ? new Box(await answer.Content.ReadFromJsonAsync<JsonElement>()) : null;
    }

    private static async Task<bool> Terminated(NpgsqlDataSource database)
    {
        await using var kill = database.CreateCommand(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like 'update finance.deliveries%'");
        return await kill.ExecuteScalarAsync() is true;
    }

    private async Task<long> Count(string sql, string[] values)
    {
        await using var database = NpgsqlDataSource.Create(district.FinanceData);
        await using var count = database.CreateCommand(sql);
        count.Parameters.Add(new() { Value = sql.Contains(" like ", StringComparison.Ordinal) ? values.Select(v => $"%{v}%").ToArray() : values });
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private sealed record Box(JsonElement Value);
}
