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
