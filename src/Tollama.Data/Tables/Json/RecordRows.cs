using System.Text.Json;
using Tollama.Core.Errors;

namespace Tollama.Data.Tables.Json;

/// <summary>The rows of a <see cref="RecordTable"/>, which was looked through before: they are as they must be.</summary>
internal sealed class RecordRows(RecordTable table) : ITableRows
{
    private const int CancellationInterval = 4096;

    private readonly JsonCells _cells = new(table.Names.Count);
    private JsonCursor _rows = table.Start;
    private JsonCursor? _labels = table.Labels;

    /// <summary>The number of the current record, from 1.</summary>
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
            if (Line++ % CancellationInterval == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (!_cells.AreBlank(table.Names.Count))
            {
                Count++;
                return true;
            }
        }

        return false;
    }

    public void Dispose()
    {
    }

    private bool ReadRow()
    {
        Utf8JsonReader reader = _rows.Open(table.Text.Span);
        if (!reader.Read() || reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
        {
            return false;
        }

        _cells.Clear();
        ReadLabel();
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            if (table.LabelColumn >= 0)
            {
                _cells.Fill(table.LabelColumn, ref reader);
            }

            reader.Read();
        }

        if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (int column = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; column++)
            {
                _cells.Fill(column, ref reader);
            }
        }
        else
        {
            ReadMembers(ref reader);
        }

        if (table.LabelForm is { } form)
        {
            _cells.ToTime(table.LabelColumn, form);
        }

        _rows.Keep(reader);
        return true;
    }

    private void ReadMembers(ref Utf8JsonReader reader)
    {
        int expected = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int column = table.Columns.Find(ref reader, expected);
            reader.Read();
            _cells.Fill(column, ref reader);
            expected = column + 1;
        }
    }

    private void ReadLabel()
    {
        if (_labels is not { } labels)
        {
            return;
        }

        Utf8JsonReader reader = labels.Open(table.Text.Span);
        reader.Read();
        _cells.Fill(table.LabelColumn, ref reader);
        labels.Keep(reader);
        _labels = labels;
    }
}
