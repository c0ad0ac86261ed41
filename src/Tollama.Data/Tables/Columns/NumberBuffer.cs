using Tollama.Core.Errors;
using Tollama.Data.Tables.Cells;

namespace Tollama.Data.Tables.Columns;

/// <summary>Numbers as they are read; <see cref="double.NaN"/> where a value is missing or could not be read.</summary>
internal sealed class NumberBuffer(string name, NumberStyle style, string rowName)
{
    private readonly char _mark = style.DecimalMark;
    private readonly char _otherMark = style.DecimalMark == '.' ? ',' : '.';
    private readonly ChunkedList<double> _values = new();

    public string Name { get; } = name;

    /// <summary>The mark before the digits of a fraction.</summary>
    public char DecimalMark => _mark;

    /// <summary>Why the column cannot be used; <see langword="null"/> when it can.</summary>
    public string? Problem => style.Problem;

    public ChunkedList<double> Values => _values;

    /// <summary>How many cells are neither a number nor missing.</summary>
    public int BadCount { get; private set; }

    /// <summary>The row of the first of those cells.</summary>
    public int FirstBad { get; private set; } = -1;

    /// <summary>The first of those cells.</summary>
    public List<Fault> Faults { get; } = [];

    public void Add(ReadOnlySpan<char> cell, int line)
    {
        if (ShortNumber.TryRead(cell, out ShortNumber plain) && plain.TryGetValue(_mark, out double number))
        {
            _values.Add(number);
        }
        else
        {
            AddOther(cell, line);
        }
    }

    /// <summary>Adds a number that the format holds as one; <see cref="double.NaN"/> for a missing one.</summary>
    public void Add(double number) => _values.Add(number);

    private void AddOther(ReadOnlySpan<char> cell, int line)
    {
        NumberCell number = NumberCell.Read(cell);
        if (!number.TryGetValue(_mark, out double value) && !TryOtherwise(cell, number, ref value) && number.Kind != NumberKind.Missing)
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

    /// <summary>Reads what the column as a whole explains: another decimal mark, a unit, a dash for a zero.</summary>
    private bool TryOtherwise(ReadOnlySpan<char> cell, scoped in NumberCell number, ref double value)
    {
        if (number.Kind == NumberKind.Missing)
        {
            value = style.DashIsZero && cell is "-" ? 0 : double.NaN;
            return true;
        }

        return style.Unit is { } unit && cell.EndsWith(unit)
            ? NumberCell.Read(cell[..^unit.Length].TrimEnd()).TryGetValue(_mark, out value)
            : style.ReadsBothMarks && number.TryGetValue(_otherMark, out value);
    }
}
