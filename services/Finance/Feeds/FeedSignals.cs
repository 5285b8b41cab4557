using System.Collections.Concurrent;

namespace Cultivation.Finance.Feeds;

/// <summary>Wakes whoever waits for a bank's feed in this process, on every channel.</summary>
internal sealed class FeedSignals(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Channel, string District, string Bank), Signal> signals = new();

    public void Wake(string district, string bank)
    {
        Of(Channels.Amqp, district, bank).Raise();
        Of(Channels.Webhook, district, bank).Raise();
    }

    /// <summary>Wakes the reader of one channel.</summary>
    public void Wake(string channel, string district, string bank) => Of(channel, district, bank).Raise();

    /// <summary>Returns on a signal, or after a while: another process may have written.</summary>
    public Task Wait(string channel, string district, string bank, TimeSpan most, CancellationToken cancellation) =>
        Of(channel, district, bank).Wait(most, cancellation);

    private Signal Of(string channel, string district, string bank) => signals.GetOrAdd((channel, district, bank), _ => new Signal(time));
}

/// <summary>The ways that a feed is handed over, as the delivery log and the figures name them.</summary>
internal static class Channels
{
    public const string Amqp = "amqp";
    public const string Webhook = "webhook";
    public const string Pull = "pull";
}
