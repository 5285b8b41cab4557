using System.Net.Http.Json;
using System.Text.Json;
using Cultivation.Contracts.Ladder.V1;
using Cultivation.Kit;

namespace Cultivation.Hosting.Tests;

/// <summary>A source is read again, stream by stream, on an operator's word.</summary>
public sealed class RereadingTests : IAsyncLifetime
{
    private readonly TwoServices two = new();

    public ValueTask InitializeAsync() => two.InitializeAsync();

    public ValueTask DisposeAsync() => two.DisposeAsync();

    [Fact]
    public async Task what_passed_a_reader_by_is_learnt_when_the_source_is_read_again_and_nothing_twice()
    {
        await two.Fill("a");
        var id = await two.Fill("bad1");
        await two.Fill("after", id);
        await Eventually.True(async () => (await two.Applied()).Count == 1 && (await two.Parked()).Count == 2);
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
        Assert.Equal(2, (await two.Parked()).Count);

        two.Mended = true;
        await two.Retry(id);
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
        await Eventually.True(async () => (await two.Changes("")).Changes.Count == 3);
        var page = await Streams("&limit=1");
        var rest = await Streams($"&limit=2&after={page.Next}");
        Assert.Equal((2, null, null), (page.Count, rest.Count, rest.Next));
        var both = page.Streams.Concat(rest.Streams).ToDictionary(s => s.Subject, s => s.Changes.Select(c => MessageJson.Read<FirmRegistered>(c.Data).LegalName).ToArray());
        Assert.Equal((2, true), (both.Count, both[$"tin:{first}"] is ["a", "c"]));
        Assert.Empty((await Streams("", "t")).Streams);
        Assert.Equal((403, "auth.role-missing"), await two.Source.Client().GetAsync(new Uri(two.Source.Address, "/changes/streams?kind=tin")).Problem());
    }

    private async Task<StreamPage> Streams(string query, string kind = "tin") => (await two.Source.Client([Roles.Service]).GetFromJsonAsync<StreamPage>(
        new Uri(two.Source.Address, $"/changes/streams?kind={kind}{query}"), MessageJson.Options))!;
}
