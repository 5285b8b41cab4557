using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Cultivation.Finance;

/// <summary>Spans and figures of the way from a firm's account to a bank.</summary>
internal static class FinanceTelemetry
{
    public static readonly ActivitySource Activities = new("Cultivation.Finance");
    private static readonly Meter Meter = new("Cultivation.Finance");
    private static readonly ConcurrentDictionary<(string District, string Bank), long> Lags = new();
    private static readonly Counter<long> DeliveredCount = Meter.CreateCounter<long>("cultivation.feed.deliveries", "{entry}", "Entries handed over to banks");
    private static readonly Counter<long> WithheldCount = Meter.CreateCounter<long>("cultivation.feed.withheld", "{entry}", "Entries handed over empty, their firm's consent having ended");

    static FinanceTelemetry() => Meter.CreateObservableGauge(
        "cultivation.feed.lag", () => Lags.Select(lag => new Measurement<long>(lag.Value, Tags(lag.Key))), "{entry}", "Entries not yet in the bank's queue");

    public static void Lag(string district, string bank, long entries) => Lags[(district, bank)] = entries;

    /// <param name="channel"><c>amqp</c> or <c>pull</c>.</param>
    public static void HandedOver(string district, string bank, string channel, bool withheld) =>
        (withheld ? WithheldCount : DeliveredCount).Add(1, [.. Tags((district, bank)), new("cultivation.channel", channel)]);

    /// <summary>A span in the trace of <paramref name="cause"/>; a repeat starts a trace of its own that links to it.</summary>
    public static Activity? Follow(string name, ActivityKind kind, string? cause, bool repeat = false)
    {
        if (!ActivityContext.TryParse(cause, null, isRemote: true, out var parent))
            return Activities.StartActivity(name, kind);
        if (!repeat)
            return Activities.StartActivity(name, kind, parent);
        Activity.Current = null;
        return Activities.StartActivity(name, kind, default(ActivityContext), links: [new(parent)]);
    }

    private static KeyValuePair<string, object?>[] Tags((string District, string Bank) of) => [new("cultivation.district", of.District), new("cultivation.bank", of.Bank)];
}
