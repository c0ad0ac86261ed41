using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Tollama.Daemon.Configuration;

/// <summary>An origin as browsers send it: <c>scheme://host[:port]</c> and nothing else.</summary>
/// <param name="Scheme">In lower case.</param>
/// <param name="Host">In lower case; IPv6 with its brackets.</param>
/// <param name="Authority">Host and port as they were sent.</param>
internal sealed record WebOrigin(string Scheme, string Host, string Authority)
{
    internal static bool TryParse(string text, [NotNullWhen(true)] out WebOrigin? origin)
    {
        origin = null;
        int schemeEnd = text.IndexOf("://", StringComparison.Ordinal);
        if (schemeEnd < 1 || !text[..schemeEnd].All(character => char.IsAsciiLetterOrDigit(character) || character is '+' or '-' or '.'))
        {
            return false;
        }

        string authority = text[(schemeEnd + 3)..];
        int hostEnd = authority.StartsWith('[') ? authority.IndexOf(']', StringComparison.Ordinal) + 1 : authority.IndexOf(':', StringComparison.Ordinal);
        hostEnd = hostEnd < 0 ? authority.Length : hostEnd;
        if (!IsHost(authority[..hostEnd]) || !IsPort(authority[hostEnd..]))
        {
            return false;
        }

        origin = new WebOrigin(text[..schemeEnd].ToLowerInvariant(), authority[..hostEnd].ToLowerInvariant(), authority);
        return true;
    }

    // Programs with their own schemes have hosts that are no names, or none at all.
    private static bool IsHost(string host) =>
        host.StartsWith('[')
            ? host.Length > 2 && host.EndsWith(']') && host[1..^1].All(character => char.IsAsciiHexDigit(character) || character is ':' or '.')
            : host.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_');

    private static bool IsPort(string text) =>
        text.Length == 0 || (text.StartsWith(':') && ushort.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out _));
}
