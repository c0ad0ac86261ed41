using Tollama.Core.Errors;
using Tollama.Data.Tables.Cells;

namespace Tollama.Data.Tables.Columns;

/// <summary>Numbers as they are read; <see cref="double.NaN"/> where a value is missing or could not be read.</summary>
internal sealed class NumberBuffer(string name, char decimalMark, string rowName)
{
    private readonly ChunkedList<double> _values = new();

    public string Name { get; } = name;

    public IReadOnlyList<double> Values => _values;

    /// <summary>How many cells are neither a number nor missing.</summary>
    public int BadCount { get; private set; }

    /// <summary>The row of the first of those cells.</summary>
    public int FirstBad { get; private set; } = -1;

    /// <summary>The first of those cells.</summary>
    public List<Fault> Faults { get; } = [];

    public void Add(ReadOnlySpan<char> cell, int line)
    {
        NumberCell number = NumberCell.Read(cell);
        if (!number.TryGetValue(decimalMark, out double value) && number.Kind != NumberKind.Missing)
        {
            FirstBad = BadCount++ == 0 ? _values.Count : FirstBad;
            if (Faults.Count < TableError.MaxFaults)
            {
                string text = cell.ToString();
                Faults.Add(TableError.At("type", line, Name, $"'{TableError.Shorten(text)}' is not a number", text, rowName));
            }
        }

        _values.Add(value);
    }
}
