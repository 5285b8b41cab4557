using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Cultivation.Contracts;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>The queue that the catalogue names for Finance, read by a client that is not ours, so that the relay is heard.</summary>
internal sealed class ConsumerQueue : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string FirmId, string Type)> received = [];
    private readonly IConnection connection;

    private ConsumerQueue(IConnection connection) => this.connection = connection;

    /// <summary>Names of the contracts about a firm, in the order of their arrival.</summary>
    public IReadOnlyList<string> About(string firmId) => [.. received.Where(m => m.FirmId == firmId).Select(m => m.Type)];

    public static async Task<ConsumerQueue> StartAsync(Uri broker)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        var queue = new ConsumerQueue(connection);
        var channel = await connection.CreateChannelAsync();
        var name = Catalogue.Queue("finance", "ladder");
        var arguments = new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-single-active-consumer"] = true };
        await channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, arguments);
        foreach (var message in Catalogue.All.Select(c => c.Type).Append(typeof(ChangePage)))
        {
            var exchange = $"{message.Namespace}:{message.Name}";
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
            await channel.QueueBindAsync(name, exchange, "");
        }
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) => queue.Keep(delivery.Body.ToArray());
        await channel.BasicConsumeAsync(name, autoAck: true, consumer);
        return queue;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private Task Keep(byte[] body)
    {
        var envelope = JsonElement.Parse(Encoding.UTF8.GetString(body));
        var (name, message) = (envelope.GetProperty("messageType")[0].GetString()!.Split(':')[^1], envelope.GetProperty("message"));
        if (name != nameof(ChangePage))
            Keep(name, message);
        else
        {
            foreach (var change in message.GetProperty("changes").EnumerateArray())
                Keep(Catalogue.Named(change.Text("type"))!.Type.Name, change.GetProperty("data"));
        }
        return Task.CompletedTask;
    }

    // A checkpoint is about no firm.
    private void Keep(string name, JsonElement said) => received.Enqueue((said.TryGetProperty("firmId", out var id) ? id.GetString()! : "", name));
}
