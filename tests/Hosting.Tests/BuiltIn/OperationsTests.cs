using System.Diagnostics;
using System.Text.Json;
using Cultivation.Kit;
using Npgsql;

namespace Cultivation.Hosting.Tests;

/// <summary>What two services, one of which reads the other, tell their operators.</summary>
public sealed class OperationsTests : IAsyncLifetime
{
    private readonly TwoServices two = new();

    public ValueTask InitializeAsync() => two.InitializeAsync();

    public ValueTask DisposeAsync() => two.DisposeAsync();

    private HttpClient Source => two.Source.Client([Roles.Operator], subject: "op-1");

    private HttpClient Reader => two.Reader.Client([Roles.Operator], subject: "op-1");

    [Fact]
    public async Task health_tells_process_relay_projections_and_how_far_sources_are_read()
    {
        await two.Fill("peas");
        await Eventually.True(async () => (await two.Applied()).Count == 1);
        var source = await Source.Read("operations/health");
        Assert.Equal(("ladder", 1), (source.Text("service"), source.Int("epoch")));
        Assert.Equal(Environment.ProcessId, source.GetProperty("process").Int("id"));
        Assert.Equal("Relay:All", source.GetProperty("relay").Text("name"));
        Assert.Equal((false, 0), (source.GetProperty("barrier").GetProperty("alarm").GetBoolean(), source.Int("deadLetters")));
        Assert.Empty(source.GetProperty("sources").EnumerateArray());

        var read = Assert.Single((await Reader.Read("operations/health")).GetProperty("sources").EnumerateArray());
        Assert.Equal(("ladder", "1-1", 0), (read.Text("source"), read.Text("cursor"), read.Int("parked")));
    }

    [Fact]
    public async Task health_counts_what_is_parked_and_since_when()
    {
        var id = await two.Fill("bad");
        await two.Fill("after", id);
        await Eventually.True(async () => (await Parked()).Count == 2);
        var read = Assert.Single((await Reader.Read("operations/health")).GetProperty("sources").EnumerateArray());
        Assert.Equal((2, 1), (read.Int("parked"), read.Int("subjects")));
        Assert.True(read.GetProperty("parkedSince").GetDateTimeOffset() > TimeProvider.System.GetUtcNow().AddMinutes(-1));
    }

    [Fact]
    public async Task health_names_the_backend_for_which_the_tail_waits_and_alarms_after_five_seconds()
    {
        await using var database = NpgsqlDataSource.Create(two.SourceData);
        await using var holder = await database.OpenConnectionAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await using (var take = new NpgsqlCommand("select nextval('events.mt_events_sequence')", holder, transaction))
            await take.ExecuteScalarAsync();

        var barrier = (await Source.Read("operations/health")).GetProperty("barrier");
        var held = Assert.Single(barrier.GetProperty("holders").EnumerateArray());
        Assert.Equal((holder.ProcessID, "idle in transaction"), (held.Int("pid"), held.Text("state")));
        await Eventually.True(async () => (await Source.Read("operations/health")).GetProperty("barrier").GetProperty("alarm").GetBoolean());
        await transaction.RollbackAsync();
        Assert.Empty((await Source.Read("operations/health")).GetProperty("barrier").GetProperty("holders").EnumerateArray());
    }

    [Fact]
    public async Task the_events_of_a_trace_are_found_in_the_service_that_caused_them_and_in_the_one_that_heard()
    {
        var began = TimeProvider.System.GetUtcNow();
        await two.Fill("before");
        using var caused = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        await using (var session = two.Source.Store.LightweightSession("310114"))
        {
            session.SetHeader("traceparent", caused.Id!);
            session.Events.Append("tin:traced", new TinFilled("traced", 1));
            await session.SaveChangesAsync();
        }

        await two.Fill("after");
        await Eventually.True(async () => (await two.Applied()).Count == 3);
        var trace = caused.TraceId.ToHexString();
        var appended = Assert.Single(await Events(Source, trace, began));
        Assert.Equal(("tin_filled", "tin:traced", 1, "310114"), (appended.Text("type"), appended.Text("stream"), appended.Int("version"), appended.Text("district")));
        Assert.Equal(caused.SpanId.ToHexString(), appended.Text("spanId"));
        Assert.False(appended.TryGetProperty("data", out _));
        Assert.Equal("peas_seen", Assert.Single(await Events(Reader, trace, began)).Text("type"));
        Assert.Empty(await Events(Source, trace, began.AddHours(-2), began.AddHours(-1)));
        Assert.Empty(await Events(Source, "0123456789abcdef0123456789abcdef", began));
    }

