using System.Diagnostics.Metrics;

namespace Cultivation.Finance.Tests;

/// <summary>Looks at gauges of this process.</summary>
internal static class Metrics
{
    /// <summary>The sum of what a gauge shows now, of those measurements that carry all these tags; -1 where there is none.</summary>
    public static long Sum(string instrument, params (string Key, string Value)[] tagged)
    {
        long? sum = null;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (published, on) =>
        {
            if (published.Name == instrument)
                on.EnableMeasurementEvents(published);
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            var carried = tags.ToArray();
            if (tagged.All(wanted => carried.Any(tag => tag.Key == wanted.Key && wanted.Value.Equals(tag.Value))))
                sum = (sum ?? 0) + value;
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return sum ?? -1;
    }
}
