using RabbitMQ.Client;

namespace Cultivation.Finance.Feeds.Amqp;

/// <summary>The broker: <c>RabbitMq:Uri</c> (this service's own user), <c>RabbitMq:Management</c> and <c>RabbitMq:FeedLength</c>.</summary>
/// <param name="FeedLength">Entries that a bank's queue holds before it takes no more; publishing then waits.</param>
internal sealed record BrokerSettings(Uri Amqp, Uri Management, int FeedLength)
{
    public static BrokerSettings Of(IConfiguration configuration) => new(
        new Uri(configuration["RabbitMq:Uri"] ?? throw new InvalidOperationException("RabbitMq:Uri is not configured")),
        new Uri(configuration["RabbitMq:Management"] ?? throw new InvalidOperationException("RabbitMq:Management is not configured")),
        configuration.GetValue("RabbitMq:FeedLength", 100_000));

    public string User => Uri.UnescapeDataString(Amqp.UserInfo.Split(':')[0]);

    /// <summary>Port that banks connect to.</summary>
    public int Port => Amqp.Port > 0 ? Amqp.Port : Amqp.Scheme == "amqps" ? 5671 : 5672;

    /// <summary>
    /// Connects this service to a bank's virtual host. Recovery is ours: the loop that publishes knows where it stood, and tries again rather than wait
    /// for a broker that does not answer.
    /// </summary>
    public ConnectionFactory Connects(Place place) => new()
    {
        Uri = Amqp, VirtualHost = place.VirtualHost, AutomaticRecoveryEnabled = false, ClientProvidedName = "finance feed",
        RequestedConnectionTimeout = Patience, HandshakeContinuationTimeout = Patience, ContinuationTimeout = Patience,
    };

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
}
