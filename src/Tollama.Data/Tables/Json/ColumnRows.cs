using System.Text.Json;
using Tollama.Core.Errors;

namespace Tollama.Data.Tables.Json;

/// <summary>The rows of a <see cref="ColumnTable"/>: the next value of each column, side by side.</summary>
internal sealed class ColumnRows(ReadOnlyMemory<byte> text, JsonCursor[] starts, JsonColumns columns) : ITableRows
{
    private const int CancellationInterval = 4096;

    private readonly JsonCursor[] _columns = [.. starts];

    // The labels of rows are compared in any case; they are a column where the table has one more of them.
    private readonly JsonCells _cells = new(starts.Length + 1);

    /// <summary>Is told the labels of the rows while all is looked at for the first time; <see langword="null"/> later.</summary>
    public RowIndex? Survey { get; init; }

    /// <summary>What labels become that are milliseconds; <see langword="null"/> where they are none.</summary>
    public LabelForm? Labels { get; init; }

    /// <summary>The number of the current row, from 1.</summary>
    public int Line { get; private set; }

    public int Count { get; private set; }

    public int Remarks => 0;

    public IReadOnlyList<Fault> Faults => [];

    public int FaultCount => 0;

    public ReadOnlySpan<char> this[int column] => _cells[column];

    public bool IsPadded(int column) => false;

    public int FilledCount => 0;

    public int FirstFilled => 0;

    public bool Read(CancellationToken cancellationToken)
    {
        while (ReadRow())
        {
            if (Line % CancellationInterval == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (!_cells.AreBlank(columns.Count))
            {
                Count++;
                return true;
            }
        }

        return false;
    }

    /// <summary>Goes to the next row, blank ones included.</summary>
    /// <exception cref="TollamaException">The columns are not of one table, or a value is no cell.</exception>
    public bool ReadRow()
    {
        _cells.Clear();
        Line++;
        bool isEnd = false;
        for (int column = 0; column < _columns.Length; column++)
        {
            Utf8JsonReader reader = _columns[column].Open(text.Span);
            reader.Read();
            bool ends = reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject;
            if (column > 0 && ends != isEnd)
            {
                (int longer, int shorter) = ends ? (0, column) : (column, 0);
                throw TableError.Invalid($"'{Name(longer)}' has more values than '{Name(shorter)}', which has {Line - 1}.", "Send as many in each column, null where one is missing.");
            }

            isEnd = ends;
            if (!ends)
            {
                ReadCell(column, ref reader);
                _columns[column].Keep(reader);
            }
        }

        if (Labels is { } form && !isEnd)
        {
            _cells.ToTime(_columns.Length, form);
        }

        return !isEnd;
    }

    public void Dispose()
    {
    }

    private void ReadCell(int column, ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            if (column == 0)
            {
                _cells.Fill(_columns.Length, ref reader);
                Survey?.See(ref reader);
            }
            else if (!reader.ValueTextEquals(_cells.Whole(_columns.Length)))
            {
                throw TableError.Invalid(
                    $"row {Line} is called '{Excerpt.Of(_cells.Whole(_columns.Length).ToString())}' in '{Name(0)}' and '{Excerpt.Of(reader.GetString())}' in '{Name(column)}'.",
                    "Send the rows in one order in all columns.");
            }

            reader.Read();
        }

        if (Survey is not null)
        {
            columns.See(column, ref reader, Line);
        }

        _cells.Fill(column, ref reader);
    }

    private string Name(int column) => Excerpt.Of(columns.Names[column]);
}
