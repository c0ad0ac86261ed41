using Tollama.Core.Errors;

namespace Tollama.Data.Tables.Columns;

/// <summary>The first way through the rows: what each column is like.</summary>
internal static class TableProfiler
{
    /// <param name="table">The table; where rows end early, the one that fills them takes its place.</param>
    /// <param name="fillsShortRows">Whether rows that end early may be filled.</param>
    /// <param name="warnings">Is told what was passed over or filled.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="TollamaException">Rows have different lengths, or the table is too large or has no rows.</exception>
    public static IReadOnlyList<ColumnProfile> Profile(ref ITable table, bool fillsShortRows, WarningList warnings, CancellationToken cancellationToken)
    {
        ColumnProfile[] columns = Read(table, cancellationToken, out ITableRows rows, out int lastRow);
        if (fillsShortRows && rows.FaultCount > 0 && !Footers.AreAll(rows, lastRow, table.Delimiter))
        {
            ColumnProfile[] whole = rows.Count > 0 ? columns : Read(table.WithShortRows((_, cells) => cells > 1), cancellationToken, out _, out _);
            ITable filled = table.WithShortRows(new ShortRows(whole).Fits);
            ColumnProfile[] all = Read(filled, cancellationToken, out ITableRows allRows, out int lastOfAll);
            if (allRows.Count > 0 && (allRows.FaultCount == 0 || Footers.AreAll(allRows, lastOfAll, table.Delimiter)))
            {
                (table, columns, rows, lastRow) = (filled, all, allRows, lastOfAll);
                warnings.Add($"{rows.FilledCount} rows end before the last column (first: line {rows.FirstFilled}): the cells that are not there were taken as missing");
            }
        }

        if (rows.Count > 0 && rows.Faults.Count > 0 && Footers.AreAll(rows, lastRow, table.Delimiter))
        {
            warnings.Add(Footers.Warning(rows.Faults));
        }
        else if (rows.Faults.Count > 0)
        {
            throw TableError.Invalid(
                $"The table has rows of another length than its header: {rows.Faults[0].Msg}.",
                "Quote cells that contain the delimiter, or name what stands between them with delimiter=.",
                rows.Faults);
        }

        if (rows.Count == 0)
        {
            throw TableError.Invalid("The table has no rows.", "Send at least one row under the header.");
        }

        if (rows.Remarks > 0)
        {
            warnings.Add(CountText.Of(rows.Remarks, "remark line was", "remark lines were") + " passed over");
        }

        if (rows.RepeatedHeaders > 0)
        {
            warnings.Add(CountText.Of(rows.RepeatedHeaders, "line that repeats the header was", "lines that repeat the header were") + " passed over");
        }

        AddDecorations(columns, warnings);
        return columns;
    }

    private static ColumnProfile[] Read(ITable table, CancellationToken cancellationToken, out ITableRows read, out int lastRow)
    {
        ColumnProfile[] columns =
            [.. table.Names.Select((name, index) => new ColumnProfile(index, name) { IsUnnamed = index == 0 && table.FirstIsUnnamed, IsTyped = table.IsTyped(index), IsTime = table.IsTime(index) })];
        using ITableRows rows = table.Rows();
        lastRow = 0;
        while (rows.Read(cancellationToken))
        {
            lastRow = rows.Line;
            foreach (ColumnProfile column in columns)
            {
                if (column.IsTyped)
                {
                    column.AddTyped(rows, lastRow);
                    continue;
                }

                ReadOnlySpan<char> cell = rows[column.Index];
                if (cell is "-")
                {
                    column.AddDash(rows.IsPadded(column.Index));
                }
                else
                {
                    column.Add(cell, lastRow);
                }
            }
        }

        read = rows;
        return columns;
    }

    private static void AddDecorations(ColumnProfile[] columns, WarningList warnings)
    {
        foreach (ColumnProfile column in columns.Where(column => column.IsNumeric))
        {
            Decorations found = column.Decorations;
            if (found.Currencies > 0)
            {
                string mixed = found.OtherCurrency is { } other ? $"; {found.FirstCurrency} and {other} are in different currencies, and nothing was converted" : "";
                warnings.Add($"column '{column.Name}': the currency sign of {CountText.Of(found.Currencies, "cell", "cells")} was left out{mixed}");
            }

            if (found.Percents > 0)
            {
                warnings.Add($"column '{column.Name}': the percent sign of {CountText.Of(found.Percents, "cell", "cells")} was left out; 12% is read as 12");
            }

            if (found.Magnitudes > 0)
            {
                warnings.Add($"column '{column.Name}': the letter behind {CountText.Of(found.Magnitudes, "number", "numbers")} was read as a magnitude (k thousands, M millions, B billions)");
            }

            if (found.Dashes > 0)
            {
                warnings.Add($"column '{column.Name}': the dash of {CountText.Of(found.Dashes, "cell", "cells")} was read as 0, as spreadsheets write it; leave cells empty where a value is missing");
            }

            if (column.HasUnit)
            {
                warnings.Add($"column '{column.Name}': the unit '{Excerpt.Of(column.Units.Unit ?? "")}' of {CountText.Of(column.Units.Count, "cell", "cells")} was left out");
            }
        }
    }
}
