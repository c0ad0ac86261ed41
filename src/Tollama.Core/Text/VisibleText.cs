using System.Globalization;
using System.Text;

namespace Tollama.Core.Text;

/// <summary>Text of others, made fit for a terminal: what a terminal would obey rather than show is written as <c>\u001B</c>.</summary>
/// <remarks>
/// That is also how JSON escapes it, so the text of a JSON document stays the same document: such characters stand in its strings only.
/// </remarks>
public static class VisibleText
{
    /// <summary>
    /// True for what is obeyed rather than shown: control characters (C0, DEL, C1, and with them ESC), line and paragraph separators, and the marks that turn
    /// the direction of the text around them, so that it reads as another.
    /// </summary>
    public static bool IsHidden(char character) =>
        char.IsControl(character) || character is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>A text of lines: line ends and tabs stay, a carriage return before a line end goes.</summary>
    public static string Lines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Escaped(text, keepsLines: true);
    }

    /// <summary>A text on one line: line ends, tabs and carriage returns become blanks, so that nobody writes a line that is not theirs.</summary>
    public static string OneLine(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Escaped(text, keepsLines: false);
    }

    private static string Escaped(string text, bool keepsLines)
    {
        if (!text.Any(IsHidden))
        {
            return text;
        }

        StringBuilder shown = new(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            char character = text[i];
            bool isSpace = character is '\n' or '\t' or '\r';
            if (!IsHidden(character))
            {
                shown.Append(character);
            }
            else if (character == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                continue;
            }
            else if (isSpace && (character != '\r' || !keepsLines))
            {
                shown.Append(keepsLines ? character : ' ');
            }
            else
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            }
        }

        return shown.ToString();
    }
}
