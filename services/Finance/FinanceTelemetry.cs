using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Cultivation.Finance.Feeds;
using Cultivation.Finance.Feeds.Amqp;
using Cultivation.Finance.Feeds.Webhooks;

namespace Cultivation.Finance;

/// <summary>Spans and figures of the way from a firm's account to a bank.</summary>
internal static class FinanceTelemetry
{
    public static readonly ActivitySource Activities = new("Cultivation.Finance");
    private static readonly Meter Meter = new("Cultivation.Finance");
    private static readonly ConcurrentDictionary<(string District, string Bank, string Channel), long> Lags = new();
    private static readonly ConcurrentDictionary<(string District, string Bank), bool> Circuits = new();
    private static readonly ConcurrentDictionary<(string District, string Bank), WebhookState> Webhooks = new();
    private static readonly ConcurrentDictionary<(string District, string Bank), (long Messages, QueueState State)> Queues = new();
    private static readonly Counter<long> DeliveredCount = Meter.CreateCounter<long>("cultivation.feed.deliveries", "{entry}", "Entries handed over to banks");
    private static readonly Counter<long> WithheldCount = Meter.CreateCounter<long>("cultivation.feed.withheld", "{entry}", "Entries handed over empty, their firm's consent having ended");
    private static readonly Counter<long> FailedCount = Meter.CreateCounter<long>("cultivation.feed.failures", "{attempt}", "Attempts to hand an entry over that failed");

    static FinanceTelemetry()
    {
        Meter.CreateObservableGauge(
            "cultivation.feed.lag", () => Lags.Select(lag => new Measurement<long>(lag.Value, Tags(lag.Key.District, lag.Key.Bank, lag.Key.Channel))),
            "{entry}", "Entries not yet handed over to the bank");
        Meter.CreateObservableGauge(
            "cultivation.webhook.open_circuits", () => Circuits.Where(circuit => circuit.Value).GroupBy(circuit => circuit.Key.District)
                .Select(open => new Measurement<long>(open.Count(), new KeyValuePair<string, object?>("cultivation.district", open.Key))),
            "{bank}", "Banks whose webhook is only probed, since nothing gets through");
        Meter.CreateObservableGauge(
            "cultivation.webhook.stopped", () => Webhooks.Select(webhook => new Measurement<long>(
                webhook.Value == WebhookState.Active ? 0 : 1, [.. Tags(webhook.Key.District, webhook.Key.Bank, Channels.Webhook), new("cultivation.state", webhook.Value.ToString())])),
            "{bank}", "1 while the bank's webhook is paused or disabled: nothing is sent until it is enabled");
        Meter.CreateObservableGauge(
            "cultivation.queue.messages", () => Queues.Select(queue => new Measurement<long>(queue.Value.Messages, Tags(queue.Key.District, queue.Key.Bank, Channels.Amqp))),
            "{message}", "Messages that wait in the bank's queue");
        Meter.CreateObservableGauge(
            "cultivation.queue.alarms", () => Queues.Select(queue => new Measurement<long>(
                queue.Value.State == QueueState.Free ? 0 : 1, [.. Tags(queue.Key.District, queue.Key.Bank, Channels.Amqp), new("cultivation.state", queue.Value.State.ToString())])),
            "{bank}", "1 while the bank's queue is nearly full or full");
    }

    /// <param name="channel">A word of <see cref="Channels"/>.</param>
    public static void Lag(string district, string bank, string channel, long entries) => Lags[(district, bank, channel)] = entries;

    /// <param name="channel">A word of <see cref="Channels"/>.</param>
    public static void HandedOver(string district, string bank, string channel, bool withheld) =>
        (withheld ? WithheldCount : DeliveredCount).Add(1, Tags(district, bank, channel));

    /// <param name="reason">A word as <c>timeout</c>.</param>
    public static void Failed(string district, string bank, string channel, string reason) =>
        FailedCount.Add(1, [.. Tags(district, bank, channel), new("error.type", reason)]);

    /// <summary>How a bank's webhook stands, and whether it is only probed.</summary>
    public static void Webhook(string district, string bank, WebhookState state, bool circuitOpen) =>
        (Webhooks[(district, bank)], Circuits[(district, bank)]) = (state, circuitOpen);

    /// <summary>How full a bank's queue is.</summary>
    public static void Queue(string district, string bank, long messages, QueueState state) => Queues[(district, bank)] = (messages, state);

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

    private static KeyValuePair<string, object?>[] Tags(string district, string bank, string channel) =>
        [new("cultivation.district", district), new("cultivation.bank", bank), new("cultivation.channel", channel)];
}
