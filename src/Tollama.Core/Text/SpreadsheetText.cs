using System.Globalization;

namespace Tollama.Core.Text;

/// <summary>Texts in cells of CSV that a spreadsheet would take for formulas: an apostrophe before them says that they are texts.</summary>
/// <remarks>
/// As OWASP recommends (CSV injection): a cell that begins with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, also behind blanks and what nobody sees, or with a tab or a line end is computed when the file is opened, and may
/// start programs or send what is in the sheet elsewhere. A number is no formula and stays one. Readers of tables take the mark away, so an id comes back as it was.
/// </remarks>
public static class SpreadsheetText
{
    private const char Mark = '\'';

    /// <summary>The text as it is written: with the mark where it needs one, or looks as if it had one already.</summary>
    public static string Marked(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return NeedsMark(text) ? Mark + text : text;
    }

    /// <summary>The text as it was before <see cref="Marked"/>.</summary>
    public static ReadOnlySpan<char> Unmarked(ReadOnlySpan<char> cell) => cell.StartsWith(Mark) && NeedsMark(cell[1..]) ? cell[1..] : cell;

    // Spreadsheets drop what nobody sees before they look whether a cell is a formula: blanks, NUL and other control characters, byte order marks.
    private static int CountIgnored(ReadOnlySpan<char> text)
    {
        int count = 0;
        while (count < text.Length
            && (char.IsWhiteSpace(text[count]) || char.IsControl(text[count]) || CharUnicodeInfo.GetUnicodeCategory(text[count]) == UnicodeCategory.Format))
        {
            count++;
        }

        return count;
    }

    private static bool NeedsMark(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> rest = text.TrimStart(Mark);
        ReadOnlySpan<char> shown = rest[CountIgnored(rest)..];
        bool begins = (!rest.IsEmpty && rest[0] is '\t' or '\r' or '\n') || (!shown.IsEmpty && shown[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠');
        return begins && !(rest.Length == text.Length && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
    }
}
