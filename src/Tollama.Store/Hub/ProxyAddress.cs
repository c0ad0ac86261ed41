using System.Net;

namespace Tollama.Store;

/// <summary>Where a proxy is, and who asks it.</summary>
/// <param name="Address">Its address without user and password: the address is shown in messages.</param>
/// <param name="Credential">The user and the password; <see langword="null"/> for none.</param>
internal sealed record ProxyAddress(Uri Address, NetworkCredential? Credential)
{
    public static ProxyAddress Of(Uri written)
    {
        string[] parts = written.UserInfo.Split(':', 2);
        NetworkCredential? credential = written.UserInfo.Length == 0
            ? null
            : new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
        return new ProxyAddress(new UriBuilder(written) { UserName = "", Password = "" }.Uri, credential);
    }

    public bool IsAt(DnsEndPoint place) =>
        Address.Port == place.Port && string.Equals(Address.IdnHost, place.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);

    public bool Is(Uri other) => Address.Port == other.Port && string.Equals(Address.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);
}
