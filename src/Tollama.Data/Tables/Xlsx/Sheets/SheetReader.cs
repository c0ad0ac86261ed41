using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Data.Tables.Xlsx.Formats;
using Tollama.Data.Tables.Xlsx.Package;
using Tollama.Data.Writing.Xlsx;

namespace Tollama.Data.Tables.Xlsx.Sheets;

/// <summary>Reads the part with a sheet (ECMA-376 part 1, 18.3): its cells, those that are merged, what is hidden.</summary>
/// <remarks>What the part says of its own size is not looked at.</remarks>
internal sealed class SheetReader
{
    private const int MaxRanges = 1_000_000;

    // Lines above the table and below it are rows of the sheet, too.
    private const int OtherRows = 10_000;

    private readonly PartXml _xml;
    private readonly string _name;
    private readonly BookTexts _texts;
    private readonly TableLimits _limits;
    private readonly CellReader _cell;
    private readonly SheetCells _cells;
    private readonly List<CellRange> _merged = [];
    private readonly List<(int First, int Last)> _hidden = [];
    private int _row;

    /// <param name="xml">The part.</param>
    /// <param name="name">The name of the sheet.</param>
    /// <param name="texts">The texts of the workbook.</param>
    /// <param name="formats">The formats of the workbook.</param>
    /// <param name="budget">Counts what is held.</param>
    /// <param name="limits">How large a table may be.</param>
    public SheetReader(PartXml xml, string name, BookTexts texts, CellFormats formats, HoldBudget budget, TableLimits limits)
    {
        _xml = xml;
        _name = name;
        _texts = texts;
        _limits = limits;
        _cells = new SheetCells(budget);
        _cell = new CellReader(xml, texts, formats, budget, limits);
    }

    /// <summary>Reads all.</summary>
    /// <exception cref="TollamaException">The sheet is damaged or too large.</exception>
    public Sheet Read()
    {
        for (int root = _xml.EnterRoot("worksheet"); _xml.ReadChild(root);)
        {
            switch (_xml.Name)
            {
                case "cols":
                    ReadColumns();
                    break;
                case "sheetData":
                    ReadRows();
                    break;
                case "mergeCells":
                    ReadMerged();
                    break;
                default:
                    break;
            }
        }

        _cells.Close();
        return new Sheet(_name, _texts, _cells) { Merged = [.. _merged.OrderBy(range => range.First.Row).ThenBy(range => range.First.Column)], HiddenColumns = _hidden };
    }

    private void ReadColumns()
    {
        for (int list = _xml.Enter(); _xml.ReadChild(list);)
        {
            if (_xml.Name == "col" && _xml.Flag("hidden") && Number("min") is { } first && Number("max") is { } last && _hidden.Count < XlsxSheet.MaxColumns)
            {
                _hidden.Add((first - 1, last - 1));
            }
        }
    }

    private void ReadMerged()
    {
        for (int list = _xml.Enter(); _xml.ReadChild(list);)
        {
            if (_xml.Name != "mergeCell" || !CellRange.TryRead(_xml.Attribute("ref"), out CellRange range) || range.First == range.Last)
            {
                continue;
            }

            _merged.Add(range);
            if (_merged.Count > MaxRanges)
            {
                throw BookError.Damaged($"the sheet has more than {MaxRanges} merged cells");
            }
        }
    }

    private void ReadRows()
    {
        for (int data = _xml.Enter(); _xml.ReadChild(data);)
        {
            if (_xml.Name != "row")
            {
                continue;
            }

            int number = _xml.Attribute("r") is null ? _row + 1 : Number("r") ?? 0;
            if (number <= _row || number > XlsxSheet.MaxRows)
            {
                throw BookError.Damaged($"the sheet '{Excerpt.Of(_name)}' has row {Excerpt.Of(_xml.Attribute("r"), 12)} behind row {_row}");
            }

            _row = number;
            bool isHidden = _xml.Flag("hidden");
            ReadRow();
            _cells.EndRow(_row, isHidden);
            if (_cells.RowCount > (long)_limits.MaxRows + OtherRows)
            {
                throw TableError.TooMany("rows", _limits.MaxRows);
            }
        }
    }

    private void ReadRow()
    {
        int column = -1;
        for (int row = _xml.Enter(); _xml.ReadChild(row);)
        {
            if (_xml.Name != "c")
            {
                continue;
            }

            CellPlace place = new(_row, column + 1);
            if (_xml.Attribute("r") is { } written && (!CellPlace.TryRead(written, out place) || place.Row != _row || place.Column <= column))
            {
                throw BookError.Damaged($"row {_row} of the sheet '{Excerpt.Of(_name)}' has the cell {Excerpt.Of(written, 12)} where none may be");
            }

            if (place.Column >= XlsxSheet.MaxColumns)
            {
                throw BookError.Damaged($"row {_row} of the sheet '{Excerpt.Of(_name)}' has more than {XlsxSheet.MaxColumns} cells");
            }

            column = place.Column;
            try
            {
                CellValue cell = _cell.Read(column);
                if (cell.Kind != CellKind.Empty)
                {
                    _cells.Add(cell);
                }
            }
            catch (FormatException fault)
            {
                throw TableError.Invalid($"{new Sheet(_name, _texts, _cells).At(_row, column)}: {fault.Message}.", "Mend the cell in Excel or LibreOffice.");
            }
        }
    }

    private int? Number(string attribute) =>
        int.TryParse(_xml.Attribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
