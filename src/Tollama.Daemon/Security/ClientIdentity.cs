using System.Net;
using Microsoft.AspNetCore.Http;

namespace Tollama.Daemon.Security;

/// <summary>Who sends a request: the holder of a key where keys are asked for, else a connection, or the client of a proxy that is believed.</summary>
/// <param name="Name">A name for logs and lists, never the key itself: <c>key-1f3a5c7e</c>, <c>127.0.0.1:51234</c>, <c>203.0.113.7</c>.</param>
/// <param name="IsOperator">True if it may see and stop the requests of others.</param>
internal sealed record ClientIdentity(string Name, bool IsOperator)
{
    /// <summary>The sender of a request. Where no keys are asked for, everybody is an operator: whoever reaches the daemon may do everything.</summary>
    internal static ClientIdentity Of(HttpContext context)
    {
        if (context.Features.Get<ClientIdentity>() is { } known)
        {
            return known;
        }

        ConnectionInfo connection = context.Connection;
        string name = connection.RemoteIpAddress is { } address
            ? NameOf(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, connection.RemotePort)
            : connection.Id;
        ClientIdentity anonymous = new(name, IsOperator: true);
        context.Features.Set(anonymous);
        return anonymous;
    }

    // A proxy tells the address of its client and mostly no port: then all connections from there are one client.
    private static string NameOf(IPAddress address, int port) => port == 0 ? address.ToString() : new IPEndPoint(address, port).ToString();
}
