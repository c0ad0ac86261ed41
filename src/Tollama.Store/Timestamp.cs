using System.Globalization;

namespace Tollama.Store;

/// <summary>Times as they are written: ISO 8601 in UTC, to the microsecond.</summary>
internal static class Timestamp
{
    public static string Format(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
