using System.Text;
using System.Text.Unicode;

namespace Tollama.Data.Tables.Csv;

/// <summary>Which characters the bytes of a table are.</summary>
internal static class TextEncodings
{
    private const int Windows1252 = 1252;
    private const int MostLookedAt = 4096;
    private const int PieceLength = 64 * 1024;

    /// <summary>By byte order mark; else UTF-8, or Windows-1252 when the bytes are not UTF-8.</summary>
    /// <param name="input">The whole text: one byte anywhere tells that it is no UTF-8.</param>
    /// <returns>The encoding, the length of the mark, and whether quotation marks, or zeros, are in the text, or may be.</returns>
    public static (Encoding Encoding, int MarkLength, bool HasQuotes) Detect(TableInput input)
    {
        (Encoding? encoding, int markLength) = input.Head switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (null, 3),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            _ => (Utf16(input.Head, input.Length), 0),
        };
        if (encoding is not null)
        {
            return (encoding, markLength, HasQuotes: true);
        }

        bool isUtf8 = IsUtf8(input, out bool hasQuotes);
        return (isUtf8 ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(Windows1252)!, markLength, hasQuotes || !isUtf8);
    }

    /// <summary>UTF-16 without a mark: every second byte of plain letters, digits and delimiters is zero, and no other is.</summary>
    private static Encoding? Utf16(ReadOnlySpan<byte> bytes, long length)
    {
        ReadOnlySpan<byte> beginning = bytes[..Math.Min(bytes.Length, MostLookedAt)];
        if (length % 2 > 0 || !beginning.Contains((byte)0))
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

    private static bool IsUtf8(TableInput input, out bool hasQuotes)
    {
        hasQuotes = false;
        using Stream stream = input.Open();
        byte[] buffer = new byte[PieceLength];
        int kept = 0;
        int read;
        while ((read = stream.ReadAtLeast(buffer.AsSpan(kept), 1, throwOnEndOfStream: false)) > 0)
        {
            ReadOnlySpan<byte> piece = buffer.AsSpan(0, kept + read);
            int cut = CutLength(piece);
            if (!Utf8.IsValid(piece[..^cut]))
            {
                return false;
            }

            hasQuotes = hasQuotes || piece.IndexOfAny((byte)'"', (byte)0) >= 0;

            // A character may be divided between two pieces.
            piece[^cut..].CopyTo(buffer);
            kept = cut;
        }

        return kept == 0;
    }

    /// <summary>How many bytes at the end begin a character that is not whole.</summary>
    private static int CutLength(ReadOnlySpan<byte> piece)
    {
        for (int behind = 1; behind <= Math.Min(3, piece.Length); behind++)
        {
            byte one = piece[^behind];
            int length = one switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };
            if (one is < 0x80 or >= 0xC0)
            {
                return length > behind ? behind : 0;
            }
        }

        return 0;
    }
}
