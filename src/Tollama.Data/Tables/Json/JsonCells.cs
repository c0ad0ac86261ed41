using System.Globalization;
using System.Text.Json;
using Tollama.Core.Errors;

namespace Tollama.Data.Tables.Json;

/// <summary>The cells of one row as characters: numbers as they are written, but for the .0 of whole ones, truth values as <c>true</c> and <c>false</c>, null as an empty cell.</summary>
internal sealed class JsonCells(int columns)
{
    private readonly (int Start, int Length)[] _cells = new (int, int)[columns];
    private char[] _text = new char[256];
    private int _length;

    /// <summary>A cell, trimmed.</summary>
    public ReadOnlySpan<char> this[int column] => Whole(column).Trim();

    /// <summary>Empties all cells.</summary>
    public void Clear()
    {
        Array.Clear(_cells);
        _length = 0;
    }

    /// <summary>A cell as it was sent.</summary>
    public ReadOnlySpan<char> Whole(int column) => _text.AsSpan(_cells[column].Start, _cells[column].Length);

    /// <summary>Whether the first cells have nothing in them.</summary>
    public bool AreBlank(int count)
    {
        for (int column = 0; column < count; column++)
        {
            if (!this[column].IsEmpty)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Fills a cell with the value, or the name, that a reader stands on.</summary>
    public void Fill(int column, ref Utf8JsonReader reader)
    {
        int start = _length;
        Span<char> room = Room(reader.ValueSpan.Length);
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
        {
            _length += reader.CopyString(room);
        }
        else if (reader.TokenType != JsonTokenType.Null)
        {
            ReadOnlySpan<byte> written = reader.TokenType == JsonTokenType.Number ? WithoutZeros(reader.ValueSpan) : reader.ValueSpan;
            for (int at = 0; at < written.Length; at++)
            {
                room[at] = (char)written[at];
            }

            _length += written.Length;
        }

        _cells[column] = (start, _length - start);
    }

    /// <summary>Writes milliseconds since 1970 as a time.</summary>
    /// <param name="column">The cell that holds them.</param>
    /// <param name="form">How they are written.</param>
    public void ToTime(int column, LabelForm form)
    {
        const int LongestTime = 20;
        if (!long.TryParse(this[column], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long milliseconds))
        {
            return;
        }

        Span<char> room = Room(LongestTime);
        _ = DateTime.UnixEpoch.AddMilliseconds(milliseconds).TryFormat(room, out int length, form == LabelForm.Days ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        _cells[column] = (_length, length);
        _length += length;
    }

    /// <summary>Whether a value, or a name, can be a cell.</summary>
    /// <exception cref="InvalidOperationException">A text is no Unicode.</exception>
    /// <exception cref="TollamaException">The value is none that a cell can have.</exception>
    public static void Check(ref Utf8JsonReader reader, int row, string column, TableLimits limits)
    {
        if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
        {
            string kind = reader.TokenType == JsonTokenType.StartArray ? "an array" : "an object";
            throw TableError.Invalid(
                $"row {row}: '{Excerpt.Of(column)}' is {kind}; a cell is a number, a text, true, false or null.", "Send records with one value for each name.");
        }

        // Only long numbers and those with an exponent can be beyond the range; Python's Infinity is written as one of them.
        if (reader.TokenType == JsonTokenType.Number && (reader.ValueSpan.Length > 300 || reader.ValueSpan.ContainsAny((byte)'e', (byte)'E'))
            && (!reader.TryGetDouble(out double number) || !double.IsFinite(number)))
        {
            throw TableError.Invalid($"row {row}: '{Excerpt.Of(column)}' is Infinity, or too large for a 64-bit float.", "Send null where a value is missing.");
        }

        // An escaped text is read to see whether it is one.
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && (reader.ValueIsEscaped || reader.ValueSpan.Length > limits.MaxCellLength)
            && reader.GetString()!.Length is var length && length > limits.MaxCellLength)
        {
            throw TableError.Invalid($"row {row}: '{Excerpt.Of(column)}' has {length} characters; the limit is {limits.MaxCellLength}.");
        }
    }

    /// <summary>A whole number is the same id whether a program writes 1 or 1.0.</summary>
    private static ReadOnlySpan<byte> WithoutZeros(ReadOnlySpan<byte> number)
    {
        ReadOnlySpan<byte> whole = number[^1] == (byte)'0' ? number.TrimEnd((byte)'0') : number;
        return whole.Length > 0 && whole[^1] == (byte)'.' ? whole[..^1] : number;
    }

    private Span<char> Room(int size)
    {
        if (_text.Length - _length < size)
        {
            Array.Resize(ref _text, Math.Max(2 * _text.Length, _length + size));
        }

        return _text.AsSpan(_length);
    }
}
