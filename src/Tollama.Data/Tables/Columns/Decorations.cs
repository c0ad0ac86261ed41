using Tollama.Data.Tables.Cells;

namespace Tollama.Data.Tables.Columns;

/// <summary>What stands around the numbers of a column, with the first cell of each kind.</summary>
internal sealed class Decorations
{
    private string _currency = "";

    public int Currencies { get; private set; }

    public int Percents { get; private set; }

    /// <summary>The cells with a letter for thousands, millions or billions.</summary>
    public int Magnitudes { get; private set; }

    /// <summary>The cells in brackets that are not round.</summary>
    public int Brackets { get; private set; }

    /// <summary>The cells with a dash for a zero, by a currency beside it or the blanks around it.</summary>
    public int Dashes { get; private set; }

    /// <summary>Whether blanks around a dash say that dashes are zeros.</summary>
    public bool HasPaddedDash { get; private set; }

    public CellExample? FirstPercent { get; private set; }

    /// <summary>The first number without a percent sign that is not zero, which is the same with and without.</summary>
    public CellExample? FirstWithoutPercent { get; private set; }

    public CellExample? FirstBracket { get; private set; }

    /// <summary>The first number that is marked as a credit or a debit.</summary>
    public CellExample? FirstSide { get; private set; }

    public CellExample? FirstCurrency { get; private set; }

    /// <summary>The first number with another currency than the one before it.</summary>
    public CellExample? OtherCurrency { get; private set; }

    /// <summary>Adds a cell that has nothing around its digits, or no digits at all.</summary>
    public void AddPlain(ReadOnlySpan<char> digits, ReadOnlySpan<char> cell, int line)
    {
        if (FirstWithoutPercent is null && digits.ContainsAnyInRange('1', '9'))
        {
            FirstWithoutPercent = CellExample.Of(cell, line);
        }
    }

    /// <summary>Adds a number.</summary>
    public void Add(scoped in NumberCell number, ReadOnlySpan<char> cell, int line)
    {
        AddPlain(number.HasPercent ? default : number.Digits, cell, line);
        Magnitudes += number.HasMagnitude ? 1 : 0;
        Dashes += number.IsDash ? 1 : 0;
        if (number.HasPercent)
        {
            Percents++;
            FirstPercent ??= CellExample.Of(cell, line);
        }

        if (number.HasBrackets)
        {
            Brackets++;
            FirstBracket ??= CellExample.Of(cell, line);
        }

        if (number.HasCurrency)
        {
            AddCurrency(number.Currency, cell, line);
        }
    }

    /// <summary>Adds a dash; blanks around it say that it is a zero.</summary>
    public void AddDash(bool isPadded)
    {
        Dashes += isPadded ? 1 : 0;
        HasPaddedDash |= isPadded;
    }

    /// <summary>Whether a cell is a number that is marked as a credit or a debit.</summary>
    public bool AddSide(ReadOnlySpan<char> cell, int line)
    {
        ReadOnlySpan<char> number = cell;
        bool isSide = cell.Length > 2 && cell[^1] is 'R' or 'r' or 'B' && AmountWords.Cut(ref number, out ReadOnlySpan<char> word) && AmountWords.IsSide(word)
            && NumberCell.Read(number).Kind is not (NumberKind.None or NumberKind.Missing);
        FirstSide ??= isSide ? CellExample.Of(cell, line) : null;
        return isSide;
    }

    private void AddCurrency(ReadOnlySpan<char> currency, ReadOnlySpan<char> cell, int line)
    {
        Currencies++;
        if (FirstCurrency is null)
        {
            _currency = currency.ToString();
            FirstCurrency = CellExample.Of(cell, line);
        }
        else if (OtherCurrency is null && !currency.SequenceEqual(_currency) && CurrencyNames.SignOf(currency) != CurrencyNames.SignOf(_currency))
        {
            OtherCurrency = CellExample.Of(cell, line);
        }
    }
}
