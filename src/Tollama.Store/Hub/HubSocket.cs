using System.Net;
using System.Net.Sockets;

namespace Tollama.Store;

/// <summary>Opens the connections to a hub and to where it sends us, after a look at the address behind the name.</summary>
/// <remarks>
/// The user named the hub and the proxy, so these may be anywhere. Every other name comes from an answer of the hub, and must not lead into a private
/// network; looking it up and connecting are one step here, so that a name cannot change its address in between.
/// </remarks>
internal sealed class HubSocket(HubOptions options)
{
    public ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        ConnectAsync(context.DnsEndPoint, cancellationToken);

    public async ValueTask<Stream> ConnectAsync(DnsEndPoint place, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(place.Host, cancellationToken).ConfigureAwait(false);
        if (!IsNamedByUser(place))
        {
            addresses = [.. addresses.Where(AddressRule.IsPublic)];
        }

        if (addresses.Length == 0)
        {
            throw new PrivateAddressException($"{place.Host} leads to no address outside of private networks");
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, place.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsNamedByUser(DnsEndPoint place) =>
        options.Proxy.IsProxy(place) || string.Equals(place.Host, options.Endpoint.IdnHost, StringComparison.OrdinalIgnoreCase);
}
