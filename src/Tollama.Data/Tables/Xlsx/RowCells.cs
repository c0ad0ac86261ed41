using Tollama.Data.Tables.Cells;
using Tollama.Data.Tables.Xlsx.Sheets;

namespace Tollama.Data.Tables.Xlsx;

/// <summary>The cells of one row of a table as characters.</summary>
internal sealed class RowCells(Sheet sheet, SheetColumns columns)
{
    private const int LongestNumber = 32;

    private readonly CellValue[] _values = new CellValue[columns.All.Count];
    private readonly int[] _lengths = new int[columns.All.Count];
    private readonly char[] _written = new char[LongestNumber * columns.All.Count];

    /// <summary>A cell, trimmed.</summary>
    public ReadOnlySpan<char> this[int place]
    {
        get
        {
            CellValue value = _values[place];
            return value.IsText ? FormulaText.Content(sheet.Texts[value.Text].AsSpan().Trim()) : _written.AsSpan(place * LongestNumber, _lengths[place]);
        }
    }

    /// <summary>How many cells have something in them.</summary>
    public int Filled { get; private set; }

    /// <summary>What is in a cell.</summary>
    public CellValue Value(int place) => _values[place];

    /// <summary>Takes the cells of a row that are in the table, and in no row of totals.</summary>
    public void Take(SheetCursor row)
    {
        Array.Clear(_values);
        Array.Clear(_lengths);
        Filled = 0;
        foreach (CellValue cell in row.Cells)
        {
            int place = columns.PlaceOf(cell.Column);
            if (place >= 0 && !sheet.IsTotal(row.Row, cell.Column))
            {
                Filled++;
                Put(place, cell);
            }
        }
    }

    /// <summary>Puts a value into a cell.</summary>
    public void Put(int place, CellValue value)
    {
        _values[place] = value;
        _lengths[place] = value.IsText ? 0 : columns.All[place].Write(value, sheet.Is1904, _written.AsSpan(place * LongestNumber, LongestNumber));
    }

    /// <summary>All cells as texts of their own.</summary>
    public string[] ToTexts()
    {
        string[] texts = new string[_values.Length];
        for (int place = 0; place < texts.Length; place++)
        {
            texts[place] = this[place].ToString();
        }

        return texts;
    }
}
