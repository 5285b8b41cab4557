using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cultivation.Kit;

/// <summary>A request as a bank's receiver took it.</summary>
/// <param name="Replay">It is marked as one.</param>
public sealed record Arrival(string Id, long Timestamp, string Signature, bool Replay, string? TraceParent, string ContentType, string Body)
{
    public JsonElement Json => JsonElement.Parse(Body);

    /// <summary>The firm's credit code; empty where nothing is said of a firm.</summary>
    public string Subject => Json.TryGetProperty("subject", out var subject) ? subject.GetString()! : "";

    public bool Withheld => Json.TryGetProperty("withheld", out _);
}

/// <summary>A bank's receiver: a web server on loopback that keeps what it was sent, and answers as a test wants.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<Arrival> arrivals = new();
    private readonly ConcurrentQueue<Arrival> taken = new();
    private readonly WebApplication app;

    private Receiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(Take);
    }

    /// <summary>Answers 204 unless a test wants something else.</summary>
    public Func<Arrival, HttpContext, Task> Answer { get; set; } = With(204);

    public string Address => $"{app.Urls.First()}/hooks?of=cultivation";

    /// <summary>Everything that came, also what was not answered with success.</summary>
    public Arrival[] Arrivals => [.. arrivals];

    /// <summary>Those that were answered with success.</summary>
    public Arrival[] Taken => [.. taken];

    /// <summary>How many came.</summary>
    public int Count => arrivals.Count;

    public static Func<Arrival, HttpContext, Task> With(int status, Action<IHeaderDictionary>? headers = null) => (_, http) =>
    {
        http.Response.StatusCode = status;
        headers?.Invoke(http.Response.Headers);
        return Task.CompletedTask;
    };

    public static async Task<Receiver> StartAsync()
    {
        var receiver = new Receiver();
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>Starts one to which the bank's webhook goes.</summary>
    public static async Task<Receiver> OpenAsync(HttpClient bank, string bankId)
    {
        var receiver = await StartAsync();
        await bank.Command($"api/finance/v1/banks/{bankId}/webhook", new { address = receiver.Address }, "").Good();
        return receiver;
    }

    /// <summary>Waits until so many have come.</summary>
    public async Task<Arrival[]> Came(int count)
    {
        await Eventually.True(() => Count >= count, what: $"{count} arrivals");
        return Arrivals;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        string Header(string name) => http.Request.Headers[name].ToString();
        using var reader = new StreamReader(http.Request.Body);
        var arrival = new Arrival(
            Header("webhook-id"), long.Parse(Header("webhook-timestamp"), CultureInfo.InvariantCulture), Header("webhook-signature"),
            Header("webhook-replay") == "true", Header("traceparent") is { Length: > 0 } trace ? trace : null, http.Request.ContentType!, await reader.ReadToEndAsync());
        arrivals.Enqueue(arrival);
        await Answer(arrival, http);
        if (http.Response.StatusCode is >= 200 and < 300 && !http.RequestAborted.IsCancellationRequested)
            taken.Enqueue(arrival);
    }
}
