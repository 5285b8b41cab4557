using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Cultivation.Servers;

/// <summary>Free ports of the loopback interface.</summary>
public static class Ports
{
    // A server listens a moment after its port was drawn: meanwhile it is free to look at, and not to be drawn again.
    private static readonly ConcurrentDictionary<int, bool> Drawn = new();

    /// <summary>A free port below the range that the system hands out by itself, so that no outgoing connection takes it before its server does; never the same one again.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(15000, 32000);
            if (IsFree(port) && Drawn.TryAdd(port, true))
                return port;
        }
    }

    /// <summary>The preferred port if nobody has it, else a free one.</summary>
    public static int FreeOr(int preferred)
    {
        if (preferred <= 0 || !IsFree(preferred))
            return Free();
        Drawn.TryAdd(preferred, true);
        return preferred;
    }

    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
