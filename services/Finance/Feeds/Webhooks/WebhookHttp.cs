using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>One request to a receiver.</summary>
/// <param name="Id">Header <c>webhook-id</c>.</param>
/// <param name="TraceParent">Header <c>traceparent</c>; none for what says nothing.</param>
/// <param name="Replay">Header <c>webhook-replay: true</c>.</param>
internal sealed record Message(string Id, string ContentType, byte[] Body, string? TraceParent, bool Replay);

/// <summary>Sends to receivers, by Standard Webhooks 1.0. Of an answer only status and Retry-After are read.</summary>
internal sealed class WebhookHttp(WebhookSettings settings, TimeProvider time, Resolve resolve) : IDisposable
{
    private readonly HttpClient http = new(new PublicConnections(settings, resolve).Handler()) { Timeout = Timeout.InfiniteTimeSpan };

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
}
