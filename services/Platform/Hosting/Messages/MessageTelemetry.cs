using System.Diagnostics;
using System.Diagnostics.Metrics;
using Cultivation.Contracts;

namespace Cultivation.Hosting;

/// <summary>Spans and figures of the way between services.</summary>
internal static class MessageTelemetry
{
    private static readonly ActivitySource Activities = new("Cultivation.Messages");
    private static readonly Meter Meter = new("Cultivation.Messages");
    private static readonly Counter<long> RelayedCount = Meter.CreateCounter<long>("cultivation.relay.published", "{message}");
    private static readonly Histogram<double> RelayLag = Meter.CreateHistogram<double>("cultivation.relay.lag", "s", "Commit to confirmed by the broker");
    private static readonly Counter<long> ParkedCount = Meter.CreateCounter<long>("cultivation.messages.parked", "{message}", "Dead letters and those held back behind them");
    private static readonly Counter<long> CaughtUpCount = Meter.CreateCounter<long>("cultivation.messages.caught_up", "{message}", "Read from the source instead of the broker");

    /// <summary>A span that continues the trace of what caused it.</summary>
    public static Activity? Follow(string name, string? traceParent, ActivityKind kind = ActivityKind.Internal) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent)
            ? Activities.StartActivity(name, kind, parent)
            : Activities.StartActivity(name, kind);

    /// <summary>
    /// A span for a change that was received: a child of the broker's span where that is recorded and of the same trace, else of what caused the change.
    /// A message brings changes of several traces, and is applied together with what waits of other messages: what is of no trace begins its own.
    /// </summary>
    /// <param name="around">The broker's span; it is not current after a change of no trace.</param>
    public static Activity? Received(Change change, Activity? around)
    {
        var ofSame = ActivityContext.TryParse(change.TraceParent, null, out var cause) && cause.TraceId == around?.TraceId;
        Activity.Current = change.TraceParent is null ? null : around;
        return Follow($"apply {change.Type}", ofSame && around!.IsAllDataRequested ? around.Id : change.TraceParent, ActivityKind.Consumer)
            ?.SetTag("cultivation.subject", change.Subject);
    }

    public static void Published(Change change, DateTimeOffset now)
    {
        RelayedCount.Add(1);
        RelayLag.Record((now - change.Time).TotalSeconds);
    }

    public static void Parked(string source) => ParkedCount.Add(1, new KeyValuePair<string, object?>("source", source));

    public static void CaughtUp(string source, int count) => CaughtUpCount.Add(count, new KeyValuePair<string, object?>("source", source));
}
