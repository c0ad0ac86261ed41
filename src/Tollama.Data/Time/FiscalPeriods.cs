using System.Globalization;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Columns of a year and its period in three digits, as accounting programs write them: 001.2019, 2019.001, 2019/001, 2019001.</summary>
internal static class FiscalPeriods
{
    private const int YearDigits = 4;
    private const int PeriodDigits = 3;
    private const int MonthsOfYear = 12;
    private const int MostPeriods = 16;

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "fiscalyearperiod", "postingperiod", "fiscalperiod", "calyearmonth", "calendaryearmonth", "fiscper", "jahrperiode", "yearperiod", "periodyear", "periodejahr",
        "geschäftsjahrperiode", "geschaeftsjahrperiode", "buchungsperiode", "calmonth", "jahrmonat", "fyperiod", "fiscalyearposting", "period", "periode",
    };

    /// <summary>Whether a column is called so: <c>Fiscal year/period</c>, <c>FISCPER</c>.</summary>
    public static bool IsName(string name) => Names.Contains(string.Concat(name.Where(char.IsLetter)));

    /// <summary>Whether all cells are written so.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="isCalled">Whether the column is called so: 2019.001 and 2019001 are numbers elsewhere.</param>
    public static bool Are(IReadOnlyList<string> cells, bool isCalled) => Read(cells, isCalled) is not null;

    /// <summary>The months; <see langword="null"/> when a cell is written otherwise.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="isCalled">Whether the column is called so.</param>
    public static TimestampColumn? Read(IReadOnlyList<string> cells, bool isCalled)
    {
        Timestamp[] values = new Timestamp[cells.Count];
        List<int> empty = [];
        string? special = null;
        for (int row = 0; row < cells.Count; row++)
        {
            ReadOnlySpan<char> text = cells[row].AsSpan().Trim();
            if (text.IsEmpty)
            {
                empty.Add(row);
                continue;
            }

            if (!TryRead(text, isCalled, out int year, out int period))
            {
                return null;
            }

            if (period is < 1 or > MonthsOfYear)
            {
                special ??= cells[row].Trim();
                continue;
            }

            _ = Timestamp.TryParse(string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{period:00}"), out values[row]);
        }

        return empty.Count == cells.Count ? null : new TimestampColumn(values, "001.2019", empty)
        {
            Problem = special is null ? null : $"'{special}' is a period beyond the twelve months of its year, which has no place among them.",
        };
    }

    private static bool TryRead(ReadOnlySpan<char> text, bool isCalled, out int year, out int period)
    {
        (year, period) = (0, 0);
        bool isBare = text.Length == YearDigits + PeriodDigits;
        if (isBare ? !isCalled : text.Length != YearDigits + PeriodDigits + 1)
        {
            return false;
        }

        if (!isBare && text[PeriodDigits] is '.' or '/')
        {
            return AreDigits(text[(PeriodDigits + 1)..], out year) && AreDigits(text[..PeriodDigits], out period) && Fit(year, period);
        }

        return (isBare || text[YearDigits] == '/' || (isCalled && text[YearDigits] == '.'))
            && AreDigits(text[..YearDigits], out year) && AreDigits(text[^PeriodDigits..], out period) && Fit(year, period);
    }

    private static bool AreDigits(ReadOnlySpan<char> text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool Fit(int year, int period) => year is >= 1900 and <= 2100 && period <= MostPeriods;
}
