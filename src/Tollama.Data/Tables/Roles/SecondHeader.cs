using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Data.Tables.Cells;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Roles;

/// <summary>Knows the header of a second table below the rows of a first one: its values are of another kind, and would be added to those of the first.</summary>
/// <param name="header">The names of the first table; none if it has no header.</param>
internal sealed class SecondHeader(IReadOnlyList<string> header)
{
    private readonly int[] _times = [.. Enumerable.Range(0, header.Count).Where(column => header.Count > 1 && TimeNames.IsTime(header[column]))];

    /// <summary>Refuses a row that has the name of a time where the times stand, and beside it only names, of which one is new.</summary>
    /// <param name="rows">The rows, at the one to look at; others stand before it.</param>
    /// <param name="rowName">What a row is called, for people.</param>
    /// <param name="isSetApart">Whether a blank line stands before it: then the times may have another name.</param>
    /// <exception cref="TollamaException">It is a second header.</exception>
    public void Refuse(ITableRows rows, string rowName, bool isSetApart)
    {
        foreach (int column in _times)
        {
            ReadOnlySpan<char> cell = rows[column];
            if (cell.Length > 0 && (cell.Equals(header[column], StringComparison.OrdinalIgnoreCase) || (isSetApart && !IsValue(cell.ToString()) && TimeNames.IsTime(cell.ToString()))))
            {
                RefuseNames(rows, rowName, column);
            }
        }
    }

    private void RefuseNames(ITableRows rows, string rowName, int time)
    {
        string[] cells = new string[header.Count];
        for (int column = 0; column < cells.Length; column++)
        {
            cells[column] = rows[column].ToString();
        }

        string[] others = [.. cells.Where((cell, column) => column != time && cell.Length > 0 && !cell.Equals(header[column], StringComparison.OrdinalIgnoreCase))];
        if (others.Length > 0 && !Array.Exists(cells, IsValue))
        {
            throw TableError.Invalid(
                $"{rowName} {rows.Line.ToString(CultureInfo.InvariantCulture)} is the header of a second table ({Excerpt.List([.. cells.Where(cell => cell.Length > 0)])}) below the rows of the first ({Excerpt.List(header)}).",
                "Send each table by itself, or write the values of both side by side, a column each.");
        }
    }

    private static bool IsValue(string cell) =>
        cell.Length > 0 && (NumberCell.Read(cell).Kind != NumberKind.None || TimestampColumn.Parse([cell]).BadRows.Count == 0);
}
