using System.Net.Http.Json;
using System.Text.Json;
using Cultivation.Contracts;
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
        await Eventually.True(async () => (await two.Changes("")).Changes.Count == 4);
        await Publish((await two.Changes("")).Changes[1]);
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
        await Eventually.True(async () => (await two.Changes("?limit=500")).Changes.Count == 1 + labels.Length);
        // Those that the relay came upon while they were still few are told one by one.
        Assert.InRange(await two.Broker.WaitingAsync(Queue), 1u, (uint)labels.Length / 2);
        await two.StartReader();
        await two.Fill("last");
        await Eventually.True(async () => (await two.Applied()).Count >= 201);
        // The store gives the streams of one transaction their numbers in an order of its own.
        var told = (await two.Changes("?limit=500")).Changes.Select(c => MessageJson.Read<FirmRegistered>(c.Data).LegalName).ToList();
        Assert.Equal(["first", .. labels.Order(), "last"], [told[0], .. told[1..^1].Order(), told[^1]]);
        Assert.Equal(told.Where(l => l != "bad"), await two.Applied());
        Assert.Equal("InvalidOperationException: cannot read that", Assert.Single(await two.Parked()).Text("reason"));
        Assert.Equal(0u, await two.Broker.WaitingAsync(Queue));
    }

    [Fact]
    public async Task what_the_broker_holds_of_the_time_before_a_restore_is_dropped()
    {
        await two.Fill("a");
        await Eventually.True(async () => (await two.Applied()).Count == 1 && (await two.Changes("")).Changes.Count == 1);
        var old = (await two.Changes("")).Changes[0];
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
        await Eventually.True(async () => (await two.Applied()).Count == 1 && (await two.Parked()).Count == 2);
        Assert.Equal(["other"], await two.Applied());
        Assert.Equal([$"InvalidOperationException: cannot read that", "held back behind an earlier one"], (await two.Parked()).Select(p => p.GetProperty("reason").GetString()));

        var still = await two.Retry(id);
        Assert.Equal((0, 2), (still.GetProperty("applied").GetInt32(), still.GetProperty("remain").GetInt32()));
        two.Mended = true;
        var drained = await two.Retry(id);
        Assert.Equal((2, 0), (drained.GetProperty("applied").GetInt32(), drained.GetProperty("remain").GetInt32()));
        Assert.Equal(["other", "bad1", "after"], await two.Applied());
        await two.Fill("later", id);
        await Eventually.True(async () => (await two.Applied()).Count == 4);
        Assert.Empty(await two.Parked());
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
        await Eventually.True(async () => (await two.Changes("")).Changes.Count == 3);
        var first = await two.Changes("?limit=2");
        var rest = await two.Changes($"?after={first.Next}");
        Assert.Equal([0, first.Changes[0].Position], first.Changes.Select(c => c.Previous));
        Assert.Equal(first.Changes[1].Position, rest.Changes.Single().Previous);
        Assert.Equal(rest.Next, (await two.Changes($"?after={rest.Next}")).Next);
    }

    [Theory]
    [InlineData("?after=2-0", 409, "changes.epoch-changed")]
    [InlineData("?after=x", 400, "changes.cursor-malformed")]
    public async Task a_wrong_cursor_is_refused(string query, int status, string code) =>
        Assert.Equal((status, code), await two.Source.Client([Roles.Service]).GetAsync(new Uri(two.Source.Address, $"/changes{query}")).Problem());

    [Fact]
    public async Task changes_are_for_services_only() =>
        Assert.Equal((403, "auth.role-missing"), await two.Source.Client().GetAsync(new Uri(two.Source.Address, "/changes")).Problem());

    private Task Publish(Change change) =>
        two.Source.Provider.GetRequiredService<IBus>().Publish(MessageJson.Read<FirmRegistered>(change.Data), context => Envelope.Write(context, change));

    private Task Purge() => two.Broker.PurgeAsync(Queue);
}
