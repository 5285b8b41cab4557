using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Cultivation.Finance.Feeds.Amqp;

/// <summary>An open way into a bank's queue: the broker takes entries in the order in which they are sent, and confirms each.</summary>
internal sealed class FeedQueue : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly IConnection connection;
    private readonly IChannel channel;

    private FeedQueue(IConnection connection, IChannel channel) => (this.connection, this.channel) = (connection, channel);

    /// <summary>Takes it that the queue is there: else what is published comes back.</summary>
    public static async Task<FeedQueue> Open(BrokerSettings settings, Place place, CancellationToken cancellation)
    {
        var opened = await settings.Connects(place).CreateConnectionAsync(cancellation);
        try
        {
            return new FeedQueue(opened, await Sending(opened, cancellation));
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <param name="missing">Called where the queue is not there, before it is made.</param>
    public static async Task<FeedQueue> Open(BrokerSettings settings, Place place, Func<Place, CancellationToken, Task> missing, CancellationToken cancellation)
    {
        var opened = await settings.Connects(place).CreateConnectionAsync(cancellation);
        try
        {
            var exists = await Exists(opened, cancellation);
            if (!exists)
                await missing(place, cancellation);
            var sending = await Sending(opened, cancellation);
            // One that is there is taken as it is: the broker would refuse to declare it with another limit.
            if (!exists)
                await Declare(sending, settings.FeedLength, cancellation);
            return new FeedQueue(opened, sending);
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns once the broker has the entry.</summary>
    /// <exception cref="PublishException">The queue is full, or gone.</exception>
    /// <param name="replay">Marked by the header <c>replay</c>.</param>
    public async Task Publish(string id, string contentType, ReadOnlyMemory<byte> body, string? traceParent, bool replay, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        var properties = new BasicProperties { MessageId = id, ContentType = contentType, Persistent = true };
        if (traceParent is not null)
            (properties.Headers ??= new Dictionary<string, object?>())["traceparent"] = traceParent;
        if (replay)
            (properties.Headers ??= new Dictionary<string, object?>())["replay"] = true;
        await channel.BasicPublishAsync("", Place.Queue, mandatory: true, properties, body, patience.Token);
    }

    /// <summary>How many messages wait in it, and how many consumers it has.</summary>
    /// <exception cref="OperationInterruptedException">It is gone.</exception>
    public async Task<(long Messages, long Consumers)> Counted(CancellationToken cancellation)
    {
        var counted = await channel.QueueDeclarePassiveAsync(Place.Queue, cancellation);
        return (counted.MessageCount, counted.ConsumerCount);
    }

    private static Task<IChannel> Sending(IConnection connection, CancellationToken cancellation) => connection.CreateChannelAsync(
        new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellation);

    private static Task Declare(IChannel channel, int limit, CancellationToken cancellation) => channel.QueueDeclareAsync(
        Place.Queue, durable: true, exclusive: false, autoDelete: false,
        new Dictionary<string, object?> { ["x-queue-type"] = "quorum", [Place.Limit] = limit, ["x-overflow"] = "reject-publish" }, cancellationToken: cancellation);

    private static async Task<bool> Exists(IConnection connection, CancellationToken cancellation)
    {
        await using var asking = await connection.CreateChannelAsync(cancellationToken: cancellation);
        try
        {
            await asking.QueueDeclarePassiveAsync(Place.Queue, cancellation);
            return true;
        }
        catch (OperationInterruptedException refused) when (refused.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return false;
        }
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
