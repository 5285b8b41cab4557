using System.Collections.Concurrent;
using Cultivation.Hosting;

namespace Cultivation.Finance.Feeds;

/// <summary>Wakes all who wait for a bank's feed in this process, on every channel.</summary>
internal sealed class FeedSignals
{
    private readonly ConcurrentDictionary<(string District, string Bank), Signal> signals = new();

    public void Wake(string district, string bank) => Of(district, bank).Raise();

    /// <summary>Ends with the next signal: asked for before the feed is read, waited for after it.</summary>
    public Task Next(string district, string bank) => Of(district, bank).Next;

    private Signal Of(string district, string bank) => signals.GetOrAdd((district, bank), static _ => new Signal());
}

/// <summary>The ways that a feed is handed over, as the delivery log and the figures name them.</summary>
internal static class Channels
{
    public const string Amqp = "amqp";
    public const string Webhook = "webhook";
    public const string Pull = "pull";
}
