using System.Text;
using System.Text.Unicode;

namespace Tollama.Data.Tables.Csv;

/// <summary>Which characters the bytes of a table are.</summary>
internal static class TextEncodings
{
    private const int Windows1252 = 1252;

    /// <summary>By byte order mark; else UTF-8, or Windows-1252 when the bytes are not UTF-8.</summary>
    /// <returns>The encoding and the length of the mark.</returns>
    public static (Encoding Encoding, int MarkLength) Detect(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Utf8OrWindows(bytes), 3),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ => (Utf8OrWindows(bytes), 0),
    };

    private static Encoding Utf8OrWindows(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(Windows1252)!;
}
