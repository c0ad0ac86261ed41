using System.Buffers;
using System.Globalization;
using System.Security;
using System.Text;

namespace Tollama.Data.Writing.Xlsx;

/// <summary>Texts as workbooks hold them: XML, in which <c>_x000D_</c> stands for a character that XML cannot hold.</summary>
internal static class XlsxText
{
    /// <summary>The most characters that a cell holds.</summary>
    public const int MaxLength = 32_767;

    private const string Replacement = "\uFFFD";
    private const int EscapeLength = 7;

    private static readonly SearchValues<char> Special =
        SearchValues.Create([.. "&<>\"'_\uFFFE\uFFFF", .. Enumerable.Range(0, ' ').Select(code => (char)code), .. Enumerable.Range(0xD800, 0x800).Select(code => (char)code)]);

    /// <summary>Writes a text as the content of an element or an attribute.</summary>
    public static void Write(TextWriter output, string text)
    {
        if (text.AsSpan().IndexOfAny(Special) < 0)
        {
            output.Write(text);
            return;
        }

        for (int at = 0; at < text.Length; at++)
        {
            char character = text[at];
            if (char.IsHighSurrogate(character) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                output.Write(text.AsSpan(at++, 2));
            }
            else if (char.IsSurrogate(character))
            {
                output.Write(Replacement);
            }
            else if (character is < ' ' and not ('\t' or '\n') or '\uFFFE' or '\uFFFF' || IsEscape(text.AsSpan(at)))
            {
                output.Write($"_x{((int)character).ToString("X4", CultureInfo.InvariantCulture)}_");
            }
            else
            {
                output.Write(SecurityElement.Escape(character.ToString()));
            }
        }
    }

    /// <summary>The text as it was before <see cref="Write"/>.</summary>
    public static string Decode(string text)
    {
        int next = text.IndexOf("_x", StringComparison.Ordinal);
        if (next < 0)
        {
            return text;
        }

        StringBuilder decoded = new(text.Length);
        int from = 0;
        while (next >= 0)
        {
            if (IsEscape(text.AsSpan(next)))
            {
                decoded.Append(text, from, next - from).Append((char)int.Parse(text.AsSpan(next + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                from = next + EscapeLength;
                next = text.IndexOf("_x", from, StringComparison.Ordinal);
            }
            else
            {
                next = text.IndexOf("_x", next + 2, StringComparison.Ordinal);
            }
        }

        return decoded.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>Whether a text begins with what stands for a character.</summary>
    private static bool IsEscape(ReadOnlySpan<char> text) =>
        text is ['_', 'x', _, _, _, _, '_', ..] && !text.Slice(2, 4).ContainsAnyExcept(Hexadecimal);

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");
}
