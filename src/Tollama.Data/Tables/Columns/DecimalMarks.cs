using Tollama.Core.Errors;
using Tollama.Data.Tables.Cells;

namespace Tollama.Data.Tables.Columns;

/// <summary>Decides for each column, from all of its cells, whether numbers have a decimal point or a decimal comma.</summary>
internal static class DecimalMarks
{
    /// <param name="columns">The columns of the table.</param>
    /// <param name="table">The table.</param>
    /// <param name="given">The mark that the user named.</param>
    /// <param name="warnings">Where a guess is told.</param>
    /// <returns>The mark of each column.</returns>
    public static char[] Decide(IReadOnlyList<ColumnProfile> columns, ITable table, char? given, WarningList warnings)
    {
        if (given is { } mark)
        {
            return [.. columns.Select(column => table.MarkOf(column.Index) ?? mark)];
        }

        bool anyComma = columns.Any(column => column.IsNumeric && column[NumberKind.Comma] > column[NumberKind.Point]);
        bool anyPoint = columns.Any(column => column.IsNumeric && column[NumberKind.Point] > column[NumberKind.Comma]);
        return [.. columns.Select(column => table.MarkOf(column.Index) ?? Decide(column, table.Delimiter, anyComma && !anyPoint, anyPoint && !anyComma, warnings))];
    }

    private static char Decide(ColumnProfile column, char? delimiter, bool othersComma, bool othersPoint, WarningList warnings)
    {
        int points = column[NumberKind.Point];
        int commas = column[NumberKind.Comma];
        if (points != commas)
        {
            return points > commas ? '.' : ',';
        }

        bool bothCertain = points > 0;
        bool doubtfulPoint = column[NumberKind.PointOrThousands] > 0;
        bool doubtfulComma = column[NumberKind.CommaOrThousands] > 0;
        if (!column.IsNumeric || (!doubtfulPoint && !doubtfulComma && !bothCertain))
        {
            return '.';
        }

        bool oneDoubt = doubtfulPoint != doubtfulComma;
        if (oneDoubt && column.Digits.AreThousands() is { } grouped)
        {
            return doubtfulPoint == grouped ? ',' : '.';
        }

        // "1.234" and "1,234" fit both: the other columns decide, then the numbers beside them, then the delimiter (beside a semicolon a comma is free for decimals).
        char mark = othersComma ? ','
            : othersPoint ? '.'
            : oneDoubt && column.Digits.AreLikelyThousands() is { } likely ? doubtfulPoint == likely ? ',' : '.'
            : delimiter == ';' && oneDoubt ? ','
            : '.';
        bool thousands = mark == '.' ? doubtfulComma : doubtfulPoint;
        if (!othersComma && !othersPoint && (doubtfulPoint || doubtfulComma))
        {
            string example = column.Sample.FirstOrDefault(cell => NumberCell.Read(cell).Kind is NumberKind.PointOrThousands or NumberKind.CommaOrThousands) ?? "";
            warnings.Add(
                $"column '{column.Name}': it is not clear whether '{example}' has a fraction or thousands; read as {(thousands ? "thousands" : "a fraction")} "
                + $"(decimal mark '{mark}'). Say decimal=. or decimal=, if that is wrong");
        }

        return mark;
    }
}
