using Cultivation.Kit;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Cultivation.Faults.Tests;

/// <summary>
/// Stands in the broker between an exchange and the queue that it fills: takes what is published, and passes it on twice and in another order. A message is
/// held back until a few others have overtaken it, or nothing more comes.
/// </summary>
internal sealed class ShuffledQueue : IAsyncDisposable
{
    private const int HeldBack = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly string queue;
    private readonly IConnection connection;
    private readonly IChannel channel;
    private readonly Random random;
    private readonly List<(BasicProperties Properties, byte[] Body)> held = [];
    private readonly SemaphoreSlim one = new(1, 1);
    private readonly Timer last;

    private ShuffledQueue(string queue, IConnection connection, IChannel channel, Random random)
    {
        (this.queue, this.connection, this.channel, this.random) = (queue, connection, channel, random);
        last = new Timer(_ => _ = PassAsync(0));
    }

    /// <summary>Messages that were passed on, repeats included.</summary>
    public int Passed { get; private set; }

    /// <summary>Of those how many left before one that had been published earlier.</summary>
    public int Overtaken { get; private set; }

    /// <param name="queue">As <c>finance.ladder</c>; the exchange that fills it has its name.</param>
    public static async Task<ShuffledQueue> InFrontOfAsync(string queue, Uri broker, int seed)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        var shuffled = new ShuffledQueue(queue, connection, channel, new Random(seed));
        var mine = (await channel.QueueDeclareAsync()).QueueName;
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) => shuffled.TakeAsync(new BasicProperties(message.BasicProperties), message.Body.ToArray());
        await channel.BasicConsumeAsync(mine, autoAck: true, consumer);
        // First mine is bound, then the other freed: nothing falls between, and what comes by both ways is one repeat more.
        await channel.QueueBindAsync(mine, queue, "");
        await channel.QueueUnbindAsync(queue, queue, "");
        return shuffled;
    }

    public async ValueTask DisposeAsync()
    {
        await channel.QueueBindAsync(queue, queue, "");
        await last.DisposeAsync();
        await PassAsync(0);
        await connection.DisposeAsync();
        one.Dispose();
    }

    private Task TakeAsync(BasicProperties properties, byte[] body)
    {
        lock (held)
        {
            // Each is there twice from the start, so that its repeat may come before much else.
            held.Add((properties, body));
            held.Add((properties, body));
        }
        last.Change(Pause, Timeout.InfiniteTimeSpan);
        return PassAsync(HeldBack);
    }

    private async Task PassAsync(int keep)
    {
        await one.WaitAsync();
        try
        {
            while (Next(keep) is var (properties, body))
                await channel.BasicPublishAsync("", queue, mandatory: false, properties, body);
        }
        finally
        {
            one.Release();
        }
    }

    private (BasicProperties Properties, byte[] Body)? Next(int keep)
    {
        lock (held)
        {
            if (held.Count <= keep)
                return null;
            var at = random.Next(held.Count);
            var next = held[at];
            held.RemoveAt(at);
            Passed++;
            Overtaken += at > 1 ? 1 : 0;
            return next;
        }
    }
}
