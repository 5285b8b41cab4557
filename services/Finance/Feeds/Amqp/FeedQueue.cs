using RabbitMQ.Client;

namespace Cultivation.Finance.Feeds.Amqp;

/// <summary>An open way into a bank's queue. The broker confirms each entry before the next is sent, so that a refused one is never overtaken.</summary>
internal sealed class FeedQueue : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly IConnection connection;
    private readonly IChannel channel;

    private FeedQueue(IConnection connection, IChannel channel) => (this.connection, this.channel) = (connection, channel);

    public static async Task<FeedQueue> Open(BrokerSettings settings, Place place, CancellationToken cancellation)
    {
        var opened = await settings.Connects(place).CreateConnectionAsync(cancellation);
        try
        {
            var sending = await opened.CreateChannelAsync(
                new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellation);
            await sending.QueueDeclareAsync(Place.Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>
            {
                ["x-queue-type"] = "quorum", ["x-max-length"] = settings.FeedLength, ["x-overflow"] = "reject-publish",
            }, cancellationToken: cancellation);
            return new FeedQueue(opened, sending);
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns once the broker has the entry.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.PublishException">The queue is full, or gone.</exception>
    public async Task Publish(string id, string contentType, ReadOnlyMemory<byte> body, string? traceParent, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        var properties = new BasicProperties { MessageId = id, ContentType = contentType, Persistent = true };
        if (traceParent is not null)
            properties.Headers = new Dictionary<string, object?> { ["traceparent"] = traceParent };
        await channel.BasicPublishAsync("", Place.Queue, mandatory: true, properties, body, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await channel.DisposeAsync();
        }
        finally
        {
            await connection.DisposeAsync();
        }
    }
}
