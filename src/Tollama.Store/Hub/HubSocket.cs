using System.Net;
using System.Net.Sockets;

namespace Tollama.Store;

/// <summary>Opens the connections to a hub and to where it sends us, after a look at the address behind the name.</summary>
/// <remarks>
/// The user named the hub and the proxy, so these may be anywhere. Every other name comes from an answer of the hub, and must not lead into a private
/// network; looking it up and connecting are one step here, so that a name cannot change its address in between.
/// </remarks>
#pragma warning disable CA1001 // A semaphore without a wait handle holds nothing that must be disposed of, and connections may close at any time.
internal sealed class HubSocket(HubOptions options, int maxOpen)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _places = new(maxOpen, maxOpen);

    /// <summary>How many may still be opened.</summary>
    public int Free => _places.CurrentCount;

    public ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        ConnectAsync(context.DnsEndPoint, cancellationToken);

    public async ValueTask<Stream> ConnectAsync(DnsEndPoint place, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = IPAddress.TryParse(place.Host, out IPAddress? literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(place.Host, cancellationToken).ConfigureAwait(false);
        if (!IsNamedByUser(place))
        {
            addresses = [.. addresses.Where(AddressRule.IsPublic)];
        }

        if (addresses.Length == 0)
        {
            throw new PrivateAddressException($"{place.Host} leads to no address outside of private networks");
        }

        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        Socket? socket = null;
        try
        {
            socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(addresses, place.Port, cancellationToken).ConfigureAwait(false);
            return new HubStream(socket, _places);
        }
        catch
        {
            socket?.Dispose();
            _places.Release();
            throw;
        }
    }

    private bool IsNamedByUser(DnsEndPoint place) =>
        options.Proxy.IsProxy(place) || string.Equals(place.Host, options.Endpoint.IdnHost, StringComparison.OrdinalIgnoreCase);
}
