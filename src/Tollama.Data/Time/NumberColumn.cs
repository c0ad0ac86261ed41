using System.Globalization;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Columns of whole numbers: years, dates such as 20241231 and 202412, Unix time, positions.</summary>
internal static class NumberColumn
{
    public const string Position = "position";
    public const string Years = "2024";
    public const string UnixSeconds = "Unix seconds";
    public const string UnixMilliseconds = "Unix milliseconds";

    /// <summary>Years come one by one, or by the decade; numbers farther apart are positions.</summary>
    private const int LongestYearStep = 10;

    /// <summary>A cell without blanks, and without the <c>.0</c> that programs add to whole numbers.</summary>
    public static ReadOnlySpan<char> Plain(string cell)
    {
        ReadOnlySpan<char> text = cell.AsSpan().Trim();
        return text is [.. ReadOnlySpan<char> whole, '.', '0'] && IsNumber(whole) ? whole : text;
    }

    public static bool IsNumber(ReadOnlySpan<char> text) =>
        text is ['-', .. ReadOnlySpan<char> digits] ? IsDigits(digits) : IsDigits(text);

    /// <param name="cells">The cells, all numbers or empty.</param>
    /// <param name="values">The same cells read one by one.</param>
    /// <param name="hint">What is known of the column.</param>
    public static TimestampColumn Read(IReadOnlyList<string> cells, Timestamp[] values, TimeHint hint)
    {
        List<int> filled = [.. Enumerable.Range(0, cells.Count).Where(row => !Plain(cells[row]).IsEmpty)];
        List<int> empty = [.. Enumerable.Range(0, cells.Count).Where(row => Plain(cells[row]).IsEmpty)];
        if (AreMonths(cells, filled) && DateColumn.Read(cells, 0, hint) is { } months)
        {
            return months;
        }

        string? format = filled.TrueForAll(row => values[row].IsBareYear) ? AreYears(values, filled) ? Years : null
            : filled.TrueForAll(row => !values[row].IsIndex && Plain(cells[row]).Length == 8) ? "20241231"
            : filled.TrueForAll(row => !values[row].IsIndex && Plain(cells[row]).Length == 10) ? UnixSeconds
            : filled.TrueForAll(row => !values[row].IsIndex && Plain(cells[row]).Length == 13) ? UnixMilliseconds
            : null;
        return format is null ? Positions(cells) : new TimestampColumn(values, format, empty);
    }

    private static TimestampColumn Positions(IReadOnlyList<string> cells)
    {
        Timestamp[] values = new Timestamp[cells.Count];
        List<int> bad = [];
        for (int row = 0; row < cells.Count; row++)
        {
            if (long.TryParse(Plain(cells[row]), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long position))
            {
                values[row] = Timestamp.FromIndex(position);
            }
            else
            {
                bad.Add(row);
            }
        }

        return new TimestampColumn(values, Position, bad);
    }

    private static bool AreYears(Timestamp[] values, List<int> filled)
    {
        int[] years = [.. filled.Select(row => values[row].Local.Year).Distinct().Order()];
        long[] distances = [.. years.Zip(years.Skip(1), (year, next) => (long)(next - year))];
        return StepFit.Commonest(distances) <= LongestYearStep;
    }

    /// <summary>202412: six digits that are all a year and a month.</summary>
    private static bool AreMonths(IReadOnlyList<string> cells, List<int> filled) => filled.TrueForAll(row =>
        Plain(cells[row]) is { Length: 6 } text && DateCell.Read(text) is { } cell && DateReading.Date(cell, DateOrder.CompactMonth) is not null);

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.IsEmpty && text.IndexOfAnyExceptInRange('0', '9') < 0;
}
