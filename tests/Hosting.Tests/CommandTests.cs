using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Cultivation.Kit;
using JasperFx.Events;

namespace Cultivation.Hosting.Tests;

public sealed class CommandTests(TinService tins) : IClassFixture<TinService>
{
    // More than a command is tried: who loses must not lose to each of the others.
    private const int Crowd = 40;
    private readonly HttpClient client = tins.Service.Client();

    [Fact]
    public async Task a_command_without_a_key_is_refused() =>
        Assert.Equal((400, "idempotency.key-missing"), await client.Command("tins", new { label = "a", peas = 1 }, key: "").Problem());

    [Fact]
    public async Task a_repeated_key_gives_the_same_answer_and_one_effect()
    {
        var first = await client.Command("tins", new { label = "a", peas = 1 }, "once");
        var again = await client.Command("tins", new { label = "a", peas = 1 }, "once");
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
    }

    [Fact]
    public async Task a_key_with_another_body_is_refused()
    {
        await client.Command("tins", new { label = "a", peas = 1 }, "reused");
        Assert.Equal((422, "idempotency.key-reused"), await client.Command("tins", new { label = "a", peas = 2 }, "reused").Problem());
    }

    [Fact]
    public async Task a_key_belongs_to_its_caller()
    {
        var mine = await client.Command("tins", new { label = "a", peas = 1 }, "shared");
        var theirs = await tins.Service.Client(subject: "wang").Command("tins", new { label = "a", peas = 1 }, "shared");
        Assert.NotEqual(mine.Headers.Location, theirs.Headers.Location);
    }

