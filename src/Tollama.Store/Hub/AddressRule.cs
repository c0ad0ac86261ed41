using System.Net;
using System.Net.Sockets;

namespace Tollama.Store;

/// <summary>Which addresses a hub may send a client to: public ones. Everything else belongs to somebody's own network.</summary>
internal static class AddressRule
{
    // RFC 1918, 3927, 6598, 1112, 1122, 5737, 2544, 6890: networks that are not the public internet.
    private static readonly IPNetwork[] OwnNetworks =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("224.0.0.0/3"),
    ];

    // RFC 4193, 4291, 3849, 6052, 3056, 4380: the same of IPv6, and forms that carry an IPv4 address through a gateway.
    private static readonly IPNetwork[] OwnNetworksV6 =
    [
        IPNetwork.Parse("::/96"), IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("fec0::/10"), IPNetwork.Parse("ff00::/8"),
        IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("64:ff9b::/96"), IPNetwork.Parse("64:ff9b:1::/48"), IPNetwork.Parse("2002::/16"),
        IPNetwork.Parse("2001::/32"),
    ];

    /// <summary>True if the address is on the public internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        IPNetwork[] own = plain.AddressFamily == AddressFamily.InterNetwork ? OwnNetworks : OwnNetworksV6;
        return !own.Any(network => network.Contains(plain));
    }
}
