using Tollama.Core.Errors;
using Tollama.Data.Tables.Csv;
using Tollama.Data.Tables.Xlsx.Sheets;

namespace Tollama.Data.Tables.Xlsx;

/// <summary>What is told of a table on a sheet: what was passed over, and what is read though it is not shown as it is.</summary>
internal static class SheetWarnings
{
    private const int MostNames = 5;

    public static void Add(SheetTable table, CsvDialect dialect, WarningList warnings)
    {
        if (dialect.PreambleLines > 0)
        {
            warnings.Add(CountText.Of(dialect.PreambleLines, "row", "rows") + $" before the header {(dialect.PreambleLines == 1 ? "was" : "were")} passed over");
        }

        if (!dialect.HasHeader)
        {
            warnings.Add($"the first row is data, not a header: the columns are called {string.Join(", ", dialect.Names.Take(MostNames))}{(dialect.Names.Count > MostNames ? ", …" : "")}");
        }

        AddRows(table, warnings);
        AddColumns(table, warnings);
        foreach (CellRange totals in table.Sheet.Totals.Take(1))
        {
            warnings.Add($"the row of totals {table.Sheet.At(totals)} was left out{(table.Sheet.Totals.Count == 1 ? "" : $", and {table.Sheet.Totals.Count - 1} more")}");
        }
    }

    private static void AddRows(SheetTable table, WarningList warnings)
    {
        int hidden = 0;
        int firstHidden = 0;
        int outside = 0;
        string first = "";
        for (SheetCursor cursor = table.Sheet.Cells.Rows(); cursor.Read();)
        {
            bool isInTable = false;
            bool isTotal = true;
            foreach (CellValue cell in cursor.Cells)
            {
                isInTable |= table.Columns.PlaceOf(cell.Column) >= 0;
                isTotal &= table.Sheet.IsTotal(cursor.Row, cell.Column);
            }

            if (cursor.Ordinal >= table.Before && cursor.IsHidden && isInTable && !isTotal)
            {
                firstHidden = hidden++ == 0 ? cursor.Row : firstHidden;
            }

            if (cursor.Ordinal >= table.Before && !isInTable)
            {
                first = outside++ == 0 ? table.Sheet.At(cursor.Row, cursor.Cells[0].Column) : first;
            }
        }

        if (hidden > 0)
        {
            warnings.Add(CountText.Of(hidden, "row is hidden, as a filter does it, and was", "rows are hidden, as a filter does it, and were") + $" read all the same (first: row {firstHidden})");
        }

        if (outside > 0)
        {
            warnings.Add(CountText.Of(outside, "row has", "rows have") + $" cells beside the table only, and {(outside == 1 ? "was" : "were")} left out (first: {first})");
        }
    }

    private static void AddColumns(SheetTable table, WarningList warnings)
    {
        List<string> hidden = [];
        for (int place = 0; place < table.Names.Count; place++)
        {
            ColumnReading column = table.Columns.All[place];
            string name = Excerpt.Of(table.Names[place]);
            if (table.Sheet.HiddenColumns.Any(range => column.Column >= range.First && column.Column <= range.Last))
            {
                hidden.Add($"'{name}'");
            }

            if (column.Percents > 0)
            {
                warnings.Add($"column '{name}': {CountText.Of(column.Percents, "cell is", "cells are")} shown as percents; the numbers behind them were read: 12% is 0.12");
            }

            if (column.Spans > 0)
            {
                warnings.Add($"column '{name}': {CountText.Of(column.Spans, "cell is a span", "cells are spans")} of time; they were read as days: 36:00 is 1.5");
            }
        }

        if (hidden.Count > 0)
        {
            warnings.Add($"{(hidden.Count == 1 ? "the column" : "the columns")} {Excerpt.List(hidden)} {(hidden.Count == 1 ? "is" : "are")} hidden and {(hidden.Count == 1 ? "was" : "were")} read all the same");
        }
    }
}
