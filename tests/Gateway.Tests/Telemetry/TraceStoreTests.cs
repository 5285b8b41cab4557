using System.Net;

namespace Cultivation.Gateway.Tests.Telemetry;

public sealed class TraceStoreTests(House house) : IAsyncLifetime
{
    private TraceDatabase traces = null!;

    public async ValueTask InitializeAsync() => traces = await TraceDatabase.CreateAsync();

    public ValueTask DisposeAsync() => traces.DisposeAsync();

    [Fact]
    public async Task a_request_is_printed_as_a_tree_with_times()
    {
        await using var gateway = await StartAsync();
        using var client = await gateway.Client("caseworker");
        await client.GetStringAsync("api/ladder/v1/firms");
        using var answer = await client.GetAsync("api/ladder/v1/tree");
        var trace = answer.Header("Trace-Id");
        await Eventually.True(async () => await Names(trace) is ["GET /api/ladder/{**rest}", "proxy.forwarder", "GET"]);

        var shown = await traces.Trace(trace);
        Assert.True(shown.Succeeded, shown.Output);
        var lines = shown.Output.TrimEnd().Split('\n');
        Assert.Matches($@"^trace {trace}  20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\.\d\d\d \+08:00  3 spans, 1 services, \d+\.\d ms$", lines[0]);
        Assert.Equal(
            ["gateway: GET /api/ladder/{**rest}  200", "└─ gateway: proxy.forwarder", $"   └─ gateway: GET  {house.Ladder.Url}/v1/tree  200"],
            lines[2..].Select(line => line[23..]));
        Assert.All(lines[2..], line => Assert.Matches(@"^ +\d+\.\d +\d+\.\d  ", line[..23]));
        Assert.Equal(shown.Output, (await traces.Trace(trace[..12].ToUpperInvariant())).Output);
        Assert.Contains(trace, (await traces.Trace("--last", "5")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_is_not_there_is_said_plainly()
    {
        var empty = await traces.Trace("0123456789abcdef0123456789abcdef");
        Assert.Equal((1, "the trace store is empty: no span was written yet\n"), (empty.Code, empty.Output));
        await using var gateway = await StartAsync();
        using var client = await gateway.Client("caseworker");
        await Send(client, "api/ladder/v1/a", "00-abcd0000000000000000000000000001-1234567890abcdef-01");
        await Send(client, "api/ladder/v1/a", "00-abcd0000000000000000000000000002-1234567890abcdef-01");
        await Eventually.True(async () => (await Names("abcd0000000000000000000000000002")).Count > 0);

        var unknown = await traces.Trace("0123456789abcdef0123456789abcdef");
        Assert.Equal(1, unknown.Code);
        Assert.StartsWith("no trace 0123456789abcdef0123456789abcdef", unknown.Output, StringComparison.Ordinal);
        var ambiguous = await traces.Trace("abcd");
        Assert.Equal((1, "several traces begin with abcd: abcd0000000000000000000000000001, abcd0000000000000000000000000002\n"), (ambiguous.Code, ambiguous.Output));
        Assert.Equal(2, (await traces.Trace("xyz")).Code);
    }

    [Fact]
    public async Task an_unsampled_request_leaves_only_what_failed()
    {
        await using var gateway = await StartAsync();
        using var client = await gateway.Client("caseworker");
        await Send(client, "api/ladder/v1/bulk", "00-0000000000000000000000000000000a-1234567890abcdef-00");
        Assert.EndsWith("-00", house.Ladder.Single("/v1/bulk").Headers["traceparent"], StringComparison.Ordinal);
        await Send(client, "api/finance/v1/bulk", "00-0000000000000000000000000000000b-1234567890abcdef-00");
        await Send(client, "api/ladder/v1/bulk/last", "00-0000000000000000000000000000000c-1234567890abcdef-01");
        await Eventually.True(async () => (await Names("0000000000000000000000000000000c")).Count > 0);

        Assert.Empty(await Names("0000000000000000000000000000000a"));
        Assert.Contains("GET /api/finance/{**rest}", await Names("0000000000000000000000000000000b"));
        var statuses = await traces.Ask<string>("select distinct status from spans where trace_id = $1", "0000000000000000000000000000000b");
        Assert.Equal(["error"], statuses);
    }

    [Fact]
    public async Task processes_that_start_together_share_one_store_and_lose_nothing_when_they_stop()
    {
        var gateways = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => StartAsync()));
        var ids = await Task.WhenAll(gateways.Select(async gateway =>
        {
            using var client = await gateway.Client("caseworker");
            using var answer = await client.GetAsync("api/ladder/v1/together");
            return answer.Header("Trace-Id");
        }));
        await Task.WhenAll(gateways.Select(gateway => gateway.DisposeAsync().AsTask()));
        foreach (var id in ids) Assert.Contains("GET /api/ladder/{**rest}", await Names(id));
    }

    [Fact]
    public async Task old_spans_are_deleted_by_age_and_by_count()
    {
        await using var gateway = await StartAsync(("Traces__MaxSpans", "40"), ("Traces__TrimEvery", "00:00:00.1"));
        using var client = await gateway.Client("caseworker");
        await client.GetStringAsync("api/ladder/v1/first");
        await Eventually.True(async () => (await traces.Ask<long>("select count(*) from spans")) is [> 0]);
        await traces.Ask<int>("""
            insert into spans (trace_id, span_id, service, source, name, kind, started_at, ended_at, status, attributes, events, links)
            overriding system value values ('old', 'old', 'old', '', 'old', '', now() - interval '8 days', now() - interval '8 days', 'unset', '{}', '[]', '[]')
            """);
        await Eventually.True(async () =>
        {
            await client.GetStringAsync("api/ladder/v1/more");
            return (await traces.Ask<long>("select count(*) from spans where trace_id = 'old'")) is [0];
        });
        for (var i = 0; i < 40; i++) await client.GetStringAsync("api/ladder/v1/more");
        await Eventually.True(async () =>
        {
            await client.GetStringAsync("api/ladder/v1/more");
            return (await traces.Ask<long>("select max(id) from spans")) is [> 120] && (await traces.Ask<long>("select count(*) from spans")) is [<= 60];
        });
    }

    [Fact]
    public async Task a_dead_store_holds_up_no_request()
    {
        await using var gateway = await RunningGateway.StartAsync(
            ("Gateway__Services__ladder", house.Ladder.Url), ("ConnectionStrings__Traces", $"Host=127.0.0.1;Port={Servers.Ports.Free()};Database=none;Username=none"));
        using var client = await gateway.Client("caseworker");
        for (var i = 0; i < 20; i++) Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("api/ladder/v1/firms")).StatusCode);
    }

    private Task<RunningGateway> StartAsync(params (string, string)[] settings) => RunningGateway.StartAsync(
        [("Gateway__Services__ladder", house.Ladder.Url), ("ConnectionStrings__Traces", traces.ConnectionString), .. settings]);

    private Task<List<string>> Names(string trace) => traces.Ask<string>("select name from spans where trace_id = $1 order by started_at, id desc", trace);

    private static async Task Send(HttpClient client, string path, string traceparent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("traceparent", traceparent);
        (await client.SendAsync(request)).Dispose();
    }
}
