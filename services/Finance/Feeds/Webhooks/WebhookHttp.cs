using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>One request to a receiver.</summary>
/// <param name="Id">Header <c>webhook-id</c>.</param>
/// <param name="TraceParent">Header <c>traceparent</c>; none for what says nothing.</param>
/// <param name="Replay">Header <c>webhook-replay: true</c>.</param>
internal sealed record Message(string Id, string ContentType, byte[] Body, string? TraceParent, bool Replay);

/// <summary>Resolves a name; the system's resolver, or a test's.</summary>
internal delegate Task<IPAddress[]> Resolve(string host, CancellationToken cancellation);

/// <summary>
/// Sends to receivers, by Standard Webhooks 1.0. Which address is called is decided when the connection is made, so that a name cannot mean another
/// one by then; no proxy, no cookies, no redirects, and of an answer only status and Retry-After are read.
/// </summary>
internal sealed class WebhookHttp : IDisposable
{
    private readonly WebhookSettings settings;
    private readonly TimeProvider time;
    private readonly Resolve resolve;
    private readonly HttpClient http;

    public WebhookHttp(WebhookSettings settings, TimeProvider time, Resolve resolve)
    {
        (this.settings, this.time, this.resolve) = (settings, time, resolve);
        http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = Connect,
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            // A name's new address is found within minutes.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectTimeout = settings.Timeout,
            MaxConnectionsPerServer = 16,
            MaxResponseHeadersLength = 16,
            // What an answer's body says is not read; a short one is passed over, so that the connection serves again.
            MaxResponseDrainSize = 16 * 1024,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            // The trace context is that of the attempt, and what is withheld has none.
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Never throws for what a receiver does.</summary>
    /// <param name="secrets">Those that are valid.</param>
    public async Task<Answer> Send(string address, IEnumerable<byte[]> secrets, Message message, CancellationToken cancellation)
    {
        var target = new Uri(address);
        if (!settings.AllowPrivate && target.Scheme != Uri.UriSchemeHttps)
            return new(null, "address-not-public");
        using var request = Request(target, secrets, message);
        using var patience = new CancellationTokenSource(settings.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return Answer.Of((int)answer.StatusCode, After(answer.Headers.RetryAfter));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(null, "timeout");
        }
        catch (HttpRequestException failure)
        {
            return new(null, Reason(failure));
        }
    }

    public void Dispose() => http.Dispose();

    private HttpRequestMessage Request(Uri target, IEnumerable<byte[]> secrets, Message message)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(message.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(message.ContentType);
        request.Headers.UserAgent.Add(new("Cultivation", "1.0"));
        request.Headers.Add("webhook-id", message.Id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", Signature.Of(secrets, message.Id, timestamp, message.Body));
        if (message.Replay)
            request.Headers.Add("webhook-replay", "true");
        if (message.TraceParent is not null)
            request.Headers.Add("traceparent", message.TraceParent);
        return request;
    }

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var found = await resolve(context.DnsEndPoint.Host, cancellation);
        var allowed = settings.AllowPrivate ? found : [.. found.Where(PublicAddress.Is)];
        if (allowed.Length == 0)
            throw new NotPublic();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private TimeSpan? After(RetryConditionHeaderValue? asked) => asked switch
    {
        { Delta: { } wait } => wait,
        { Date: { } until } => until - time.GetUtcNow(),
        _ => null,
    };

    private static string Reason(HttpRequestException failure) => failure switch
    {
        { InnerException: NotPublic } => "address-not-public",
        { HttpRequestError: HttpRequestError.NameResolutionError } or { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } }
            => "name-not-resolved",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => "tls-failed",
        { HttpRequestError: HttpRequestError.ConnectionError } => "connection-failed",
        _ => "connection-broken",
    };

    /// <summary>A name leads to no address that may be called.</summary>
    private sealed class NotPublic() : IOException("The address is not public");
}
