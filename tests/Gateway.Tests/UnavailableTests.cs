using System.Net;
using Cultivation.Servers;

namespace Cultivation.Gateway.Tests;

public sealed class UnavailableTests(House house)
{
    [Fact]
    public async Task a_dead_service_is_a_problem_in_the_callers_language()
    {
        using var client = await house.Gateway.Client("caseworker");
        using var chinese = await client.GetAsync("api/finance/v1/banks");
        Assert.Equal("服务 finance 暂时无法访问,请稍后重试。", (await chinese.Is(503, "gateway.service-unavailable")).GetProperty("title").GetString());
        Assert.Equal("2", chinese.Header("Retry-After"));

        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-GB, zh;q=0.5");
        using var english = await client.GetAsync("api/finance/v1/banks");
        Assert.StartsWith("The service finance", (await english.Is(503, "gateway.service-unavailable")).GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_service_that_breaks_off_is_told_from_one_that_was_never_reached()
    {
        using var client = await house.Gateway.Client("caseworker");
        await (await client.GetAsync("api/ladder/v1/break-off")).Is(502, "gateway.service-broke-off");
    }

    [Fact]
    public async Task a_service_that_does_not_answer_in_time_is_a_problem()
    {
        using var client = await house.Gateway.Client("caseworker");
        await (await client.GetAsync("api/ladder/v1/never")).Is(504, "gateway.service-timeout");
    }

    [Fact]
    public async Task a_service_that_comes_back_is_used_again()
    {
        var port = Ports.Free();
        await using var gateway = await RunningGateway.StartAsync(("Gateway__Services__ladder", $"http://127.0.0.1:{port}"));
        using var client = await gateway.Client("operator");
        await (await client.GetAsync("api/ladder/v1/firms")).Is(503, "gateway.service-unavailable");
        await using var back = await Upstream.StartAsync(port);
        await Eventually.True(async () => (await client.GetAsync("api/ladder/v1/firms")).StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task the_gateway_is_healthy_by_itself_and_asks_nobody_who_they_are()
    {
        using var client = await house.Gateway.Client();
        Assert.Equal("Healthy", await client.GetStringAsync("health/live"));
        Assert.Equal("Healthy", await client.GetStringAsync("health/ready"));
    }
}
