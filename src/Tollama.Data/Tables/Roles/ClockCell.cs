using System.Globalization;
using System.Runtime.InteropServices;
using Tollama.Core.Frequencies;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Roles;

/// <summary>A time of day as a cell of its own: 7, 0730, 7:30 PM, 07-08, 07:00 - 08:00, HE7, 2A, 2B:00.</summary>
/// <param name="Number">The number, where the cell is one or has a word before it; -1 for a time that is written out.</param>
/// <param name="Digits">How many digits the number has.</param>
/// <param name="Written">The time that is written out, such as 07:30 or 7:30 PM.</param>
/// <param name="Repeat">A or B: the hour that comes twice when clocks are put back; otherwise the character 0.</param>
/// <param name="IsEnding">Whether the cell says that it is the hour's end.</param>
/// <param name="IsRange">Whether the cell says from when to when: what is read is its beginning.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ClockCell(int Number, int Digits, string Written, char Repeat, bool IsEnding, bool IsRange)
{
    private const int LongestNumber = 4;

    /// <summary>Words before the number of an hour.</summary>
    private static readonly string[] Words = ["hour", "stunde", "hora", "heure", "hr"];

    private static readonly string[] Until = [" to ", " bis ", " until ", "-", "\u2013", "\u2014"];

    /// <summary>Reads a cell; <see langword="null"/> when it is no time of day.</summary>
    public static ClockCell? Read(string cell)
    {
        string text = NumberColumn.Plain(cell).ToString();
        foreach (string mark in Until)
        {
            int at = text.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
            if (at > 0 && at + mark.Length < text.Length)
            {
                return Single(text[..at].Trim()) is { } start && Single(text[(at + mark.Length)..].Trim()) is { } end && (start.Number < 0) == (end.Number < 0)
                    ? start with { IsRange = true, Repeat = start.Repeat == '\0' ? end.Repeat : start.Repeat }
                    : null;
            }
        }

        return Single(text);
    }

    private static ClockCell? Single(string text)
    {
        bool isEnding = text.StartsWith("HE", StringComparison.OrdinalIgnoreCase);
        text = Array.Find(Words, word => text.StartsWith(word, StringComparison.OrdinalIgnoreCase)) is { } called ? text[called.Length..].TrimStart() : text;
        string digits = isEnding ? text[2..].TrimStart(' ', '-', '_') : text is ['H' or 'h', .. string hour] ? hour : text;
        char repeat = '\0';
        int letter = digits.AsSpan().IndexOfAny("ABab");
        if (letter is 1 or 2 && digits[(letter + 1)..] is "" or ":00")
        {
            repeat = char.ToUpperInvariant(digits[letter]);
            digits = digits[..letter];
        }

        if (digits.Length <= LongestNumber && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return new ClockCell(number, digits.Length, "", repeat, isEnding, IsRange: false);
        }

        string written = isEnding || text is ['H' or 'h', ..] ? digits : text;
        return written is "24:00" or "24:00:00" || TimeTail.TryJoin(new DateTime(2024, 1, 1), written, ZoneNames.Plain, out Timestamp _)
            ? new ClockCell(-1, 0, written, '\0', isEnding, IsRange: false)
            : null;
    }
}
