using System.Globalization;

namespace Tollama.Daemon.Configuration;

/// <summary>Sizes as users write them: <c>64MiB</c>, <c>10MB</c>, <c>1048576</c>.</summary>
internal static class ByteSize
{
    private static readonly (string Unit, long Factor)[] Units =
    [
        ("KIB", 1L << 10), ("MIB", 1L << 20), ("GIB", 1L << 30), ("KB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000),
        ("K", 1L << 10), ("M", 1L << 20), ("G", 1L << 30), ("B", 1), ("", 1),
    ];

    internal static bool TryParse(string text, out long bytes)
    {
        string upper = text.Trim().ToUpperInvariant();
        (string unit, long factor) = Units.First(candidate => upper.EndsWith(candidate.Unit, StringComparison.Ordinal));
        bool isNumber = decimal.TryParse(upper[..^unit.Length].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number);
        bool fits = isNumber && number > 0 && number * factor <= int.MaxValue;
        bytes = fits ? (long)(number * factor) : 0;
        return fits;
    }
}
