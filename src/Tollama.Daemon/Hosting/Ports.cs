using System.Net;
using System.Net.Sockets;

namespace Tollama.Daemon.Hosting;

/// <summary>Looks whether a port can be listened on.</summary>
internal static class Ports
{
    /// <summary>True if nobody listens there and the address exists on this machine.</summary>
    internal static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using Socket probe = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
