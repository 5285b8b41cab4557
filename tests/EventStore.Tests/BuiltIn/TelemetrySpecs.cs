using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Cultivation.Kit;
using Marten;
using Npgsql;

namespace Cultivation.EventStore.Tests;

public sealed class TelemetrySpecs(Database database) : IClassFixture<Database>
{
    const string Source = "Cultivation.EventStore";

    [Fact]
    public async Task a_save_and_a_page_are_spans()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var seen = new Seen("Spans");
        using var host = await database.HostAsync(seen);
        var parent = new Activity("spec").SetIdFormat(ActivityIdFormat.W3C).Start();
        await host.Store().PlaceAsync(new LineAdded("bolt", 1));
        parent.Stop();
        await Eventually.True(() => spans.Any(s => s.OperationName == "Spans page"));
        var append = spans.Single(s => s.OperationName == "append" && s.TraceId == parent.TraceId);
        Assert.Equal((Stores.Tenant, 1, 2),
            (append.GetTagItem("cultivation.tenant"), append.GetTagItem("cultivation.streams"), append.GetTagItem("cultivation.events")));
        await host.StopAsync();
    }

    [Fact]
    public async Task a_transaction_that_holds_up_the_tail_for_five_seconds_is_named()
    {
        var pids = new ConcurrentQueue<int>();
        using var listener = new MeterListener { InstrumentPublished = (instrument,
            on) => { if (instrument.Meter.Name == Source) on.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
        {
            if (instrument.Name == "cultivation.eventstore.tail.alarms") pids.Enqueue((int)tags[0].Value!);
        });
        listener.Start();
        var seen = new Seen("Alarm");
        using var host = await database.HostAsync(seen);
        await using var holder = await database.OpenAsync();
        await using var take = new NpgsqlCommand("begin; select nextval('orders.mt_events_sequence')", holder);
        await take.ExecuteNonQueryAsync();
        var key = await host.Store().PlaceAsync();
        await Eventually.True(() => pids.Contains(holder.ProcessID), TimeSpan.FromSeconds(15));
        Assert.DoesNotContain(seen.Events, e => e.StreamKey == key);
        await using var end = new NpgsqlCommand("commit", holder);
        await end.ExecuteNonQueryAsync();
        await Eventually.True(() => seen.Events.Any(e => e.StreamKey == key), TimeSpan.FromSeconds(2));
        await host.StopAsync();
    }

    [Fact]
    public async Task the_lag_of_each_is_measured_and_grows_while_one_is_stopped()
    {
        var lags = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener { InstrumentPublished = (instrument,
            on) => { if (instrument.Meter.Name == Source) on.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (instrument.Name == "cultivation.eventstore.projection.lag") lags[(string)tags[1].Value!] = value;
        });
        listener.Start();
        var stops = new Seen("Stops") { More = (_, _) => throw new InvalidOperationException("no") };
        var goes = new Seen("Goes");
        using var host = await database.HostAsync(stops, goes);
        await host.Store().PlaceAsync(new LineAdded("bolt", 1));
        var head = (await host.Store().Advanced.FetchEventStoreStatistics()).EventSequenceNumber;
        await Eventually.True(() =>
        {
            listener.RecordObservableInstruments();
            return lags.GetValueOrDefault("Stops:All") == head && lags.GetValueOrDefault("Goes:All", -1) == 0;
        });
        await host.StopAsync();
    }
}
