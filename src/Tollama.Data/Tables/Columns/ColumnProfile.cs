using Tollama.Data.Tables.Cells;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Columns;

/// <summary>What all cells of a column say together about what the column is.</summary>
internal sealed class ColumnProfile(int index, string name)
{
    private const int SampleSize = 100;
    private const double MostlyNumbers = 0.8;

    private readonly int[] _kinds = new int[Enum.GetValues<NumberKind>().Length];
    private readonly CellExample?[] _firsts = new CellExample?[Enum.GetValues<NumberKind>().Length];
    private readonly List<string> _sample = [];
    private bool _varies;

    public int Index { get; } = index;

    public string Name { get; } = name;

    /// <summary>Whether the header has an empty cell for the column.</summary>
    public bool IsUnnamed { get; init; }

    /// <summary>Whether its cells have a type that is not text.</summary>
    public bool IsTyped { get; init; }

    /// <summary>Whether the format holds its cells as days or points in time.</summary>
    public bool IsTime { get; init; }

    /// <summary>What stands around the numbers.</summary>
    public Decorations Decorations { get; } = new();

    /// <summary>The unit behind the numbers.</summary>
    public UnitFinder Units { get; } = new(name);

    /// <summary>What the digits tell about the marks between them.</summary>
    public DigitEvidence Digits { get; } = new();

    /// <summary>Whether all of several cells that are not missing are the same.</summary>
    public bool IsConstant => Observed > 1 && !_varies;

    /// <summary>The first cells that are not missing.</summary>
    public IReadOnlyList<string> Sample => _sample;

    /// <summary>The cells that are not missing.</summary>
    public int Observed { get; private set; }

    public int Numbers => Observed - this[NumberKind.None];

    public bool IsNumeric => Observed > 0 && Numbers >= MostlyNumbers * Observed;

    public bool IsText => Observed > 0 && !IsNumeric;

    /// <summary>Whether every cell has the same unit.</summary>
    public bool HasUnit => Units.Count > 0 && Units.Count == Observed && Units.IsSure;

    /// <summary>Whether every cell that is not missing is a whole number without marks.</summary>
    public bool IsWhole => Observed > 0 && !HasUnit && this[NumberKind.Plain] == Observed;

    /// <summary>Whether the numbers are whole, also those that a program wrote as <c>1.0</c>.</summary>
    public bool IsIntegral => IsWhole || (Observed > 0 && _sample.TrueForAll(cell => !NumberColumn.Plain(cell).ContainsAnyExceptInRange('0', '9')));

    /// <summary>The number of cells of a kind.</summary>
    public int this[NumberKind kind] => !HasUnit ? _kinds[(int)kind] : kind == NumberKind.None ? 0 : _kinds[(int)kind] + Units[kind];

    /// <summary>The first cell of a kind; <see langword="null"/> when there is none.</summary>
    public CellExample? First(NumberKind kind) => _firsts[(int)kind];

    /// <param name="cell">The cell, trimmed.</param>
    /// <param name="line">The line it begins on.</param>
    public void Add(ReadOnlySpan<char> cell, int line)
    {
        if (ShortNumber.TryRead(cell, out ShortNumber plain) || plain.CannotBe)
        {
            AddSample(cell);
            Count(plain.Kind, cell, line);
            Digits.Add(plain);
            Decorations.AddPlain(plain.Digits, cell, line);
        }
        else
        {
            AddOther(cell, line);
        }
    }

    /// <summary>Adds a cell of a column that is typed, without its text where that says nothing new.</summary>
    /// <param name="rows">The rows, at the cell's.</param>
    /// <param name="line">The number of the row.</param>
    public void AddTyped(ITableRows rows, int line)
    {
        NumberKind kind = rows.TryNumber(Index, out double number) ? KindOf(number)
            : !rows.TryKey(Index, out long key) || key != long.MinValue ? NumberKind.None
            : NumberKind.Missing;
        if (kind == NumberKind.Missing)
        {
            _kinds[(int)NumberKind.Missing]++;
        }
        else if (_varies && _sample.Count == SampleSize && _kinds[(int)kind] > 0)
        {
            Observed++;
            _kinds[(int)kind]++;
        }
        else
        {
            ReadOnlySpan<char> cell = rows[Index];
            AddSample(cell);
            Count(kind, cell, line);
        }
    }

    /// <summary>A number that is one has no thousands: its point is a decimal one.</summary>
    private static NumberKind KindOf(double number)
    {
        const double WrittenWithoutExponent = 1e15;
        return double.IsNaN(number) ? NumberKind.Missing
            : Math.Abs(number) < WrittenWithoutExponent && Math.Truncate(number) != number ? NumberKind.Point
            : NumberKind.Plain;
    }

    private void AddOther(ReadOnlySpan<char> cell, int line)
    {
        NumberCell number = NumberCell.Read(cell);
        if (number.Kind == NumberKind.Missing)
        {
            _kinds[(int)NumberKind.Missing]++;
            return;
        }

        AddSample(cell);
        NumberKind kind = number.Kind;
        if (kind != NumberKind.None)
        {
            Digits.Add(kind, number.Digits);
            Decorations.Add(number, cell, line);
        }
        else if (Units.Add(cell, line) is { IsEmpty: false } bare)
        {
            NumberCell inUnits = NumberCell.Read(bare);
            Digits.Add(inUnits.Kind, inUnits.Digits);
        }
        else if (Decorations.AddSide(cell, line))
        {
            kind = NumberKind.Plain;
        }

        Count(kind, cell, line);
    }

    private void AddSample(ReadOnlySpan<char> cell)
    {
        Observed++;
        _varies = _varies || (_sample.Count > 0 && !cell.SequenceEqual(_sample[0].AsSpan()));
        if (_sample.Count < SampleSize)
        {
            _sample.Add(cell.ToString());
        }
    }

    private void Count(NumberKind kind, ReadOnlySpan<char> cell, int line)
    {
        if (++_kinds[(int)kind] == 1)
        {
            _firsts[(int)kind] = CellExample.Of(cell, line);
        }
    }

    /// <summary>Adds a dash, which is missing unless blanks around it show that a spreadsheet wrote a zero so.</summary>
    public void AddDash(bool isPadded)
    {
        _kinds[(int)NumberKind.Missing]++;
        Decorations.AddDash(isPadded);
    }
}
