using Tollama.Data.Tables.Cells;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Columns;

/// <summary>What all cells of a column say together about what the column is.</summary>
internal sealed class ColumnProfile(int index, string name)
{
    private const int SampleSize = 100;
    private const double MostlyNumbers = 0.8;

    private readonly int[] _kinds = new int[Enum.GetValues<NumberKind>().Length];
    private readonly List<string> _sample = [];

    public int Index { get; } = index;

    public string Name { get; } = name;

    /// <summary>Whether the header has an empty cell for the column.</summary>
    public bool IsUnnamed { get; init; }

    public int Currencies { get; private set; }

    public int Percents { get; private set; }

    /// <summary>The cells with a letter for thousands, millions or billions.</summary>
    public int Magnitudes { get; private set; }

    /// <summary>What the digits tell about the marks between them.</summary>
    public DigitEvidence Digits { get; } = new();

    /// <summary>The first cells that are not missing.</summary>
    public IReadOnlyList<string> Sample => _sample;

    /// <summary>The cells that are not missing.</summary>
    public int Observed { get; private set; }

    public int Numbers => Observed - this[NumberKind.None];

    public bool IsNumeric => Observed > 0 && Numbers >= MostlyNumbers * Observed;

    public bool IsText => Observed > 0 && !IsNumeric;

    /// <summary>Whether every cell that is not missing is a whole number without marks.</summary>
    public bool IsWhole => Observed > 0 && this[NumberKind.Plain] == Observed;

    /// <summary>Whether the numbers are whole, also those that a program wrote as <c>1.0</c>.</summary>
    public bool IsIntegral => IsWhole || (Observed > 0 && _sample.TrueForAll(cell => !NumberColumn.Plain(cell).ContainsAnyExceptInRange('0', '9')));

    /// <summary>The number of cells of a kind.</summary>
    public int this[NumberKind kind] => _kinds[(int)kind];

    public void Add(ReadOnlySpan<char> cell)
    {
        NumberCell number = NumberCell.Read(cell);
        _kinds[(int)number.Kind]++;
        if (number.Kind == NumberKind.Missing)
        {
            return;
        }

        Observed++;
        Currencies += number.HasCurrency ? 1 : 0;
        Percents += number.HasPercent ? 1 : 0;
        Magnitudes += number.HasMagnitude ? 1 : 0;
        Digits.Add(number);
        if (_sample.Count < SampleSize)
        {
            _sample.Add(cell.ToString());
        }
    }
}