    [Fact]
    public async Task the_first_message_of_a_subject_is_discarded_for_a_reason_and_kept_with_it()
    {
        var id = await two.Fill("bad1");
        await two.Fill("bad2", id);
        await two.Fill("good", id);
        await Eventually.True(async () => (await Parked()).Count == 3);
        var positions = (await Parked()).Select(parked => parked.GetProperty("change").GetProperty("position").GetInt64()).ToArray();

        Assert.Equal((409, "messages.not-first"), await Discard(positions[1], "out of turn").Problem());
        Assert.Equal((422, "field.text"), await Discard(positions[0], " ").Problem());
        Assert.Equal(2, (await Discard(positions[0], "sent by mistake").Good()).Int("remain"));
        Assert.Equal((409, "messages.not-first"), await Discard(positions[0], "again").Problem());
        Assert.Equal(1, (await Discard(positions[1], "as well").Good()).Int("remain"));
        Assert.Equal(0, (await Discard(positions[2], "all of it").Good()).Int("remain"));
        await two.Fill("fresh", id);
        await Eventually.True(async () => (await two.Applied()) is ["fresh"]);

        var acts = (await Reader.Read("operations/acts")).GetProperty("items").EnumerateArray().Select(act => (act.Text("act"), act.Text("by"), act.Text("reason"))).ToList();
        Assert.Equal([("discard", "op-1", "all of it"), ("discard", "op-1", "as well"), ("discard", "op-1", "sent by mistake")], acts);
        await using var database = NpgsqlDataSource.Create(two.ReaderData);
        var kept = await database.Rows(
            "select detail -> 'change' -> 'data' ->> 'legalName', detail ->> 'failure' from hosting.operator_acts order by id limit 1",
            row => (row.GetString(0), row.GetString(1)), default);
        Assert.Equal([("bad1", "InvalidOperationException: cannot read that")], kept);
    }

    [Fact]
    public async Task metrics_are_kept_for_charts()
    {
        await two.Fill("peas");
        await Eventually.True(async () => (await two.Applied()).Count == 1);
        await Eventually.True(async () =>
        {
            var kept = await Source.Read("operations/metrics?name=cultivation.relay");
            var published = kept.GetProperty("series").EnumerateArray().FirstOrDefault(one => one.Text("name") == "cultivation.relay.published");
            return published.ValueKind == JsonValueKind.Object
                && published.GetProperty("values").EnumerateArray().Any(value => value.ValueKind == JsonValueKind.Number && value.GetDouble() >= 1)
                && published.GetProperty("values").GetArrayLength() == kept.GetProperty("instants").GetArrayLength();
        });
    }

    private async Task<List<JsonElement>> Parked() => [.. (await Reader.Read("operations/parked")).GetProperty("parked").EnumerateArray()];

    private Task<HttpResponseMessage> Discard(long position, string reason) =>
        Reader.Command("operations/parked/discards", new { source = "ladder", position, reason }, key: "");

    private static async Task<List<JsonElement>> Events(HttpClient client, string trace, DateTimeOffset from, DateTimeOffset? to = null)
    {
        var until = Uri.EscapeDataString((to ?? from.AddMinutes(5)).ToString("O"));
        return [.. (await client.Read($"operations/traces/{trace}/events?from={Uri.EscapeDataString(from.ToString("O"))}&to={until}")).GetProperty("events").EnumerateArray()];
    }
}
