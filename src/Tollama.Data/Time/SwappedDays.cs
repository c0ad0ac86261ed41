using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Dates whose day and month a spreadsheet has swapped, all but those with a day above 12, which it could not swap.</summary>
internal static class SwappedDays
{
    /// <summary>So many cells tell.</summary>
    private const int SampleSize = 5000;

    private const int Months = 12;
    private const int LongestMonth = 31;

    /// <summary>Fewer rows are even, or in order, by chance.</summary>
    private const int FewestEven = 5;
    private const int FewestInOrder = 8;

    /// <summary>Swapped back, the dates fill so much of a regular grid.</summary>
    private const double Regular = 0.7;

    /// <summary>The reason to refuse the column; <see langword="null"/> when the dates are as good as they would be swapped.</summary>
    public static string? Problem(StampRows rows)
    {
        int first = Enumerable.Range(0, rows.Count).FirstOrDefault(rows.IsRead, -1);
        if (first < 0 || !IsOfNumbers(rows.Cell(first)))
        {
            return null;
        }

        foreach (int row in rows.Bad)
        {
            if (DateCell.Read(rows.Cell(row)) is { Count: 3, First.Digits: 4, Second.Value: > Months and <= LongestMonth, Third.Value: >= 1 and <= Months } cell)
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{Excerpt.Of(rows.Cell(row))}' has no month {cell.Second.Value}. Where a spreadsheet swapped days and months, it did so in all other rows, too. Export the dates again as 2024-01-31.");
            }
        }

        int[] read = [.. Enumerable.Range(0, rows.Count).Where(rows.IsRead).Take(SampleSize)];
        int[] changed = [.. read.Where(row => rows[row].Local.Day <= Months && rows[row].Local.Day != rows[row].Local.Month)];
        return changed.Length >= FewestEven && IsBetter([.. read.Select(row => rows[row])], [.. read.Select(row => Swap(rows[row]))])
            ? $"the day and the month seem to be swapped where the day is not above 12, as spreadsheets do it: '{Excerpt.Of(rows.Cell(changed[0]))}' should be "
                + $"{Swap(rows[changed[0]]).Local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}. Export the dates again as 2024-01-31."
            : null;
    }

    private static bool IsOfNumbers(string cell) => DateCell.Read(cell) is
    { Count: 3, First.Kind: CellFieldKind.Number, Second.Kind: CellFieldKind.Number, Third.Kind: CellFieldKind.Number };

    private static Timestamp Swap(Timestamp stamp)
    {
        DateTime local = stamp.Local;
        return local.Day > Months ? stamp : stamp.WithLocal(new DateTime(local.Year, local.Day, local.Month) + local.TimeOfDay);
    }

    /// <summary>Whether swapped dates are clearly more even, or in order where those as written are not.</summary>
    private static bool IsBetter(Timestamp[] written, Timestamp[] swapped)
    {
        double even = Regularity.Of(written);
        if (even >= Regular && (swapped.Length < FewestInOrder || IsInOrder(written) || !IsInOrder(swapped)))
        {
            return false;
        }

        double evenSwapped = Regularity.Of(swapped);
        return (evenSwapped >= Regular && evenSwapped >= Regularity.Clear * even)
            || (swapped.Length >= FewestInOrder && evenSwapped >= even && IsInOrder(swapped) && !IsInOrder(written));
    }

    private static bool IsInOrder(Timestamp[] stamps)
    {
        int direction = 0;
        for (int place = 1; place < stamps.Length; place++)
        {
            int step = Math.Sign(stamps[place].CompareTo(stamps[place - 1]));
            if (step != 0 && direction != 0 && step != direction)
            {
                return false;
            }

            direction = step != 0 ? step : direction;
        }

        return true;
    }
}
