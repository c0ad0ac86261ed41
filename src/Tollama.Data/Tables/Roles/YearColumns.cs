using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tables.Roles;

/// <summary>Tells columns of years and of months by their cells, whatever the columns are called.</summary>
internal static class YearColumns
{
    private const int FirstYear = 1700;
    private const int LastYear = 2200;
    private const int LeastYears = 2;
    private const int LeastMonths = 3;
    private const int QuartersOfYear = 4;

    /// <summary>Whether a column holds years, one after the other; rows of sums do not count. Columns that are called as ids are may hold numbers like these.</summary>
    public static bool Is(ColumnProfile column)
    {
        if (ColumnAliases.Rank(ColumnAliases.Id, column.Name) < int.MaxValue)
        {
            return false;
        }

        int?[] cells = [.. column.Sample.Where(cell => !TotalWords.Is(cell)).Distinct().Select(TimePartCells.Number)];
        return cells.Length >= LeastYears && Array.TrueForAll(cells, IsYear) && cells.Max() - cells.Min() + 1 == cells.Distinct().Count();
    }

    /// <summary>Whether a number can be a year of a table.</summary>
    public static bool IsYear(int? number) => number is >= FirstYear and <= LastYear;

    /// <summary>The part of a year that the words of a column name: months, or all quarters; <see langword="null"/> when they name none.</summary>
    public static TimePart? PartOf(ColumnProfile column)
    {
        string[] cells = [.. column.Sample.Where(cell => !TotalWords.Is(cell)).Distinct()];
        return !column.IsText || cells.Length < LeastMonths || Array.Exists(cells, cell => TimePartCells.Number(cell) is not null) ? null
            : TimePartCells.Fit(TimePart.Month, cells) ? TimePart.Month
            : cells.Length == QuartersOfYear && TimePartCells.Fit(TimePart.Quarter, cells) ? TimePart.Quarter
            : null;
    }
}
