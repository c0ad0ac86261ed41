using System.Globalization;

namespace Tollama.Store;

/// <summary>Sizes as people write them: <c>500KB</c>, <c>2MB</c>, <c>1.5MiB</c>, <c>1048576</c>.</summary>
public static class ByteCount
{
    /// <summary>What can be written, for messages.</summary>
    public const string Grammar = "bytes, or a number with KB, MB, GB or KiB, MiB, GiB";

    private static readonly (string Unit, long Factor)[] Units =
    [
        ("KIB", 1L << 10), ("MIB", 1L << 20), ("GIB", 1L << 30), ("KB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000),
        ("K", 1L << 10), ("M", 1L << 20), ("G", 1L << 30), ("B", 1), ("", 1),
    ];

    /// <summary>Reads a size.</summary>
    /// <param name="text">The size, from 1 byte to 2^53 bytes.</param>
    /// <param name="bytes">The size in bytes; 0 if it cannot be read.</param>
    /// <returns><see langword="false"/> if <paramref name="text"/> is no size in that range.</returns>
    public static bool TryParse(string text, out long bytes)
    {
        ArgumentNullException.ThrowIfNull(text);
        string upper = text.Trim().ToUpperInvariant();
        (string unit, long factor) = Units.First(candidate => upper.EndsWith(candidate.Unit, StringComparison.Ordinal));
        bool isNumber = decimal.TryParse(upper[..^unit.Length].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number);
        bool fits = isNumber && number > 0 && number < (1L << 53) && number * factor is >= 1 and <= (1L << 53);
        bytes = fits ? (long)(number * factor) : 0;
        return fits;
    }

    /// <summary>A size for people, in decimal units: <c>34.6 MB</c>.</summary>
    /// <remarks>The next unit begins where rounding would show 1000.0 of this one.</remarks>
    public static string Format(long bytes) => bytes switch
    {
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 999_950 => Scaled(bytes, 1e3, "KB"),
        < 999_950_000 => Scaled(bytes, 1e6, "MB"),
        _ => Scaled(bytes, 1e9, "GB"),
    };

    private static string Scaled(long bytes, double unit, string suffix) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes / unit:0.0} {suffix}");
}
