using System.Net;
using System.Net.Http.Json;

namespace Cultivation.Ladder.Tests.Http;

/// <summary>Versions and keys of commands about a firm.</summary>
public sealed class FirmEditTests(LadderService ladder)
{
    private readonly string district = LadderService.NewDistrict();

    private HttpClient Client => ladder.Client(district);

    [Fact]
    public async Task an_edit_needs_the_version_that_was_read()
    {
        var (id, _) = await Flow.Registered(Client);
        var rename = new { newName = "新名", changedOn = "2020-01-01", source = "市场监管局" };
        Assert.Equal((428, "version.missing"), await Client.Command($"firms/{id}/renames", rename).Problem());
        Assert.Equal((412, "version.stale"), await Client.Command($"firms/{id}/renames", rename, ifMatch: "\"7\"").Problem());
        Assert.Equal((400, "version.malformed"), await Client.Command($"firms/{id}/renames", rename, ifMatch: "W/\"x\"").Problem());
        Assert.Equal(2, (await Client.Command($"firms/{id}/renames", rename, ifMatch: "\"1\"").Good()).Int("version"));
        Assert.Equal((412, "version.stale"), await Client.Command($"firms/{id}/renames", rename, ifMatch: "\"1\"").Problem());
        Assert.Equal(0, (await Client.Command($"firms/{id}/renames", rename, ifMatch: "\"2\"").Good()).Int("events"));
    }

    [Fact]
    public async Task of_two_edits_of_one_version_one_succeeds()
    {
        var (id, _) = await Flow.Registered(Client);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(n =>
            Client.Command($"firms/{id}/renames", new { newName = $"新名{n}", changedOn = "2020-01-01", source = "市场监管局" }, ifMatch: "\"1\"")));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(5, answers.Count(a => a.StatusCode == HttpStatusCode.PreconditionFailed));
        Assert.Equal("\"2\"", await Client.ETag($"firms/{id}"));
    }

    [Fact]
    public async Task a_repeated_key_gives_the_same_answer_and_another_body_is_refused()
    {
        var code = Codes.New();
        var key = Guid.NewGuid().ToString();
        var first = await Client.Command("firms", Flow.Firm(code), key);
        var again = await Client.Command("firms", Flow.Firm(code), key);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal((422, "idempotency.key-reused"), await Client.Command("firms", Flow.Firm(Codes.New()), key).Problem());
        Assert.Equal((400, "idempotency.key-missing"), await Client.Command("firms", Flow.Firm(code), key: "").Problem());
    }

    [Fact]
    public async Task two_at_once_under_one_key_have_one_effect()
    {
        var (id, _) = await Flow.Registered(Client);
        var key = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Client.Command($"firms/{id}/facts", Flow.GoodFacts(), key)));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        Assert.Single((await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync()))).Distinct());
        Assert.Equal("\"22\"", await Client.ETag($"firms/{id}"));
    }
}
