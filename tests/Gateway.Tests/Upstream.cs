using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cultivation.Gateway.Tests;

public sealed record Seen(string Method, string Target, IReadOnlyDictionary<string, string> Headers, long Body);

/// <summary>A small service behind the gateway. It remembers what it was asked, once it has read the whole body.</summary>
public sealed class Upstream : IAsyncDisposable
{
    private readonly WebApplication app;

    private Upstream(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null).UseUrls($"http://127.0.0.1:{port}");
        app = builder.Build();
        app.Run(Answer);
    }

    public ConcurrentQueue<Seen> Requests { get; } = new();

    /// <summary>Requests whose first byte came, whether or not they were read to their end.</summary>
    public ConcurrentQueue<string> Begun { get; } = new();

    public string Url => app.Urls.First();

    public static async Task<Upstream> StartAsync(int port = 0)
    {
        var upstream = new Upstream(port);
        await upstream.app.StartAsync();
        return upstream;
    }

    public Seen Single(string target) => Assert.Single(Requests, seen => seen.Target == target);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        var request = http.Request;
        if (request.Path.StartsWithSegments("/health")) return;
        var target = request.Path + request.QueryString.Value;
        Begun.Enqueue(target);
        var body = 0L;
        var page = new byte[16_384];
        for (int read; (read = await request.Body.ReadAsync(page, http.RequestAborted)) > 0;) body += read;
        Requests.Enqueue(new(request.Method, target, request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body));
        switch (request.Path.Value)
        {
            case "/v1/conflict":
                http.Response.StatusCode = 409;
                await http.Response.WriteAsync("""{"code":"firm.code-taken"}""");
                break;
            case "/v1/break-off":
                http.Abort();
                break;
            case "/v1/never":
                await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            default:
                await http.Response.WriteAsync("served");
                break;
        }
    }
}
