using System.Globalization;

namespace Tollama.Daemon.Endpoints;

/// <summary>Times on the wire: ISO 8601, UTC, milliseconds.</summary>
internal static class WireTime
{
    internal static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
