namespace Tollama.Core.Json;

/// <summary>
/// The words <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>, which Python writes into JSON and JSON does not have: they are spelled as JSON before the text is read.
/// </summary>
/// <remarks>NaN becomes null where a value may be missing, an infinity a number beyond the range of a double, which its reader refuses with its place.</remarks>
public static class BareNumbers
{
    private static ReadOnlySpan<byte> Constants => "static_covariates"u8;

    private static ReadOnlySpan<byte> Missing => "null"u8;

    private static ReadOnlySpan<byte> Infinite => "1e999"u8;

    private static ReadOnlySpan<byte> NegativeInfinite => "-1e999"u8;

    /// <summary>Whether the text has such words at all; it may have them in its strings only.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> text) => text.IndexOf(BareNumberScan.NaN) >= 0 || text.IndexOf(BareNumberScan.Infinity) >= 0;

    /// <summary>How long the text can become by <see cref="Spell"/>.</summary>
    public static long LongestSpelling(ReadOnlySpan<byte> text) => text.Length + ((Missing.Length - BareNumberScan.NaN.Length) * (long)text.Count(BareNumberScan.NaN));

    /// <summary>Copies a text and spells these words as JSON.</summary>
    /// <param name="text">The text; it need not be JSON in any other way.</param>
    /// <param name="spelled">Where to; as long as <see cref="LongestSpelling"/>.</param>
    /// <param name="isTable">Whether each value is a cell; else the words are spelled in arrays and static covariates only, and elsewhere left to be refused.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Spell(ReadOnlySpan<byte> text, Span<byte> spelled, bool isTable)
    {
        BareNumberScan scan = new(text);
        int copied = 0;
        int length = 0;
        while (scan.MoveNext())
        {
            if (!isTable && !scan.IsInArray && !(scan.IsNaN && scan.IsIn(Constants)))
            {
                continue;
            }

            length = Append(text[copied..scan.Start], spelled, length);
            length = Append(scan.IsNaN ? Missing : scan.IsNegative ? NegativeInfinite : Infinite, spelled, length);
            copied = scan.End;
        }

        return Append(text[copied..], spelled, length);
    }

    /// <summary>The first of these words in a text, with the names and positions that lead to it; <see langword="null"/> if there is none.</summary>
    public static (string Word, IReadOnlyList<string> Path)? FindFirst(ReadOnlySpan<byte> text)
    {
        BareNumberScan scan = new(text);
        return MayBeIn(text) && scan.MoveNext() ? (scan.IsNaN ? "NaN" : scan.IsNegative ? "-Infinity" : "Infinity", scan.Path()) : null;
    }

    private static int Append(ReadOnlySpan<byte> part, Span<byte> whole, int length)
    {
        part.CopyTo(whole[length..]);
        return length + part.Length;
    }
}
