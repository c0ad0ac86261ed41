using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Data.Tables.Cells;
using Tollama.Data.Tables.Xlsx.Sheets;

namespace Tollama.Data.Tables.Xlsx;

/// <summary>The columns of a sheet in which its table stands: those that have a cell in a row of several. Titles and notes stand alone in theirs.</summary>
internal sealed class SheetColumns
{
    private const int CancellationInterval = 4096;

    private readonly int[] _places;

    private SheetColumns(IReadOnlyList<ColumnReading> columns, int width)
    {
        All = columns;
        _places = new int[width];
        Array.Fill(_places, -1);
        for (int place = 0; place < columns.Count; place++)
        {
            _places[columns[place].Column] = place;
        }
    }

    /// <summary>The columns from left to right.</summary>
    public IReadOnlyList<ColumnReading> All { get; }

    /// <summary>Rows with a cell in the table.</summary>
    public int Rows { get; private init; }

    /// <summary>The place of the last row with several cells in the table, of all rows with cells; the last row if none has.</summary>
    public int LastFull { get; private init; }

    /// <summary>The place of a column of the sheet among those of the table; -1 if it is not in it.</summary>
    public int PlaceOf(int column) => column < _places.Length ? _places[column] : -1;

    /// <summary>Looks through all cells once.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="request">What is asked of it.</param>
    /// <exception cref="TollamaException">It is empty, too wide, has formulas without values, or texts among numbers that can be read in two ways.</exception>
    public static SheetColumns Find(Sheet sheet, TableRequest request)
    {
        ColumnReading[] columns = [.. Enumerable.Range(0, sheet.Cells.Width).Select(column => new ColumnReading(column))];
        NumberKind?[] kinds = new NumberKind?[sheet.Texts.Count];
        int rows = 0;
        int lastFull = -1;
        int last = -1;
        CellPlace? uncomputed = null;
        int uncomputedCount = 0;
        for (SheetCursor cursor = sheet.Cells.Rows(); cursor.Read();)
        {
            if (cursor.Ordinal % CancellationInterval == 0)
            {
                request.Cancellation.ThrowIfCancellationRequested();
            }

            int count = 0;
            foreach (CellValue cell in cursor.Cells)
            {
                count += sheet.IsTotal(cursor.Row, cell.Column) ? 0 : 1;
            }

            foreach (CellValue cell in cursor.Cells)
            {
                if (sheet.IsTotal(cursor.Row, cell.Column))
                {
                    continue;
                }

                columns[cell.Column].Add(cell, isInRow: count > 1);
                if (cell.Kind == CellKind.Text)
                {
                    string text = sheet.Texts[cell.Text];
                    columns[cell.Column].AddText(text, kinds[cell.Text] ??= NumberCell.Read(text.AsSpan().Trim()).Kind);
                }
                else if (cell.Kind == CellKind.Uncomputed && uncomputedCount++ == 0)
                {
                    uncomputed = new CellPlace(cursor.Row, cell.Column);
                }
            }

            rows += count > 0 ? 1 : 0;
            last = count > 0 ? cursor.Ordinal : last;
            lastFull = count > 1 ? cursor.Ordinal : lastFull;
        }

        Refuse(sheet, rows, uncomputed, uncomputedCount);
        bool hasRows = Array.Exists(columns, column => column.Filled > 0);
        HashSet<int> filled = [];
        for (SheetCursor cursor = sheet.Cells.Rows(); !hasRows && cursor.Read();)
        {
            filled.UnionWith(cursor.Cells.ToArray().Select(cell => cell.Column));
        }

        SheetColumns found = new([.. columns.Where(column => hasRows ? column.Filled > 0 : filled.Contains(column.Column))], columns.Length)
        {
            Rows = rows,
            LastFull = lastFull < 0 ? last : lastFull,
        };
        found.Check(sheet, request);
        return found;
    }

    private static void Refuse(Sheet sheet, int rows, CellPlace? uncomputed, int count)
    {
        if (rows == 0)
        {
            throw TableError.Invalid($"The sheet '{Excerpt.Of(sheet.Name)}' is empty.", "Name another with sheet=, or send a header and at least one row.");
        }

        if (uncomputed is { } place)
        {
            string others = count == 1 ? "" : $", and so are {(count - 1).ToString(CultureInfo.InvariantCulture)} more";
            throw TableError.Invalid(
                $"{sheet.At(place.Row, place.Column)} is a formula without its value{others}: the program that wrote the workbook did not compute it.",
                "Open the workbook in Excel or LibreOffice and save it, or write values.");
        }
    }

    private void Check(Sheet sheet, TableRequest request)
    {
        // Each cell of a row is looked at, so a table must not be much larger than what is in it.
        const long AlwaysAllowed = 10_000_000;
        const int MostEmpty = 10;
        if (All.Count > request.Limits.MaxColumns)
        {
            throw TableError.TooMany("columns", request.Limits.MaxColumns);
        }

        if (Rows * (long)All.Count > Math.Max(AlwaysAllowed, MostEmpty * sheet.Cells.CellCount))
        {
            throw TableError.Invalid(
                $"The sheet '{Excerpt.Of(sheet.Name)}' has {Rows} rows and {All.Count} columns, and nearly all of its cells are empty.", "Put the table on a sheet of its own.");
        }

        foreach (ColumnReading column in All)
        {
            if (request.Options.DecimalMark is null && column.Unclear is { } text)
            {
                throw TableError.Invalid(
                    $"Column {Writing.Xlsx.XlsxSheet.LettersOf(column.Column)} of the sheet '{Excerpt.Of(sheet.Name)}' has the text '{Excerpt.Of(text)}' among numbers: it may be a fraction or thousands.",
                    "Make it a number in the workbook, or say decimal='.' or decimal=','.");
            }

            column.Decide(request.Options.DecimalMark);
        }
    }
}
