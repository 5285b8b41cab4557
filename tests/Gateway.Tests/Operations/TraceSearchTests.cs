using Cultivation.Gateway.Tests.Telemetry;

namespace Cultivation.Gateway.Tests.Operations;

/// <summary>An operator looks for traces, of which the gateway itself leaves the spans.</summary>
public sealed class TraceSearchTests(House house) : IAsyncLifetime
{
    private TraceDatabase traces = null!;
    private RunningGateway gateway = null!;
    private HttpClient @operator = null!;

    public async ValueTask InitializeAsync()
    {
        traces = await TraceDatabase.CreateAsync();
        gateway = await RunningGateway.StartAsync(
            ("Gateway__Services__ladder", house.Ladder.Url), ("Gateway__Services__finance", "http://127.0.0.1:1"), ("ConnectionStrings__Traces", traces.ConnectionString));
        @operator = await gateway.Client("operator");
    }

    public async ValueTask DisposeAsync()
    {
        @operator.Dispose();
        await gateway.DisposeAsync();
        await traces.DisposeAsync();
    }

    [Fact]
    public async Task a_trace_is_found_by_what_it_is_about_and_by_what_became_of_it()
    {
        var firm = await Ask("api/ladder/v1/firms/f-1/timeline");
        var other = await Ask("api/ladder/v1/firms/f-2");
        var @case = await Ask("api/ladder/v1/cases/2026-0001");
        var bank = await Ask("api/finance/v1/banks/bank-a/deliveries");
        await Eventually.True(async () => (await Found($"bank=bank-a")).Count == 1);

        Assert.Equal([firm], await Found("firm=f-1"));
        Assert.Equal([other], await Found("firm=f-2"));
        Assert.Equal([@case], await Found("case=2026-0001"));
        Assert.Equal([bank], await Found("bank=bank-a&failed=true"));
        Assert.Empty(await Found("firm=f-1&failed=true"));
        Assert.Equal([bank], await Found("name=api%2FFINANCE&service=gateway"));
        Assert.Empty(await Found("firm=f-1&service=ladder"));
        Assert.Empty(await Found("firm=f-1&minMs=600000"));
        Assert.Empty(await Found("firm=f-1&to=2026-01-01T00:00:00%2B08:00"));
        Assert.Equal([firm], await Found("firm=f-1&from=2026-01-01T00:00:00%2B08:00&minMs=0"));
        Assert.Empty(await Found("firm=f"));
    }

    [Fact]
    public async Task the_newest_come_first_and_pages_show_each_once()
    {
        List<string> asked = [];
        for (var i = 0; i < 5; i++) asked.Insert(0, await Ask("api/ladder/v1/firms/f-many"));
        await Eventually.True(async () => (await Found("firm=f-many")).Count == 5);
        List<string> shown = [];
        for (var next = ""; next is not null;)
        {
            var page = await @operator.Read($"api/operations/v1/traces?firm=f-many&limit=2{next}");
            shown.AddRange(page.GetProperty("items").EnumerateArray().Select(trace => trace.Text("traceId")));
            next = page.GetProperty("next").GetString() is { } cursor ? $"&cursor={cursor}" : null;
        }

        Assert.Equal(asked, shown);
    }

    [Fact]
    public async Task one_trace_is_told_span_by_span_as_a_waterfall_needs_it()
    {
        await Ask("api/ladder/v1/the-first-fetches-the-issuers-keys");
        var id = await Ask("api/ladder/v1/firms/f-1");
        await Eventually.True(async () => await Found("firm=f-1") is [_]);
        var trace = await @operator.Read($"api/operations/v1/traces/{id.ToUpperInvariant()}");
        var spans = trace.GetProperty("spans").EnumerateArray().ToList();
        Assert.Equal((id, false, 3), (trace.Text("traceId"), trace.GetProperty("truncated").GetBoolean(), spans.Count));
        Assert.Equal(["GET /api/ladder/{**rest}", "proxy.forwarder", "GET"], spans.Select(span => span.Text("name")));
        Assert.Equal(0, spans[0].GetProperty("offsetMs").GetDouble());
        Assert.Equal(spans[0].Text("spanId"), spans[1].Text("parentId"));
        Assert.Equal("/api/ladder/v1/firms/f-1", spans[0].GetProperty("attributes").Text("url.path"));
        Assert.All(spans, span => Assert.True(span.GetProperty("offsetMs").GetDouble() + span.GetProperty("durationMs").GetDouble() <= trace.GetProperty("durationMs").GetDouble() + 0.001));
    }

    [Theory]
    [InlineData("traces/0123456789abcdef0123456789abcdef", 404, "trace.unknown")]
    [InlineData("traces/short", 404, "trace.unknown")]
    [InlineData("traces?firm=a&bank=b", 400, "trace.one-subject")]
    [InlineData("traces?cursor=x", 400, "page.cursor")]
    [InlineData("traces?limit=0", 400, "page.limit")]
    public async Task what_cannot_be_answered_is_refused(string path, int status, string code) =>
        await (await @operator.GetAsync($"api/operations/v1/{path}")).Is(status, code);

    [Fact]
    public async Task without_a_store_of_its_own_the_house_says_that_traces_are_elsewhere()
    {
        using var client = await house.Gateway.Client("operator");
        await (await client.GetAsync("api/operations/v1/traces")).Is(404, "trace.elsewhere");
    }

    private async Task<string> Ask(string path)
    {
        using var client = await gateway.Client("caseworker");
        using var answer = await client.GetAsync(path);
        return answer.Header("Trace-Id");
    }

    private async Task<List<string>> Found(string query) =>
        [.. (await @operator.Read($"api/operations/v1/traces?{query}")).GetProperty("items").EnumerateArray().Select(trace => trace.Text("traceId"))];
}
