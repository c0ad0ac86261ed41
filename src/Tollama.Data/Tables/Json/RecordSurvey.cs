using System.Text.Json;
using Tollama.Core.Errors;

namespace Tollama.Data.Tables.Json;

/// <summary>Looks through records once: their names, whether each value can be a cell, how many there are.</summary>
/// <param name="text">The JSON text.</param>
/// <param name="limits">How large the table may be.</param>
internal sealed class RecordSurvey(ReadOnlyMemory<byte> text, TableLimits limits)
{
    private readonly JsonColumns _columns = new(limits);
    private readonly RowIndex _index = new();
    private bool _hasLabels;
    private int _rows;

    /// <summary>The table of the records at a place.</summary>
    /// <param name="start">Before the first of them.</param>
    /// <param name="isWhole">Whether nothing may follow behind them.</param>
    /// <exception cref="TollamaException">They are none.</exception>
    public RecordTable Records(JsonCursor start, bool isWhole)
    {
        Utf8JsonReader reader = start.Open(text.Span);
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
        {
            CountRow();
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                _hasLabels = true;
                JsonCells.Check(ref reader, _rows, RowIndex.Name, limits);
                _index.See(ref reader);
                reader.Read();
            }

            SeeRecord(ref reader);
        }

        // What stands behind the end is told by the reader.
        _ = isWhole && reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject && reader.Read();
        int label = _hasLabels && !_index.AreNumbers ? _columns.AddNew(RowIndex.Name) : -1;
        return Finish(new RecordTable(text, start, _columns) { LabelColumn = label, LabelForm = label < 0 ? null : _index.Milliseconds });
    }

    /// <summary>The table of arrays of cells, whose names stand elsewhere.</summary>
    /// <param name="names">The names of their columns.</param>
    /// <param name="start">Before the first array.</param>
    /// <param name="labels">Before the first label of a row; <see langword="null"/> for none.</param>
    /// <exception cref="TollamaException">They are none, or not as long as there are names.</exception>
    public RecordTable Arrays(IReadOnlyList<string> names, JsonCursor start, JsonCursor? labels)
    {
        foreach ((int place, string name) in names.Index())
        {
            if (_columns.Add(name) != place)
            {
                throw TableError.Invalid($"Several columns have the same name: '{Excerpt.Of(name)}'.", "Give every column a name of its own.");
            }
        }

        Utf8JsonReader reader = start.Open(text.Span);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            CountRow();
            SeeArray(ref reader, names.Count);
        }

        bool areNeeded = labels is { } first && SeeLabels(first);
        return Finish(new RecordTable(text, start, _columns)
        {
            Labels = areNeeded ? labels : null,
            LabelColumn = areNeeded ? _columns.AddNew(RowIndex.Name) : -1,
            LabelForm = areNeeded ? _index.Milliseconds : null,
        });
    }

    private void SeeRecord(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            string what = reader.TokenType == JsonTokenType.StartArray ? "an array" : "no object";
            throw TableError.Invalid(
                $"row {_rows} is {what}: a row of a table in JSON is an object with a name for each value.",
                "Send records, [{\"ds\": \"2024-01-01\", \"y\": 1}, …], or {\"columns\": […], \"data\": [[…], …]}.");
        }

        int expected = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int column = _columns.Find(ref reader, expected);
            column = column < 0 ? _columns.Add(reader.GetString()!) : column;
            reader.Read();
            _columns.See(column, ref reader, _rows);
            expected = column + 1;
        }
    }

    private void SeeArray(ref Utf8JsonReader reader, int length)
    {
        int cells = 0;
        bool isArray = reader.TokenType == JsonTokenType.StartArray;
        while (isArray && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (cells++ < length)
            {
                _columns.See(cells - 1, ref reader, _rows);
            }
            else
            {
                reader.Skip();
            }
        }

        if (cells != length)
        {
            throw TableError.Invalid($"row {_rows} of 'data' has {CountText.Of(cells, "cell", "cells")}; 'columns' has {CountText.Of(length, "name", "names")}.", "Send an array with a value for each name as a row.");
        }
    }

    /// <summary>Whether the labels say more than the numbers of the rows.</summary>
    private bool SeeLabels(JsonCursor start)
    {
        Utf8JsonReader reader = start.Open(text.Span);
        int count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            JsonCells.Check(ref reader, ++count, RowIndex.Name, limits);
            _index.See(ref reader);
        }

        return count == _rows ? !_index.AreNumbers : throw TableError.Invalid($"'index' has {count} values for {_rows} rows of 'data'.", "Send one for each row, or none.");
    }

    private void CountRow()
    {
        if (++_rows > limits.MaxRows)
        {
            throw TableError.TooMany("rows", limits.MaxRows);
        }
    }

    private RecordTable Finish(RecordTable table)
    {
        _columns.Check(_rows, text.Length);
        return table;
    }
}
