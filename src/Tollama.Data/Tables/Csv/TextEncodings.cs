using System.Text;
using System.Text.Unicode;

namespace Tollama.Data.Tables.Csv;

/// <summary>Which characters the bytes of a table are.</summary>
internal static class TextEncodings
{
    private const int Windows1252 = 1252;
    private const int MostLookedAt = 4096;

    /// <summary>By byte order mark; else UTF-8, or Windows-1252 when the bytes are not UTF-8.</summary>
    /// <returns>The encoding and the length of the mark.</returns>
    public static (Encoding Encoding, int MarkLength) Detect(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Utf8OrWindows(bytes), 3),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ => (Utf16(bytes) ?? Utf8OrWindows(bytes), 0),
    };

    /// <summary>UTF-16 without a mark: every second byte of plain letters, digits and delimiters is zero, and no other is.</summary>
    private static Encoding? Utf16(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> beginning = bytes[..Math.Min(bytes.Length, MostLookedAt)];
        if (bytes.Length % 2 > 0 || !beginning.Contains((byte)0))
        {
            return null;
        }

        int even = 0;
        int odd = 0;
        for (int at = 0; at < beginning.Length; at++)
        {
            int zero = beginning[at] == 0 ? 1 : 0;
            even += at % 2 == 0 ? zero : 0;
            odd += at % 2 == 0 ? 0 : zero;
        }

        int least = beginning.Length / 4;
        return even == 0 && odd > least ? Encoding.Unicode : odd == 0 && even > least ? Encoding.BigEndianUnicode : null;
    }

    private static Encoding Utf8OrWindows(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(Windows1252)!;
}
