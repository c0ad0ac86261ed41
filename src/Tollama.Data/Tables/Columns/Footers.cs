using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Data.Tables.Cells;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Columns;

/// <summary>Tells lines below a table, such as a source or a note, from rows that lost their cells.</summary>
internal static class Footers
{
    /// <summary>Whether all lines of another length stand below the last row and begin with words.</summary>
    /// <param name="rows">The table, read to its end.</param>
    /// <param name="lastRow">The line of its last row.</param>
    /// <param name="delimiter">What stands between two cells.</param>
    public static bool AreAll(ITableRows rows, int lastRow, char? delimiter) =>
        rows.FaultCount == rows.Faults.Count && rows.Faults.All(fault => LineOf(fault) > lastRow && BeginsWithWords(fault.Input ?? "", delimiter));

    /// <summary>What is told of them.</summary>
    public static string Warning(IReadOnlyList<Fault> lines) =>
        $"{lines.Count} {(lines.Count == 1 ? "line" : "lines")} below the table {(lines.Count == 1 ? "was" : "were")} left out (first: line {lines[0].Loc[1]}, '{TableError.Shorten(lines[0].Input ?? "")}')";

    private static int LineOf(Fault fault) => int.Parse(fault.Loc[1], CultureInfo.InvariantCulture);

    private static bool BeginsWithWords(string line, char? delimiter)
    {
        string cell = (delimiter is { } mark ? line.Split(mark)[0] : line).Trim(' ', '"');
        return cell.Length > 0 && NumberCell.Read(cell).Kind == NumberKind.None && TimestampColumn.Parse([cell]).BadRows.Count == 1;
    }
}
