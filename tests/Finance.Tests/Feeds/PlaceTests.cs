using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Cultivation.Kit;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Cultivation.Finance.Tests.Feeds;

/// <summary>A bank's place on the broker: what it is, and what the bank may do there.</summary>
[Collection<OnTheWire>]
public sealed class PlaceTests(District district)
{
    [Fact]
    public async Task a_registered_bank_has_a_virtual_host_a_queue_and_limits()
    {
        var bank = await Partner.With(district);
        using var management = district.ManagementClient();
        var host = Banks.Place(bank.Id);
        var queue = await management.Queue(bank);
        Assert.Equal("quorum", queue.GetProperty("arguments").GetProperty("x-queue-type").GetString());
        Assert.Equal("reject-publish", queue.GetProperty("arguments").GetProperty("x-overflow").GetString());
        Assert.Equal(100_000, queue.GetProperty("arguments").GetProperty("x-max-length").GetInt32());
        var limits = (await management.GetFromJsonAsync<JsonElement>($"api/vhost-limits/{host}"))[0].GetProperty("value");
        Assert.Equal((8, 1), (limits.GetProperty("max-connections").GetInt32(), limits.GetProperty("max-queues").GetInt32()));
        using var user = await management.GetAsync($"api/users/{host}");
        Assert.Equal(HttpStatusCode.NotFound, user.StatusCode);
    }

    [Fact]
    public async Task the_first_password_makes_a_banks_user_with_its_limits()
    {
        var bank = await Partner.With(district);
        await (await bank.Connect()).DisposeAsync();
        using var management = district.ManagementClient();
        var host = Banks.Place(bank.Id);
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
        var first = await bank.Http.Command($"banks/{bank.Id}/amqp-credentials", "", "").Good();
        var second = await bank.Http.Command($"banks/{bank.Id}/amqp-credentials", "", "same").Good();
        var third = await bank.Http.Command($"banks/{bank.Id}/amqp-credentials", "", "same").Good();
        var passwords = new[] { first, second, third }.Select(c => c.GetProperty("password").GetString()!).ToArray();
        Assert.Equal(3, passwords.Distinct().Count());
        Assert.Equal(0, await district.Count("select count(*) from hosting.replies where body like any($1)", passwords));
        Assert.Equal(0, await district.Count("select count(*) from events.mt_events where data::text like any($1)", passwords));
        foreach (var (password, works) in passwords.Zip([false, false, true]))
            Assert.Equal(works, await Opens(first, password));
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
}
