using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Cultivation.Finance.Feeds.Webhooks;

/// <summary>Resolves a name; the system's resolver, or a test's.</summary>
internal delegate Task<IPAddress[]> Resolve(string host, CancellationToken cancellation);

/// <summary>
/// Connections to receivers. Which address is called is decided when the connection is made, so that a name cannot mean another one by then; no proxy,
/// no cookies, no redirects.
/// </summary>
internal sealed class PublicConnections(WebhookSettings settings, Resolve resolve)
{
    public SocketsHttpHandler Handler() => new()
    {
        ConnectCallback = Connect,
        ConnectTimeout = settings.Timeout,
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        // A name's new address is found within minutes.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxConnectionsPerServer = 16,
        MaxResponseHeadersLength = 16,
        // What an answer's body says is not read; a short one is passed over, so that the connection serves again.
        MaxResponseDrainSize = 16 * 1024,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        // The trace context is that of the attempt, and what is withheld has none.
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    };

    /// <exception cref="NotPublic">The name leads to no address that may be called.</exception>
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
}

/// <summary>A name leads to no address that may be called.</summary>
internal sealed class NotPublic() : IOException("The address is not public");
