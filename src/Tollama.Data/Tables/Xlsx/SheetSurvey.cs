using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Data.Tables.Cells;
using Tollama.Data.Tables.Xlsx.Sheets;

namespace Tollama.Data.Tables.Xlsx;

/// <summary>The first way through the cells of a sheet: what is in each column, and in which rows several cells stand.</summary>
internal sealed class SheetSurvey
{
    private readonly Sheet _sheet;
    private readonly ColumnReading[] _columns;
    private readonly bool[] _used;
    private readonly NumberKind?[] _kinds;
    private CellPlace _uncomputed;
    private int _uncomputedCount;
    private int _last = -1;
    private int _lastFull = -1;

    public SheetSurvey(Sheet sheet)
    {
        _sheet = sheet;
        _columns = [.. Enumerable.Range(0, sheet.Cells.Width).Select(column => new ColumnReading(column))];
        _used = new bool[_columns.Length];
        _kinds = new NumberKind?[sheet.Texts.Count];
    }

    /// <summary>Rows with a cell that is in no row of totals.</summary>
    public int Rows { get; private set; }

    /// <summary>The place of the last row with several cells; the last row if none has.</summary>
    public int LastFull => _lastFull < 0 ? _last : _lastFull;

    /// <summary>The columns with a cell in a row of several; all that have a cell if there is no such row.</summary>
    public IReadOnlyList<ColumnReading> Columns() => [.. _columns.Where(column => _lastFull < 0 ? _used[column.Column] : column.Filled > 0)];

    /// <summary>Looks at a row.</summary>
    public void Add(SheetCursor row)
    {
        int count = 0;
        foreach (CellValue cell in row.Cells)
        {
            count += _sheet.IsTotal(row.Row, cell.Column) ? 0 : 1;
        }

        foreach (CellValue cell in row.Cells)
        {
            if (!_sheet.IsTotal(row.Row, cell.Column))
            {
                Add(row.Row, cell, isInRow: count > 1);
            }
        }

        Rows += count > 0 ? 1 : 0;
        _last = count > 0 ? row.Ordinal : _last;
        _lastFull = count > 1 ? row.Ordinal : _lastFull;
    }

    /// <exception cref="TollamaException">There is nothing on the sheet, or a formula without its value.</exception>
    public void Refuse()
    {
        if (Rows == 0)
        {
            throw TableError.Invalid($"The sheet '{Excerpt.Of(_sheet.Name)}' is empty.", "Name another with sheet=, or send a header and at least one row.");
        }

        if (_uncomputedCount > 0)
        {
            string others = _uncomputedCount == 1 ? "" : $", and so are {(_uncomputedCount - 1).ToString(CultureInfo.InvariantCulture)} more";
            throw TableError.Invalid(
                $"{_sheet.At(_uncomputed.Row, _uncomputed.Column)} is a formula without its value{others}: the program that wrote the workbook did not compute it.",
                "Open the workbook in Excel or LibreOffice and save it, or write values.");
        }
    }

    private void Add(int row, CellValue cell, bool isInRow)
    {
        ColumnReading column = _columns[cell.Column];
        column.Add(cell, isInRow);
        _used[cell.Column] = true;
        if (cell.Kind == CellKind.Text)
        {
            string text = _sheet.Texts[cell.Text];
            column.AddText(text, _kinds[cell.Text] ??= NumberCell.Read(text.AsSpan().Trim()).Kind);
        }
        else if (cell.Kind == CellKind.Uncomputed && _uncomputedCount++ == 0)
        {
            _uncomputed = new CellPlace(row, cell.Column);
        }
    }
}
