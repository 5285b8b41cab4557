using JasperFx.Events.Projections;

namespace Cultivation.Benchmarks.Store;

/// <summary>
/// The documents of 5,000 streams anew from 250,000 events; by hand into an emptied table, from which nobody could read meanwhile.
/// </summary>
internal static class Rebuild
{
    private const int Count = 250_000;

    public static async Task RunAsync()
    {
        await using var store = await BenchStore.OpenAsync(SnapshotLifecycle.Async);
        var fill = new Fill(store, Projection.Streams);
        await fill.AddAsync(Count);
        await fill.AddSnapshotsAsync();
        await fill.SettleAsync();
        var loop = await HandWrittenLoop.OpenAsync(store);
        await Figures.RateAsync("rebuild", "event/s", () => OursAsync(store), () => ByHandAsync(loop));
    }

    private static async Task<Measured> OursAsync(BenchStore store)
    {
        // Nothing is as it should be: each document is written.
        await store.ExecuteAsync("update bench.mt_doc_order set data = data - 'Lines'; insert into bench.mt_event_progression (name, last_seq_id) "
            + "select 'Order:All', max(seq_id) from bench.mt_events on conflict do nothing");
        using var daemon = await store.Store.BuildProjectionDaemonAsync();
        var measured = await Figures.TimeAsync(Count, () => daemon.RebuildProjectionAsync("Order", CancellationToken.None));
        var wrong = await store.NumberAsync("select count(*) from bench.mt_doc_order where (data ->> 'Lines')::int is distinct from 50");
        return wrong == 0 ? measured : throw new InvalidOperationException($"{wrong} documents are wrong");
    }

    private static async Task<Measured> ByHandAsync(HandWrittenLoop loop)
    {
        await loop.BeginAsync();
        return await loop.MeasureAsync(Count);
    }
}
