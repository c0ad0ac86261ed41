using System.Net;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Where a hub may send a client: elsewhere on itself, or over https to a public address.</summary>
/// <remarks>
/// A hub on this machine (a test's, a mirror's) may also send it to another port of the same host. Names that lead to a private address are found
/// out when they are looked up, by <see cref="HubSocket"/>. Redirects are followed by hand so that each hop is judged.
/// </remarks>
internal static class RedirectRule
{
    public const int MaxHops = 5;

    /// <summary>The address that an answer leads to.</summary>
    /// <param name="endpoint">The hub.</param>
    /// <param name="from">The address that answered.</param>
    /// <param name="location">Its <c>Location</c>; may be relative.</param>
    /// <param name="insecure">True if the user waived the certificate's check, and with it https.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.HubUnavailable"/>: it leads somewhere it must not.</exception>
    public static Uri Follow(Uri endpoint, Uri from, Uri? location, bool insecure)
    {
        if (location is null)
        {
            throw Refused(from, "nowhere: the answer has no Location");
        }

        if (!Uri.TryCreate(from, location, out Uri? target))
        {
            throw Refused(from, "to an address that makes no sense");
        }

        if (IsSameOrigin(target, endpoint))
        {
            return target;
        }

        string? fault = target.Scheme switch
        {
            "https" => null,
            "http" when insecure || IsBesideOnThisMachine(target, endpoint) => null,
            _ => $"to {Shown(target)}, which is not https",
        };
        fault ??= IsBesideOnThisMachine(target, endpoint) ? null : FaultOfHost(target);
        return fault is null ? target : throw Refused(from, fault);
    }

    /// <summary>True if both addresses are served by one party: scheme, host and port are the same. Only such a party gets the token.</summary>
    public static bool IsSameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);

    private static bool IsBesideOnThisMachine(Uri target, Uri endpoint) =>
        endpoint.IsLoopback && string.Equals(target.IdnHost, endpoint.IdnHost, StringComparison.OrdinalIgnoreCase);

    private static string? FaultOfHost(Uri target)
    {
        bool isPrivate = target.IsLoopback
            || (IPAddress.TryParse(target.IdnHost.Trim('[', ']'), out IPAddress? address) && !AddressRule.IsPublic(address));
        return isPrivate ? $"to {Shown(target)}, an address of a private network" : null;
    }

    // Without path and query: a signed link is a secret.
    private static string Shown(Uri target) => target.GetLeftPart(UriPartial.Authority);

    private static TollamaException Refused(Uri from, string where) => new(
        ErrorCode.HubUnavailable,
        $"the hub's answer was not followed: {Shown(from)} redirects {where}",
        "if this is a mirror of yours, let it serve the files itself, or redirect to https");
}
