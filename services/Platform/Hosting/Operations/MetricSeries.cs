using System.Diagnostics.Metrics;

namespace Cultivation.Hosting;

/// <summary>A series as it is shown.</summary>
/// <param name="Kind">What a point is: <c>last</c> of a gauge, <c>sum</c> of a counter's increments since the point before, <c>max</c> of a histogram's values.</param>
/// <param name="Values">One for each instant; null where nothing was measured.</param>
internal sealed record MetricView(string Name, string? Unit, string? Description, string Kind, IReadOnlyDictionary<string, string?> Tags, IReadOnlyList<double?> Values);

/// <summary>One instrument under one set of tags.</summary>
internal sealed class MetricSeries(Instrument instrument, KeyValuePair<string, object?>[] tags, int points)
{
    private readonly string kind = instrument switch
    {
        { IsObservable: true } => "last",
        Histogram<int> or Histogram<long> or Histogram<double> => "max",
        _ => "sum",
    };

    private readonly double?[] values = new double?[points];
    private double? now;

    public void Record(double value) => now = kind switch
    {
        "sum" => (now ?? 0) + value,
        "max" => Math.Max(now ?? value, value),
        _ => value,
    };

    public void Take(int at)
    {
        values[at] = now ?? (kind == "sum" ? 0 : null);
        now = null;
    }

    public MetricView View(int[] at) => new(
        instrument.Name, instrument.Unit, instrument.Description, kind, tags.ToDictionary(tag => tag.Key, tag => tag.Value?.ToString(), StringComparer.Ordinal),
        [.. at.Select(n => values[n])]);
}
