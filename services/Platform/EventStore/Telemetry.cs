using System.Diagnostics;
using System.Diagnostics.Metrics;
using JasperFx.Events;

namespace Marten;

/// <summary>Spans and metrics of the store, all under the name Cultivation.EventStore.</summary>
internal static class Telemetry
{
    const string Name = "Cultivation.EventStore";

    /// <summary>Streams that a span names; a bulk append has more.</summary>
    const int KeysTold = 16;

    public static readonly ActivitySource Source = new(Name);
    public static readonly Meter Meter = new(Name);

    public static readonly Counter<long> Appended = Meter.CreateCounter<long>("cultivation.eventstore.appended", "{event}",
        "Events stored by this process");

    public static readonly Histogram<double> Blocked = Meter.CreateHistogram<double>(
        "cultivation.eventstore.tail.blocked", "s", "How long an open transaction kept the tail waiting");

    public static readonly Counter<long> BlockedAlarms = Meter.CreateCounter<long>(
        "cultivation.eventstore.tail.alarms", "{alarm}", "Times the tail waited longer than five seconds for a transaction");

    public static readonly Counter<long> Stopped = Meter.CreateCounter<long>(
        "cultivation.eventstore.subscriptions.stopped", "{subscription}", "Subscriptions stopped by an error");

    public static Activity? StartAppend(string tenant, IReadOnlyList<StreamAction> streams)
    {
        if (streams.Count == 0) return null;
        var events = 0;
        foreach (var stream in streams) events += stream.Events.Count;
        var activity = Source.StartActivity("append");
        activity?.SetTag("cultivation.tenant", tenant).SetTag("cultivation.streams", streams.Count).SetTag("cultivation.events", events)
            .SetTag("cultivation.streams.keys", streams.Take(KeysTold).Select(stream => stream.Key).ToArray());
        return activity;
    }
}
