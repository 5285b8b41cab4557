using System.Text.Json;
using Cultivation.Hosting;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Feeds;

/// <summary>The feed over HTTP: pages, cursors, and whose it is.</summary>
[Collection<OnTheWire>]
public sealed class PullTests(District district)
{
    [Fact]
    public async Task a_feed_is_read_in_pages_from_any_position()
    {
        var bank = await Partner.With(district);
        for (var i = 0; i < 3; i++)
        {
            var firm = await new Firm(district).Registered();
            await bank.Consent(firm);
            await firm.Recognised();
            await bank.Pulled(i + 1);
        }
        var first = await bank.Http.Read($"banks/{bank.Id}/feed?limit=2");
        Assert.Equal((1, 2, "1-2"), (first.GetProperty("epoch").GetInt32(), first.GetProperty("entries").GetArrayLength(), first.GetProperty("next").GetString()));
        Assert.Equal("1-3", (await bank.Pull("?after=1-2")).Single().GetProperty("id").GetString());
        Assert.Equal("1-3", (await bank.Http.Read($"banks/{bank.Id}/feed?after=1-3")).GetProperty("next").GetString());
    }

    [Fact]
    public async Task what_a_bank_has_pulled_stands_in_its_delivery_log_and_in_the_trace()
    {
        var (bank, watching) = (await Partner.With(district), district.Client());
        var firms = new[] { await bank.Told(), await bank.Told(), await bank.Told() };
        await Eventually.True(async () => (await watching.Read($"banks/{bank.Id}/feed")).GetProperty("entries").GetArrayLength() == 3);
        await Logged(bank);
        Assert.Empty(await bank.Pull("?after=1-3&wait=1"));

        var order = await bank.Pull();
        Assert.Equal([("entry", "delivered", 1, 3, 3)], Told(await Logged(bank, 1)));
        await bank.Pull("?after=1-1&through=1-2");
        Assert.Equal([("replay", "delivered", 2, 2, 1)], Told(await Logged(bank, 2), 1));
        await bank.Withdraw(firms[Array.FindIndex(firms, firm => firm.CreditCode == order[1].Text("subject"))]);
        await Eventually.True(async () => (await watching.Read($"banks/{bank.Id}/feed")).GetProperty("entries").GetArrayLength() == 4);
        await bank.Http.Read($"banks/{bank.Id}/snapshot");
        Assert.Equal([("snapshot", "delivered", 1, 3, 2)], Told(await Logged(bank, 3), 1));
        await bank.Pull("?limit=4");
        var log = await Logged(bank, 5);
        Assert.Equal([("entry", "delivered", 1, 4, 3), ("entry", "withheld", 2, 2, 1)], Told(log, 2).OrderBy(one => one.Outcome));

        Assert.Equal(
            [("entry", "withheld", 2, 2, 1), ("replay", "delivered", 2, 2, 1), ("entry", "delivered", 1, 3, 3)],
            Told(await Log(bank, "&position=2")));
        Assert.Equal(JsonValueKind.Null, Assert.Single(await Log(bank, "&outcome=withheld")).GetProperty("traceId").ValueKind);
        var traced = await district.Client([Roles.Operator]).Read($"operations/traces/{log[^1].Text("traceId")}/deliveries");
        Assert.Equal([("entry", "delivered", 1, 3, 3)], Told([.. traced.GetProperty("deliveries").EnumerateArray()]));
    }

    private static async Task<JsonElement[]> Log(Partner bank, string query = "") =>
        [.. (await bank.Http.Read($"banks/{bank.Id}/deliveries?channel=pull{query}")).GetProperty("deliveries").EnumerateArray()];

    /// <summary>The pulls of a log that has so many, the newest first: each is there a moment after its answer.</summary>
    private static async Task<JsonElement[]> Logged(Partner bank, int rows = 0)
    {
        JsonElement[] log = [];
        await Eventually.True(async () => (log = await Log(bank)).Length >= rows);
        Assert.Equal(rows, log.Length);
        return log;
    }

    private static IEnumerable<(string Kind, string Outcome, int First, int Last, int Entries)> Told(JsonElement[] log, int newest = int.MaxValue) =>
        log.Take(newest).Select(one => (one.Text("kind"), one.Text("outcome"), one.Int("position"), one.Int("through"), one.Int("entries")));

    [Fact]
    public async Task a_feed_is_its_banks_alone()
    {
        var (mine, theirs) = (await Partner.With(district), await Partner.With(district));
        Assert.Equal((403, "feed.forbidden"), await mine.Http.GetAsync($"banks/{theirs.Id}/feed").Problem());
        Assert.Equal((403, "bank.forbidden"), await mine.Http.GetAsync($"banks/{theirs.Id}").Problem());
        Assert.Equal((403, "bank.forbidden"), await mine.Http.Command($"banks/{theirs.Id}/amqp-credentials", "", "").Problem());
        Assert.Equal((403, "auth.role-missing"), await district.Client([Roles.CaseWorker]).GetAsync($"banks/{theirs.Id}/feed").Problem());
    }

    [Theory]
    [InlineData("after=2-0", 409, "feed.epoch-changed")]
    [InlineData("after=1-99", 409, "feed.cursor-ahead")]
    [InlineData("after=latest", 400, "feed.cursor-malformed")]
    [InlineData("after=1--1", 400, "feed.cursor-malformed")]
    [InlineData("limit=0", 400, "feed.limit")]
    [InlineData("limit=501", 400, "feed.limit")]
    [InlineData("limit=many", 400, "request.malformed")]
    public async Task a_wrong_question_is_refused(string query, int status, string code)
    {
        var bank = await Partner.With(district);
        Assert.Equal((status, code), await bank.Http.GetAsync($"banks/{bank.Id}/feed?{query}").Problem());
    }

    [Fact]
    public async Task an_unknown_bank_has_no_feed() =>
        Assert.Equal((404, "bank.unknown"), await district.Client().GetAsync("banks/nobody/feed").Problem());

    [Fact]
    public async Task nobody_reads_a_feed_without_a_token()
    {
        using var anonymous = new HttpClient { BaseAddress = district.Client().BaseAddress };
        Assert.Equal((401, "auth.token-missing"), await anonymous.GetAsync("banks/nobody/feed").Problem());
    }
}
