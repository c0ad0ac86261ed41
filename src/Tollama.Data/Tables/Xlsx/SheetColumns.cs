using Tollama.Core.Errors;
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
        SheetSurvey survey = new(sheet);
        for (SheetCursor cursor = sheet.Cells.Rows(); cursor.Read();)
        {
            if (cursor.Ordinal % CancellationInterval == 0)
            {
                request.Cancellation.ThrowIfCancellationRequested();
            }

            survey.Add(cursor);
        }

        survey.Refuse();
        SheetColumns found = new(survey.Columns(), sheet.Cells.Width) { Rows = survey.Rows, LastFull = survey.LastFull };
        found.Check(sheet, request);
        return found;
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
