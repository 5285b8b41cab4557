using System.Net.Http.Json;
using System.Text.Json;
using Cultivation.Contracts.Ladder.V1;
using Cultivation.Kit;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Cultivation.Hosting.Tests;

/// <summary>From one service's log to another's effect.</summary>
public sealed class MessageTests : IAsyncLifetime
{
    private static readonly string Queue = Contracts.Catalogue.Queue("finance", "ladder");
    private readonly TwoServices two = new();

    public ValueTask InitializeAsync() => two.InitializeAsync();

    public ValueTask DisposeAsync() => two.DisposeAsync();

    [Fact]
    public async Task every_event_takes_effect_once_and_in_order()
    {
        string[] labels = [.. Enumerable.Range(0, 50).Select(i => $"t{i}")];
        foreach (var label in labels)
            await two.Fill(label);
        await Eventually.True(async () => (await two.Applied()).Count >= labels.Length);
        Assert.Equal(labels, await two.Applied());
    }

    [Fact]
    public async Task a_repeat_is_dropped_and_a_hole_is_filled_from_the_source()
    {
        await two.Fill("a");
        await Eventually.True(async () => (await two.Applied()).Count == 1);
        await two.Reader.DisposeAsync();
        await two.Fill("b");
        await two.Fill("c");
        await Purge();
        await two.StartReader();
        await two.Fill("d");
        await Eventually.True(async () => (await two.Applied()).Count >= 4);
        // A change shows once its position is saved, which may be a moment after it was published.
        await Eventually.True(async () => (await Changes("")).Changes.Count == 4);
        await Publish((await Changes("")).Changes[1]);
        await two.Fill("e");
        await Eventually.True(async () => (await two.Applied()).Count >= 5);
        Assert.Equal(["a", "b", "c", "d", "e"], await two.Applied());
    }

    [Fact]
    public async Task what_waits_in_great_number_is_told_in_pages_and_a_page_with_a_failure_holds_back_its_own_firm_only()
    {
        await two.Fill("first");
        await Eventually.True(async () => (await two.Applied()).Count == 1);
        await two.Reader.DisposeAsync();
        string[] labels = [.. Enumerable.Range(0, 200).Select(i => i == 70 ? "bad" : $"t{i}")];
        await two.FillAtOnce(labels);
        await Eventually.True(async () => (await Changes("?limit=500")).Changes.Count == 1 + labels.Length);
        Assert.InRange(await two.Broker.WaitingAsync(Queue), 1u, 20u);
        await two.StartReader();
        await two.Fill("last");
        await Eventually.True(async () => (await two.Applied()).Count >= 201);
        // The store gives the streams of one transaction their numbers in an order of its own.
        var told = (await Changes("?limit=500")).Changes.Select(c => MessageJson.Read<FirmRegistered>(c.Data).LegalName).ToList();
        Assert.Equal(["first", .. labels.Order(), "last"], [told[0], .. told[1..^1].Order(), told[^1]]);
        Assert.Equal(told.Where(l => l != "bad"), await two.Applied());
        Assert.Equal("InvalidOperationException: cannot read that", Assert.Single(await Parked()).Text("reason"));
        Assert.Equal(0u, await two.Broker.WaitingAsync(Queue));
    }

    [Fact]
    public async Task what_the_broker_holds_of_the_time_before_a_restore_is_dropped()
    {
        await two.Fill("a");
        await Eventually.True(async () => (await two.Applied()).Count == 1 && (await Changes("")).Changes.Count == 1);
        var old = (await Changes("")).Changes[0];
        await Publish(old with { Epoch = old.Epoch - 1, Position = old.Position + 50, Previous = old.Position + 40 });
        await two.Fill("b");
        await Eventually.True(async () => (await two.Applied()).Count >= 2);
        Assert.Equal(["a", "b"], await two.Applied());
    }

    [Fact]
    public async Task a_failure_holds_back_its_own_firm_only_and_a_retry_drains_it_in_order()
    {
        var id = await two.Fill("bad1");
        await two.Fill("other");
        await two.Fill("after", id);
        await Eventually.True(async () => (await two.Applied()).Count == 1 && (await Parked()).Count == 2);
        Assert.Equal(["other"], await two.Applied());
        Assert.Equal([$"InvalidOperationException: cannot read that", "held back behind an earlier one"], (await Parked()).Select(p => p.GetProperty("reason").GetString()));

        var still = await Retry(id);
        Assert.Equal((0, 2), (still.GetProperty("applied").GetInt32(), still.GetProperty("remain").GetInt32()));
        two.Mended = true;
        var drained = await Retry(id);
        Assert.Equal((2, 0), (drained.GetProperty("applied").GetInt32(), drained.GetProperty("remain").GetInt32()));
        Assert.Equal(["other", "bad1", "after"], await two.Applied());
        await two.Fill("later", id);
        await Eventually.True(async () => (await two.Applied()).Count == 4);
        Assert.Empty(await Parked());
    }

