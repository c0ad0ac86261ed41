using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Tollama.Core.Configuration;

namespace Tollama.Daemon.Configuration;

/// <summary>The proxies that say truly who their clients are: what anybody else writes in <c>X-Forwarded-For</c> is his own invention.</summary>
/// <param name="Networks">Theirs; a single address is a network of one.</param>
internal sealed record TrustedProxies(IReadOnlyList<IPNetwork> Networks)
{
    internal const string Variable = "TOLLAMA_TRUSTED_PROXIES";

    private const int MaxShownLength = 60;

    /// <summary>Nobody is believed.</summary>
    internal static TrustedProxies None { get; } = new([]);

    /// <summary>True if everybody is believed.</summary>
    internal bool TakesAll => Networks.Any(network => network.PrefixLength == 0);

    /// <summary>Reads addresses and networks.</summary>
    /// <exception cref="SettingException">One is neither. A list that was half read would trust others than was meant.</exception>
    internal static TrustedProxies Parse(IReadOnlyList<string> items) => items.Count == 0 ? None : new([.. items.Select(ParseOne)]);

    /// <summary>True if a connection from there is one of a proxy that is believed.</summary>
    internal bool Contains(IPAddress? address) =>
        address is not null && Networks.Any(network => network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));

    private static IPNetwork ParseOne(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string addressText = slash < 0 ? text : text[..slash];
        if (!IsPlain(addressText) || !IPAddress.TryParse(addressText, out IPAddress? address) || address.IsIPv4MappedToIPv6)
        {
            throw Fault(text, "neither an address nor a network");
        }

        int bits = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        if (slash < 0)
        {
            return new IPNetwork(address, bits);
        }

        if (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int length) || length > bits)
        {
            throw Fault(text, string.Create(CultureInfo.InvariantCulture, $"no network: behind the / stands a number from 0 to {bits}"));
        }

        // The network of 10.0.0.1/8 would be 10.0.0.0/8: many more than the one that was perhaps meant.
        return IPNetwork.TryParse(text, out IPNetwork network) && network.BaseAddress.Equals(address)
            ? network
            : throw Fault(text, "no network: its address goes on behind the first " + text[(slash + 1)..] + " bits");
    }

    // The parser takes more: 1 for 0.0.0.1, 127.1, 0x7f.0.0.1, 010.0.0.1, [::1]:80, fe80::1%eth0. Whoever writes such a thing here means something else.
    private static bool IsPlain(string text) => text.Contains(':', StringComparison.Ordinal)
        ? text.All(character => char.IsAsciiHexDigit(character) || character is ':' or '.')
        : text.Split('.') is { Length: 4 } parts && parts.All(part => byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out byte value)
            && part == value.ToString(CultureInfo.InvariantCulture));

    private static SettingException Fault(string text, string what) => new(
        $"{Variable} has '{(text.Length > MaxShownLength ? text[..MaxShownLength] + "…" : text)}', which is {what}",
        "write addresses and networks separated by commas, e.g. 127.0.0.1, 10.0.0.0/8, fd00::/8");
}
