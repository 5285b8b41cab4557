using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Cultivation.Kit;

/// <summary>A bank's own client of its queue: takes and acknowledges, and keeps every delivery in order of arrival.</summary>
public sealed class BankQueue : IAsyncDisposable
{
    private readonly IConnection connection;
    private readonly ConcurrentQueue<JsonElement> deliveries = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> awaited = new(StringComparer.Ordinal);

    private BankQueue(IConnection connection) => this.connection = connection;

    /// <summary>What has arrived so far, repeats included.</summary>
    public JsonElement[] Deliveries => [.. deliveries];

    /// <summary>How many have arrived so far.</summary>
    public int Count => deliveries.Count;

    /// <summary>Asks for a new password and starts to consume.</summary>
    public static async Task<BankQueue> OpenAsync(HttpClient bank, string bankId)
    {
        var given = await bank.Command($"api/finance/v1/banks/{bankId}/amqp-credentials", "").Good();
        var factory = new ConnectionFactory
        {
            HostName = given.Text("host"), Port = given.GetProperty("port").GetInt32(), VirtualHost = given.Text("vhost"), UserName = given.Text("user"),
            Password = given.Text("password"),
        };
        var queue = new BankQueue(await factory.CreateConnectionAsync());
        var channel = await queue.connection.CreateChannelAsync();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            queue.Add(JsonElement.Parse(delivery.Body.Span));
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
        };
        await channel.BasicConsumeAsync(given.Text("queue"), autoAck: false, consumer);
        return queue;
    }

    /// <summary>The next delivery about a firm: completes with the timestamp (<see cref="Stopwatch"/>) of its arrival.</summary>
    public Task<long> Next(string creditCode) =>
        awaited.GetOrAdd(creditCode, _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public async ValueTask DisposeAsync() => await connection.DisposeAsync();

    private void Add(JsonElement delivery)
    {
        var now = Stopwatch.GetTimestamp();
        deliveries.Enqueue(delivery);
        if (delivery.TryGetProperty("subject", out var subject) && awaited.TryRemove(subject.GetString()!, out var waiting))
            waiting.SetResult(now);
    }
}
