using System.Net.Http.Json;
using Cultivation.Servers;
using RabbitMQ.Client;

namespace Cultivation.Kit;

/// <summary>A virtual host of RabbitMQ of its own, deleted at the end.</summary>
public sealed class TestVirtualHost : IAsyncDisposable
{
    private readonly HttpClient management;

    private TestVirtualHost(HttpClient management, string name, Uri address) => (this.management, Name, Address) = (management, name, address);

    public string Name { get; }

    /// <summary>amqp://user:password@host:port/name</summary>
    public Uri Address { get; }

    /// <param name="own">Servers of a test's own; else those of all tests.</param>
    public static async Task<TestVirtualHost> CreateAsync(ServerSet? own = null)
    {
        var servers = own ?? await TestServers.SharedAsync();
        var http = Management.Client(servers.RabbitMqManagement);
        var name = $"test-{Guid.NewGuid():n}"[..17];
        var user = servers.RabbitMq.UserInfo.Split(':')[0];
        (await http.PutAsync($"api/vhosts/{name}", null)).EnsureSuccessStatusCode();
        (await http.PutAsJsonAsync($"api/permissions/{name}/{user}", new { configure = ".*", write = ".*", read = ".*" })).EnsureSuccessStatusCode();
        return new TestVirtualHost(http, name, new UriBuilder(servers.RabbitMq) { Path = name }.Uri);
    }

    /// <summary>How many messages wait in a queue.</summary>
    public async Task<uint> WaitingAsync(string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = Address }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        return await channel.MessageCountAsync(queue);
    }

    /// <summary>Throws away what waits in a queue, as a loss at the broker would.</summary>
    public async Task PurgeAsync(string queue) => (await management.DeleteAsync($"api/queues/{Name}/{queue}/contents")).EnsureSuccessStatusCode();

    public async ValueTask DisposeAsync()
    {
        (await management.DeleteAsync($"api/vhosts/{Name}")).EnsureSuccessStatusCode();
        management.Dispose();
    }
}
