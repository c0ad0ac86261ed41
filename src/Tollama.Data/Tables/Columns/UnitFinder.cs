using Tollama.Data.Tables.Cells;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tables.Columns;

/// <summary>Finds the unit that all numbers of a column have: <c>5 kWh</c>, <c>7.5 kWh</c>.</summary>
/// <remarks>
/// Columns that are called an id, a time or a part of one hold no numbers with units: <c>1 North</c>, <c>2 North</c>. With a word of ids in their name, as in <c>shop 1</c>, only known units are.
/// </remarks>
internal sealed class UnitFinder(string column)
{
    private readonly int[] _kinds = new int[Enum.GetValues<NumberKind>().Length];
    private readonly bool _onlyKnown = IdNames.IsLikely(column);
    private string _firstNumber = "";
    private bool _varies;
    private bool _isOver =
        ColumnAliases.Rank(ColumnAliases.Id, column) < int.MaxValue || TimeNames.IsTime(column) || TimePartNames.Of(column) is not null;

    /// <summary>The unit of the first cell that has one; the others have the same while <see cref="Other"/> is <see langword="null"/>.</summary>
    public string? Unit { get; private set; }

    /// <summary>The first cell with the unit.</summary>
    public CellExample? First { get; private set; }

    /// <summary>The first cell with another unit.</summary>
    public CellExample? Other { get; private set; }

    /// <summary>How many cells have the unit.</summary>
    public int Count { get; private set; }

    /// <summary>Whether different numbers stand before it, as they do not in a name, or no name is written so.</summary>
    public bool IsSure => _varies || (Unit is { } unit && AmountWords.IsKnown(unit));

    /// <summary>The numbers of a kind before the unit.</summary>
    public int this[NumberKind kind] => _kinds[(int)kind];

    /// <summary>Looks at a cell that is no number by itself.</summary>
    /// <returns>The number without its unit; nothing when the cell has none or another.</returns>
    public ReadOnlySpan<char> Add(ReadOnlySpan<char> cell, int line)
    {
        if (_isOver)
        {
            return default;
        }

        ReadOnlySpan<char> number = cell;
        bool hasUnit = AmountWords.Cut(ref number, out ReadOnlySpan<char> word) && !AmountWords.IsSide(word) && (!_onlyKnown || AmountWords.IsKnown(word));
        NumberKind kind = hasUnit ? NumberCell.Read(number).Kind : NumberKind.None;
        if (kind is NumberKind.None or NumberKind.Missing)
        {
            // Most columns of texts have no units: do not look at each of their cells.
            _isOver = true;
            return default;
        }

        if (Unit is null)
        {
            (Unit, First, _firstNumber) = (word.ToString(), CellExample.Of(cell, line), number.ToString());
        }
        else if (!word.SequenceEqual(Unit))
        {
            (Other, _isOver) = (CellExample.Of(cell, line), true);
            return default;
        }

        _varies |= !number.SequenceEqual(_firstNumber);
        _kinds[(int)kind]++;
        Count++;
        return number;
    }
}
