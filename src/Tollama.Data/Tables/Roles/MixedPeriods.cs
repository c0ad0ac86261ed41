using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tables.Roles;

/// <summary>Refuses tables in which one column holds years and the months within them, as spreadsheets write a pivot: the rows of years are sums of those of months.</summary>
internal static class MixedPeriods
{
    private const int LeastMonths = 3;

    /// <exception cref="Core.Errors.TollamaException">A column mixes years and months.</exception>
    public static void Refuse(IReadOnlyList<ColumnProfile> columns, TableOptions options)
    {
        if (options.TimeColumns.Count > 0 || columns.FirstOrDefault(IsMixed) is not { } mixed)
        {
            return;
        }

        string month = mixed.Sample.First(IsPartOfYear);
        string year = mixed.Sample.First(cell => YearColumns.IsYear(TimePartCells.Number(cell)));
        throw TableError.Invalid(
            $"Column '{Excerpt.Of(mixed.Name)}' holds years ('{year}') and, below each of them, its parts ('{TableError.Shorten(month)}'): rows of one table, some of which are sums of others.",
            "Write the year in a column of its own and leave out the rows of sums; in a spreadsheet, choose the tabular form of the pivot table and repeat all labels.");
    }

    private static bool IsMixed(ColumnProfile column)
    {
        string[] cells = [.. column.Sample.Where(cell => !TotalWords.Is(cell)).Distinct()];
        int parts = column.IsText ? cells.Count(IsPartOfYear) : 0;
        return parts >= LeastMonths && parts < cells.Length && cells.All(cell => IsPartOfYear(cell) || YearColumns.IsYear(TimePartCells.Number(cell)));
    }

    private static bool IsPartOfYear(string cell) =>
        TimePartCells.Number(cell) is null && (TimePartCells.Fit(TimePart.Month, [cell]) || TimePartCells.Fit(TimePart.Quarter, [cell])) && !TotalWords.Is(cell);
}
