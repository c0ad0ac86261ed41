using System.Text;
using System.Text.Json;
using Tollama.Core.Errors;

namespace Tollama.Data.Tables.Json;

/// <summary>The columns of a table in JSON: their names in order of first appearance, and whether their cells are numbers.</summary>
internal sealed class JsonColumns
{
    // A character is written as \u0041 at the longest.
    private const int LongestCharacter = 6;

    private readonly TableLimits _limits;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<byte[]> _texts = [];
    private readonly List<Column> _columns = [];
    private readonly char[] _name;

    public JsonColumns(TableLimits limits)
    {
        _limits = limits;
        _name = new char[LongestCharacter * limits.MaxNameLength];
    }

    public IReadOnlyList<string> Names => _names;

    public int Count => _names.Count;

    /// <summary>A point where all cells are numbers, which have no other mark in JSON; <see langword="null"/> where texts are among them.</summary>
    public char? MarkOf(int column) => _columns[column] is { HasNumbers: true, HasTexts: false } ? '.' : null;

    /// <summary>The place of the name that a reader stands on; -1 if no column has it.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="expected">Where it should be: records have their names in one order.</param>
    public int Find(ref Utf8JsonReader reader, int expected)
    {
        if (expected < _texts.Count && reader.ValueTextEquals(_texts[expected]))
        {
            return expected;
        }

        return reader.ValueSpan.Length <= _name.Length
            && _places.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(_name.AsSpan(0, reader.CopyString(_name)), out int place) ? place : -1;
    }

    /// <summary>The place of a name, which becomes that of a further column if none has it.</summary>
    /// <exception cref="TollamaException">The name is too long, or it is one too many.</exception>
    public int Add(string name)
    {
        if (_places.TryGetValue(name, out int place))
        {
            return place;
        }

        if (name.Length > _limits.MaxNameLength)
        {
            throw TableError.Invalid($"The name '{Excerpt.Of(name)}' has {name.Length} characters; the limit is {_limits.MaxNameLength}.", "Give it a shorter name.");
        }

        if (_names.Count == _limits.MaxColumns)
        {
            throw TableError.TooMany("columns", _limits.MaxColumns);
        }

        _places.Add(name, _names.Count);
        _names.Add(name.Trim().Length > 0 ? name.Trim() : $"column{_names.Count + 1}");
        _texts.Add(Encoding.UTF8.GetBytes(name));
        _columns.Add(new Column());
        return _names.Count - 1;
    }

    /// <summary>Adds a column under a name that no other has.</summary>
    public int AddNew(string name)
    {
        while (_places.ContainsKey(name))
        {
            name += "_";
        }

        return Add(name);
    }

    /// <summary>Looks at a cell.</summary>
    /// <exception cref="TollamaException">It is none, or the row has it twice.</exception>
    public void See(int column, ref Utf8JsonReader reader, int row)
    {
        JsonCells.Check(ref reader, row, _names[column], _limits);
        Column seen = _columns[column];
        if (seen.LastRow == row)
        {
            throw TableError.Invalid($"row {row}: '{Excerpt.Of(_names[column])}' is there twice.", "Send each name once in a record.");
        }

        seen.LastRow = row;
        seen.HasNumbers |= reader.TokenType == JsonTokenType.Number;
        seen.HasTexts |= reader.TokenType is JsonTokenType.String or JsonTokenType.True or JsonTokenType.False;
    }

    /// <exception cref="TollamaException">Two columns have one name when blanks are left out, or most of the table would be empty.</exception>
    public void Check(int rows, long bytes)
    {
        // Each cell is looked at, so a table must not be much larger than its text.
        const long AlwaysAllowed = 10_000_000;
        if (rows * (long)Count > Math.Max(AlwaysAllowed, bytes))
        {
            throw TableError.Invalid(
                $"The {rows} records have {Count} different names together: nearly all cells of such a table are empty.", "Send a record for each value, with the name of its series as a value.");
        }

        if (_names.Distinct(StringComparer.Ordinal).Count() < Count)
        {
            string twice = _names.GroupBy(name => name, StringComparer.Ordinal).First(group => group.Count() > 1).Key;
            throw TableError.Invalid($"Several columns have the same name: '{Excerpt.Of(twice)}'.", "Give every column a name of its own.");
        }
    }

    private sealed class Column
    {
        public bool HasNumbers { get; set; }

        public bool HasTexts { get; set; }

        public int LastRow { get; set; }
    }
}
