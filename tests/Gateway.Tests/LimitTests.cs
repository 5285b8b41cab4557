using System.Net;
using System.Globalization;

namespace Cultivation.Gateway.Tests;

public sealed class LimitTests(House house)
{
    private const int Limit = 10 * 1024 * 1024;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task of_a_body_of_50_MB_no_byte_reaches_the_service(bool chunked)
    {
        var path = $"/v1/imports/{chunked}";
        using var client = await house.Gateway.Client("caseworker");
        using var answer = await client.SendAsync(Post($"api/ladder{path}", new byte[50_000_000], chunked));
        var problem = await answer.Is(413, "request.too-large");
        Assert.Equal(Limit, problem.GetProperty("limit").GetInt32());
        Assert.DoesNotContain(path, house.Ladder.Begun);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task a_body_of_exactly_the_limit_passes_whole(bool chunked)
    {
        var path = $"/v1/largest/{chunked}";
        using var client = await house.Gateway.Client("caseworker");
        using var answer = await client.SendAsync(Post($"api/ladder{path}", new byte[Limit], chunked));
        Assert.Equal("served", await answer.Content.ReadAsStringAsync());
        Assert.Equal(Limit, house.Ladder.Single(path).Body);
    }

    [Fact]
    public async Task who_asks_too_often_is_told_when_to_come_back_and_holds_up_nobody_else()
    {
        await using var gateway = await RunningGateway.StartAsync(
            ("Gateway__Services__ladder", house.Ladder.Url), ("Limits__Requests__person__PerSecond", "1"), ("Limits__Requests__person__Burst", "3"));
        using var hasty = await gateway.Client("caseworker");
        using var patient = await gateway.Client("supervisor");
        using var loader = await gateway.Client("loader");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => hasty.GetAsync("api/ladder/v1/often")));
        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.InRange(refused.Count, 1, 17);
        await refused[0].Is(429, "request.too-many");
        Assert.InRange(int.Parse(refused[0].Header("Retry-After"), CultureInfo.InvariantCulture), 1, 20);

        Assert.Equal(HttpStatusCode.OK, (await patient.GetAsync("api/ladder/v1/often")).StatusCode);
        var many = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => loader.GetAsync("api/ladder/v1/often")));
        Assert.All(many, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        await Eventually.True(async () => (await hasty.GetAsync("api/ladder/v1/often")).StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task who_shows_no_valid_token_is_counted_by_address_and_holds_up_nobody_who_has_signed_in()
    {
        await using var gateway = await RunningGateway.StartAsync(
            ("Gateway__Services__ladder", house.Ladder.Url), ("Limits__Requests__anonymous__PerSecond", "1"), ("Limits__Requests__anonymous__Burst", "5"));
        using var known = await gateway.Client("caseworker");
        using var nobody = await gateway.Client();
        using var forged = gateway.With("not.a.token");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? nobody : forged).GetAsync("api/ladder/v1/often")));
        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.InRange(refused.Count, 1, 19);
        await refused[0].Is(429, "request.too-many");
        Assert.All(answers.Except(refused), answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode));
        Assert.Equal(HttpStatusCode.OK, (await known.GetAsync("api/ladder/v1/often")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await nobody.GetAsync("identity/.well-known/openid-configuration")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await nobody.GetAsync("identity/keys")).StatusCode);
        await Eventually.True(async () => (await nobody.GetAsync("api/ladder/v1/often")).StatusCode == HttpStatusCode.Unauthorized);
    }

    private static HttpRequestMessage Post(string path, byte[] body, bool chunked)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Headers.TransferEncodingChunked = chunked;
        return request;
    }
}
