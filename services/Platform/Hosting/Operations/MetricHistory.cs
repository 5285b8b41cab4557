using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;

namespace Cultivation.Hosting;

/// <summary>
/// The last hour of this process's own metrics (<c>Cultivation.*</c>), a point every ten seconds, so that lags can be drawn where no collector is. It listens to
/// the instruments themselves and knows nothing that they do not say.
/// </summary>
internal sealed class MetricHistory(TimeProvider time) : BackgroundService
{
    /// <summary>Between two points.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private const int Points = 360;
    private const int MostSeries = 512;
    private readonly Lock gate = new();
    private readonly Dictionary<(Instrument Instrument, string Tags), MetricSeries> series = [];
    private readonly DateTimeOffset[] instants = new DateTimeOffset[Points];
    private int taken;

    /// <summary>The series of those points that are no older than so many minutes.</summary>
    public (IReadOnlyList<DateTimeOffset> Instants, IReadOnlyList<MetricView> Series) Read(int minutes)
    {
        lock (gate)
        {
            var since = time.GetUtcNow().AddMinutes(-minutes);
            var at = Enumerable.Range(Math.Max(0, taken - Points), Math.Min(taken, Points)).Select(n => n % Points).Where(n => instants[n] >= since).ToArray();
            return ([.. at.Select(n => instants[n])], [.. series.Values.Select(one => one.View(at)).OrderBy(one => one.Name, StringComparer.Ordinal)]);
        }
    }

    /// <summary>Takes a point of every series.</summary>
    public void Take(MeterListener listener)
    {
        listener.RecordObservableInstruments();
        lock (gate)
        {
            instants[taken % Points] = time.GetUtcNow();
            foreach (var one in series.Values) one.Take(taken % Points);
            taken++;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listener = new MeterListener { InstrumentPublished = Listen };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.Start();
        using var timer = new PeriodicTimer(Every, time);
        do Take(listener);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static void Listen(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name.StartsWith("Cultivation.", StringComparison.Ordinal)) listener.EnableMeasurementEvents(instrument);
    }

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = tags.Length == 0 ? "" : Key(tags);
        lock (gate)
        {
            if (!series.TryGetValue((instrument, key), out var one))
            {
                if (series.Count == MostSeries) return;
                series[(instrument, key)] = one = new(instrument, tags.ToArray(), Points);
            }

            one.Record(value);
        }
    }

    private static string Key(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = "";
        foreach (var (name, value) in tags) key = $"{key}{name}={value};";
        return key;
    }
}
