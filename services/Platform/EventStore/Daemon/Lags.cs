using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Marten.Events.Daemon;

/// <summary>Metrics of how far each projection and subscription that this process leads is behind the log. One that is stopped or paused grows.</summary>
internal static class Lags
{
    static readonly ConcurrentDictionary<SubscriptionPages, KeyValuePair<string, object?>[]> Running = new();

    static Lags()
    {
        Telemetry.Meter.CreateObservableGauge("cultivation.eventstore.projection.lag", () => Measure(p => p.LagEvents), "{event}",
            "Numbers that the log is ahead");
        Telemetry.Meter.CreateObservableGauge("cultivation.eventstore.projection.delay", () => Measure(p => p.LagSeconds), "s",
            "Age of the event that is being dealt with; 0 when there is none");
    }

    public static void Add(SubscriptionPages pages, string schema, string name) =>
        Running[pages] = [new("schema", schema), new("projection", name)];

    public static void Remove(SubscriptionPages pages) => Running.TryRemove(pages, out _);

    static IEnumerable<Measurement<T>> Measure<T>(Func<SubscriptionPages, T> of) where T : struct =>
        Running.Select(one => new Measurement<T>(of(one.Key), one.Value));
}
