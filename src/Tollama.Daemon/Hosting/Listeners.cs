using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Tollama.Core.Configuration;
using Tollama.Daemon.Tls;

namespace Tollama.Daemon.Hosting;

/// <summary>Opens the sockets of <c>TOLLAMA_HOST</c>, and no others.</summary>
internal static class Listeners
{
    internal static void Add(KestrelServerOptions kestrel, HostAddress address, ConnectionGate gate, CertificateReload? certificate)
    {
        foreach (IPAddress ip in AddressesOf(address))
        {
            kestrel.Listen(ip, address.Port, listener =>
            {
                ((IConnectionBuilder)listener).Use(gate.Guard);
                if (certificate is not null)
                {
                    Secure(listener, certificate);
                }
            });
        }
    }

    // HTTP/1.1 as without TLS: one connection is one client's, whose speed and whose end are its own.
    private static void Secure(ListenOptions listener, CertificateReload certificate)
    {
        listener.Protocols = HttpProtocols.Http1;
        listener.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(certificate.Options()) });
    }

    private static IPAddress[] AddressesOf(HostAddress address)
    {
        IPAddress? literal = IPAddress.TryParse(address.Host, out IPAddress? parsed) ? parsed : null;
        if (!address.IsLoopback)
        {
            return literal is null ? Dns.GetHostAddresses(address.Host) : [literal];
        }

        // localhost is either of the two. A port that the system chooses is one of a single socket.
        IPAddress first = literal ?? IPAddress.Loopback;
        bool both = address.Port != 0 && first.Equals(IPAddress.Loopback)
            && Socket.OSSupportsIPv6 && Ports.IsFree(IPAddress.IPv6Loopback, address.Port);
        return both ? [first, IPAddress.IPv6Loopback] : [first];
    }
}
