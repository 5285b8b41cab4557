using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace Cultivation.Hosting.Telemetry;

/// <summary>Takes finished spans into a bounded queue and writes them to the table twice a second and at shutdown. It never waits in a request: what finds the
/// queue full, or cannot be written, is dropped and counted in <c>cultivation.traces.dropped</c>.</summary>
internal sealed class SpanWriter : BaseProcessor<Activity>
{
    private static readonly Counter<long> Dropped = new Meter("Cultivation.Telemetry").CreateCounter<long>("cultivation.traces.dropped", "{span}");
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.4);

    private readonly Channel<Activity> queue = Channel.CreateBounded<Activity>(new BoundedChannelOptions(32_768));
    private readonly SemaphoreSlim writing = new(1);
    private readonly CancellationTokenSource stopping = new();
    private readonly SpanTable table;
    private readonly ILogger log;
    private readonly Task loop;

    public SpanWriter(SpanTable table, ILogger<SpanWriter> log)
    {
        this.table = table;
        this.log = log;
        loop = Task.Run(Run);
    }

    public override void OnEnd(Activity data)
    {
        if (data.Recorded && !queue.Writer.TryWrite(data)) Dropped.Add(1);
    }

    protected override bool OnForceFlush(int timeoutMilliseconds) => Task.Run(Write).Wait(timeoutMilliseconds);

    protected override bool OnShutdown(int timeoutMilliseconds)
    {
        stopping.Cancel();
        return loop.Wait(timeoutMilliseconds);
    }

    private async Task Run()
    {
        while (!stopping.IsCancellationRequested)
        {
            await Task.Delay(Pause, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Write();
        }
    }

    private async Task Write()
    {
        // Else the COPY would leave spans of its own, to be written next.
        using var quiet = SuppressInstrumentationScope.Begin();
        await writing.WaitAsync();
        try
        {
            while (Next() is { Count: > 0 } spans)
            {
                try { await table.Write(spans); }
                catch (Exception error)
                {
                    Dropped.Add(spans.Count);
                    log.LogWarning(error, "{Count} spans could not be written to the trace store", spans.Count);
                }
            }
        }
        finally { writing.Release(); }
    }

    private List<Activity> Next()
    {
        var spans = new List<Activity>();
        while (spans.Count < 4_096 && queue.Reader.TryRead(out var span)) spans.Add(span);
        return spans;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            table.Dispose();
            stopping.Dispose();
            writing.Dispose();
        }

        base.Dispose(disposing);
    }
}
