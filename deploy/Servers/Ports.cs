using System.Net;
using System.Net.Sockets;

namespace Cultivation.Servers;

/// <summary>Free ports of the loopback interface.</summary>
public static class Ports
{
    /// <summary>A free port below the range that the system hands out by itself, so that no outgoing connection takes it before its server does.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(15000, 32000);
            if (IsFree(port))
                return port;
        }
    }

    /// <summary>The preferred port if nobody has it, else a free one.</summary>
    public static int FreeOr(int preferred) => preferred > 0 && IsFree(preferred) ? preferred : Free();

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