    [Fact]
    public async Task what_passed_a_reader_by_is_learnt_when_the_source_is_read_again_and_nothing_twice()
    {
        await two.Fill("a");
        var id = await two.Fill("bad1");
        await two.Fill("after", id);
        await Eventually.True(async () => (await two.Applied()).Count == 1 && (await Parked()).Count == 2);
        await two.Reader.DisposeAsync();
        await two.Fill("missed");
        var unheard = await two.Fill("unheard");
        await two.PassBy();
        await two.StartReader();
        await two.Fill("b");
        await Eventually.True(async () => (await two.Applied()).Count == 2);

        var operates = two.Reader.Client([Roles.Operator]);
        Assert.Equal((404, "messages.source-unknown"), await operates.Command("operations/rereadings", new { source = "other", reason = "r" }, key: "").Problem());
        Assert.Equal((422, "field.text"), await operates.Command("operations/rereadings", new { source = "ladder", reason = "" }, key: "").Problem());
        var read = await Reread();
        Assert.Equal((5, 5, 1), (read.GetProperty("streams").GetInt64(), read.GetProperty("of").GetInt64(), read.GetProperty("learnt").GetInt64()));
        Assert.Equal($"310114 tin:{unheard}", Assert.Single(read.GetProperty("failed").EnumerateArray()).GetString());
        Assert.Equal(["a", "b", "missed"], await two.Applied());
        Assert.Equal(2, (await Parked()).Count);

        two.Mended = true;
        await Retry(id);
        Assert.Equal(0, (await Reread()).GetProperty("learnt").GetInt64());
        Assert.Equal(["a", "b", "missed", "bad1", "after"], await two.Applied());
        Assert.Equal(["reread", "retry", "reread"], (await operates.Read("operations/acts")).GetProperty("items").EnumerateArray().Select(a => a.Text("act")));

        async Task<JsonElement> Reread()
        {
            await operates.Command("operations/rereadings", new { source = "ladder", reason = "figures are published now" }, key: "").Good();
            JsonElement one = default;
            await Eventually.True(async () =>
                (one = (await operates.Read("operations/rereadings")).GetProperty("rereadings")[0]).GetProperty("endedAt").ValueKind == JsonValueKind.String);
            return one;
        }
    }

    [Fact]
    public async Task streams_are_paged_each_with_all_that_was_said_of_it()
    {
        var first = await two.Fill("a");
        await two.Fill("b");
        await two.Fill("c", first);
        await Eventually.True(async () => (await Changes("")).Changes.Count == 3);
        var page = await Streams("&limit=1");
        var rest = await Streams($"&limit=2&after={page.Next}");
        Assert.Equal((2, null, null), (page.Count, rest.Count, rest.Next));
        var both = page.Streams.Concat(rest.Streams).ToDictionary(s => s.Subject, s => s.Changes.Select(c => MessageJson.Read<FirmRegistered>(c.Data).LegalName).ToArray());
        Assert.Equal((2, true), (both.Count, both[$"tin:{first}"] is ["a", "c"]));
        Assert.Empty((await Streams("", "t")).Streams);
        Assert.Equal((403, "auth.role-missing"), await two.Source.Client().GetAsync(new Uri(two.Source.Address, "/changes/streams?kind=tin")).Problem());
    }

    [Fact]
    public async Task a_retry_of_nothing_is_refused()
    {
        var client = two.Reader.Client([Roles.Operator]);
        Assert.Equal((404, "messages.none-parked"),
            await client.Command("operations/parked/retries", """{"source":"ladder","tenant":"310114","subject":"firm:x"}""", key: "").Problem());
    }

    [Fact]
    public async Task changes_are_paged_and_say_what_came_before()
    {
        foreach (var label in new[] { "a", "b", "c" })
            await two.Fill(label);
        await Eventually.True(async () => (await Changes("")).Changes.Count == 3);
        var first = await Changes("?limit=2");
        var rest = await Changes($"?after={first.Next}");
        Assert.Equal([0, first.Changes[0].Position], first.Changes.Select(c => c.Previous));
        Assert.Equal(first.Changes[1].Position, rest.Changes.Single().Previous);
        Assert.Equal(rest.Next, (await Changes($"?after={rest.Next}")).Next);
    }

    [Theory]
    [InlineData("?after=2-0", 409, "changes.epoch-changed")]
    [InlineData("?after=x", 400, "changes.cursor-malformed")]
    public async Task a_wrong_cursor_is_refused(string query, int status, string code) =>
        Assert.Equal((status, code), await two.Source.Client([Roles.Service]).GetAsync(new Uri(two.Source.Address, $"/changes{query}")).Problem());

    [Fact]
    public async Task changes_are_for_services_only() =>
        Assert.Equal((403, "auth.role-missing"), await two.Source.Client().GetAsync(new Uri(two.Source.Address, "/changes")).Problem());

    private async Task<ChangePage> Changes(string query) =>
        (await two.Source.Client([Roles.Service]).GetFromJsonAsync<ChangePage>(new Uri(two.Source.Address, $"/changes{query}"), MessageJson.Options))!;

    private async Task<StreamPage> Streams(string query, string kind = "tin") => (await two.Source.Client([Roles.Service]).GetFromJsonAsync<StreamPage>(
        new Uri(two.Source.Address, $"/changes/streams?kind={kind}{query}"), MessageJson.Options))!;

    private async Task<List<JsonElement>> Parked() =>
        [.. (await two.Reader.Client([Roles.Operator]).GetFromJsonAsync<JsonElement>("operations/parked")).GetProperty("parked").EnumerateArray()];

    private async Task<JsonElement> Retry(string id)
    {
        var answer = await two.Reader.Client([Roles.Operator]).Command(
            "operations/parked/retries", $$"""{"source":"ladder","tenant":"310114","subject":"tin:{{id}}"}""", key: "");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private Task Publish(Change change) =>
        two.Source.Provider.GetRequiredService<IBus>().Publish(MessageJson.Read<FirmRegistered>(change.Data), context => Envelope.Write(context, change));

    private Task Purge() => two.Broker.PurgeAsync(Queue);
}
