using System.Net;
using System.Net.Http.Json;

namespace Cultivation.Gateway.Tests;

public sealed class RoutingTests(House house)
{
    [Fact]
    public async Task a_request_reaches_its_service_without_the_prefix()
    {
        using var client = await house.Gateway.Client("caseworker");
        using var answer = await client.PostAsJsonAsync("api/ladder/v1/firms?source=a%20b", new { legalName = "上海某某科技有限公司" });
        Assert.Equal("served", await answer.Content.ReadAsStringAsync());
        var seen = house.Ladder.Single("/v1/firms?source=a%20b");
        Assert.Equal("POST", seen.Method);
        Assert.True(seen.Body > 0);
        Assert.StartsWith("Bearer ", seen.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_services_own_refusal_comes_back_unchanged()
    {
        using var client = await house.Gateway.Client("caseworker");
        using var answer = await client.GetAsync("api/ladder/v1/conflict");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("""{"code":"firm.code-taken"}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task an_address_of_no_service_is_unknown()
    {
        using var client = await house.Gateway.Client("caseworker");
        await (await client.GetAsync("api/nobody/v1/firms")).Is(404, "route.unknown");
        await (await client.GetAsync("elsewhere")).Is(404, "route.unknown");
    }

    [Fact]
    public async Task a_services_openapi_document_is_for_anybody_who_has_a_token()
    {
        using var stranger = await house.Gateway.Client();
        await (await stranger.GetAsync("api/ladder/openapi/v1.json")).Is(401, "auth.token-missing");
        using var auditor = await house.Gateway.Client("auditor");
        Assert.Equal("served", await auditor.GetStringAsync("api/ladder/openapi/v1.json"));
    }

    [Fact]
    public async Task the_service_goes_on_with_the_callers_trace_and_the_answer_names_it()
    {
        using var client = await house.Gateway.Client("caseworker");
        client.DefaultRequestHeaders.Add("traceparent", "00-11112222333344445555666677778888-1234567890abcdef-01");
        using var answer = await client.GetAsync("api/ladder/v1/traced");
        Assert.Equal("11112222333344445555666677778888", answer.Header("Trace-Id"));
        var traceparent = house.Ladder.Single("/v1/traced").Headers["traceparent"];
        Assert.Matches("^00-11112222333344445555666677778888-[0-9a-f]{16}-01$", traceparent);
        Assert.DoesNotContain("1234567890abcdef", traceparent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_only_a_proxy_may_say_is_not_taken_from_a_client()
    {
        using var client = await house.Gateway.Client("caseworker");
        foreach (var header in new[] { "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Real-IP", "X-Original-URL", "Forwarded" })
            client.DefaultRequestHeaders.TryAddWithoutValidation(header, "spoofed");
        await client.GetStringAsync("api/ladder/v1/hops");
        var headers = house.Ladder.Single("/v1/hops").Headers;
        Assert.DoesNotContain(headers, header => header.Value.Contains("spoofed", StringComparison.Ordinal));
        Assert.Equal("127.0.0.1", headers["X-Forwarded-For"]);
    }

    [Fact]
    public async Task every_answer_carries_a_trace_id_and_headers_for_browsers()
    {
        using var client = await house.Gateway.Client("caseworker");
        foreach (var path in new[] { "health/live", "api/ladder/v1/firms", "api/finance/v1/banks", "elsewhere" })
        {
            using var answer = await client.GetAsync(path);
            Assert.Matches("^[0-9a-f]{32}$", answer.Header("Trace-Id"));
            Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
            Assert.Contains("frame-ancestors 'none'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("Server"));
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }
}
