using System.Globalization;
using System.Runtime.InteropServices;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Roles;

/// <summary>A year as a cell of its own: 2020, 20, '20, FY20, FY2020, 2019/20.</summary>
/// <param name="Year">The year; of two the first.</param>
/// <param name="IsSpan">Whether two years are named: it begins in the first and ends in the second.</param>
/// <param name="IsFiscal">Whether it is called a fiscal year.</param>
/// <param name="IsShort">Whether the cell is two digits alone.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct YearCell(int Year, bool IsSpan, bool IsFiscal, bool IsShort)
{
    private const int FirstYear = 1500;
    private const int LastYear = 2200;

    /// <summary>Two digits below this are years of this century, others of the last, as POSIX has it.</summary>
    private const int Pivot = 69;

    /// <summary>Reads a cell; <see langword="null"/> when it is no year.</summary>
    public static YearCell? Read(string cell)
    {
        ReadOnlySpan<char> text = NumberColumn.Plain(cell);
        bool isFiscal = text is ['F' or 'f', 'Y' or 'y', ..];
        text = isFiscal ? text[2..].TrimStart(" -'") : text;
        bool isMarked = isFiscal || text is ['\'' or '\u2019', _, _];
        text = text.TrimStart("'\u2019");
        int mark = text.IndexOfAny("/-\u2013");
        if (mark < 0)
        {
            return Full(text) is { } year ? new YearCell(year, IsSpan: false, isFiscal, text.Length <= 2 && !isMarked) : null;
        }

        ReadOnlySpan<char> second = text[(mark + 1)..].Trim();
        return text[..mark].TrimEnd() is { Length: 2 or 4 } first && second.Length is 2 or 4 && Full(first) is { } from && Full(second) is { } to && (from + 1) % 100 == to % 100
            ? new YearCell(from, IsSpan: true, isFiscal, IsShort: false)
            : null;
    }

    private static int? Full(ReadOnlySpan<char> digits) =>
        !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? null
        : digits.Length <= 2 ? number + (number < Pivot ? 2000 : 1900)
        : number is >= FirstYear and <= LastYear ? number
        : null;
}
