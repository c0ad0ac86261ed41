using System.Globalization;
using System.Text;

namespace Tollama.Data.Tables;

/// <summary>The names of files as strangers send them, made fit to name series.</summary>
public static class TableFileNames
{
    /// <summary>So many characters of a name are kept.</summary>
    public const int MaxLength = 128;

    /// <summary>The name of a file without folders, of Unix and of Windows, and without what is no visible character; it may be empty.</summary>
    /// <param name="sent">The name as it was sent.</param>
    public static string Clean(string sent)
    {
        ArgumentNullException.ThrowIfNull(sent);
        string name = sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..];
        StringBuilder clean = new(Math.Min(name.Length, MaxLength));
        foreach (Rune rune in name.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > MaxLength)
            {
                break;
            }

            clean.Append(IsVisible(rune) ? rune.ToString() : "");
        }

        string text = clean.ToString().Trim();
        return text is "." or ".." ? "" : text;
    }

    /// <summary>What the series of a file are called: its clean name without the ends that tell its format, such as <c>.csv</c> and <c>.csv.gz</c>.</summary>
    /// <param name="sent">The name as it was sent.</param>
    public static string StemOf(string sent) => TableFormats.StemOf(Clean(sent));

    // A name goes into ids, messages and CSV: marks that begin or end texts and tags there are left out, as are controls and what turns the direction of writing.
    private static bool IsVisible(Rune rune) =>
        rune.Value is not ('"' or '\'' or '<' or '>' or '`' or 0xFFFD)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