    [Fact]
    public async Task twenty_at_once_under_one_key_have_one_effect_and_one_answer()
    {
        var id = await Opened();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.Command($"tins/{id}/fillings", new { label = "a", peas = 1 }, "crowd")));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        Assert.Single((await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync()))).Distinct());
        Assert.Equal(2, (await client.GetFromJsonAsync<JsonElement>($"tins/{id}")).GetProperty("peas").GetInt32());
    }

    [Fact]
    public async Task commands_that_meet_on_one_stream_all_take_effect()
    {
        var id = await Opened();
        var answers = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(_ => client.Command($"tins/{id}/fillings", new { label = "a", peas = 1 })));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        Assert.Equal(1 + Crowd, (await client.GetFromJsonAsync<JsonElement>($"tins/{id}")).GetProperty("peas").GetInt32());
    }

    [Fact]
    public async Task a_refusal_is_not_kept_and_stores_nothing()
    {
        var id = await Opened();
        Assert.Equal((422, "tin.rusty"), await client.Command($"tins/{id}/fillings", new { label = "rust", peas = 1 }, "retry").Problem());
        Assert.Equal(HttpStatusCode.OK, (await client.Command($"tins/{id}/fillings", new { label = "a", peas = 1 }, "retry")).StatusCode);
        await using var session = tins.Service.Store.QuerySession("310114");
        Assert.Equal(2, (await session.Events.FetchStreamStateAsync($"tin:{id}"))!.Version);
    }

    [Fact]
    public async Task an_edit_without_if_match_is_428_and_a_stale_one_is_412()
    {
        var id = await Opened();
        Assert.Equal((428, "version.missing"), await client.Command($"tins/{id}/labels", new { label = "b", peas = 0 }).Problem());
        Assert.Equal((400, "version.malformed"), await client.Command($"tins/{id}/labels", new { label = "b", peas = 0 }, ifMatch: "*").Problem());
        var edited = await client.Command($"tins/{id}/labels", new { label = "b", peas = 0 }, ifMatch: "\"1\"");
        Assert.Equal("\"2\"", edited.Headers.ETag!.Tag);
        Assert.Equal((412, "version.stale"), await client.Command($"tins/{id}/labels", new { label = "c", peas = 0 }, ifMatch: "\"1\"").Problem());
    }

    [Fact]
    public async Task a_repeated_edit_gives_the_same_answer_though_its_version_is_stale_now()
    {
        var id = await Opened();
        var first = await client.Command($"tins/{id}/labels", new { label = "b", peas = 0 }, "edit", "\"1\"");
        var again = await client.Command($"tins/{id}/labels", new { label = "b", peas = 0 }, "edit", "\"1\"");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("{\"label\":")]
    [InlineData("{\"label\":\"a\",\"peas\":\"many\"}")]
    [InlineData("{\"label\":\"a\"}")]
    [InlineData("{\"label\":null,\"peas\":1}")]
    [InlineData("{\"label\":\"a\",\"peas\":1,\"colour\":\"red\"}")]
    [InlineData("{\"label\":\"a\",\"peas\":1,\"on\":\"2026-02-30\"}")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task a_body_that_cannot_be_read_is_refused(string body) =>
        Assert.Equal((400, "request.malformed"), await client.Command("tins", body).Problem());

    [Fact]
    public async Task a_role_that_may_not_and_a_caller_without_token_are_refused()
    {
        Assert.Equal((403, "auth.role-missing"), await tins.Service.Client([Roles.Bank]).Command("tins", new { label = "a", peas = 1 }).Problem());
        using var nobody = new HttpClient { BaseAddress = client.BaseAddress };
        Assert.Equal((401, "auth.token-missing"), await nobody.Command("tins", new { label = "a", peas = 1 }).Problem());
    }

    [Fact]
    public async Task a_district_does_not_see_another_ones_streams()
    {
        var id = await Opened();
        Assert.Equal((404, "route.unknown"), await tins.Service.Client(districts: ["310106"]).GetAsync($"tins/{id}").Problem());
    }

    [Fact]
    public async Task history_is_marked_with_the_day_on_which_it_was_known()
    {
        var supervisor = tins.Service.Client([Roles.Supervisor]);
        supervisor.DefaultRequestHeaders.Add("Known-Since", "2017-12-25; source=%E5%90%8D%E5%8D%95");
        var made = await supervisor.Command("tins", new { label = "old", peas = 1 });
        var id = made.Headers.Location!.ToString().Split('/')[^1];
        await using var session = tins.Service.Store.QuerySession("310114");
        var happened = (await session.Events.FetchStreamAsync($"tin:{id}")).Single();
        var known = Assert.IsType<KnownSince>(KnownSince.Of(happened));
        Assert.Equal(new KnownSince(new DateOnly(2017, 12, 25), "名单"), known);
        Assert.Equal("li", happened.UserName);
    }

    [Theory]
    [InlineData("2017-13-01", 400, "known-since.malformed")]
    [InlineData("2999-01-01", 422, "known-since.future")]
    public async Task history_needs_a_day_that_was(string header, int status, string code)
    {
        var supervisor = tins.Service.Client([Roles.Supervisor]);
        supervisor.DefaultRequestHeaders.Add("Known-Since", header);
        Assert.Equal((status, code), await supervisor.Command("tins", new { label = "old", peas = 1 }).Problem());
    }

    [Fact]
    public async Task only_a_supervisor_records_history()
    {
        client.DefaultRequestHeaders.Add("Known-Since", "2017-12-25");
        Assert.Equal((403, "known-since.forbidden"), await client.Command("tins", new { label = "old", peas = 1 }).Problem());
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.5", "已生锈")]
    [InlineData("en-GB,zh;q=0.5", "is rusty")]
    [InlineData("de", "已生锈")]
    public async Task a_problem_speaks_the_callers_language(string languages, string expected)
    {
        var id = await Opened();
        var asking = tins.Service.Client();
        asking.DefaultRequestHeaders.AcceptLanguage.Clear();
        asking.DefaultRequestHeaders.AcceptLanguage.ParseAdd(languages);
        var answer = await asking.Command($"tins/{id}/fillings", new { label = "rust", peas = 1 });
        var title = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString();
        Assert.Contains(expected, title, StringComparison.Ordinal);
        Assert.Contains(id, title, StringComparison.Ordinal);
    }

    private async Task<string> Opened()
    {
        var made = await client.Command("tins", new { label = "a", peas = 1 });
        return made.Headers.Location!.ToString().Split('/')[^1];
    }
}
