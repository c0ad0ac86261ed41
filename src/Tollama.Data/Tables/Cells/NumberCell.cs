using System.Globalization;

namespace Tollama.Data.Tables.Cells;

/// <summary>A cell seen as a number: its kind, and its value once the column's decimal mark is known.</summary>
internal readonly ref struct NumberCell
{
    private const int MaxLength = 100;

    private readonly NumberAffixes _affixes;
    private readonly ShortNumber _short;

    private NumberCell(NumberAffixes affixes, NumberKind kind)
    {
        _affixes = affixes;
        Kind = kind;
    }

    private NumberCell(ShortNumber number)
    {
        _short = number;
        Kind = number.Kind;
    }

    public NumberKind Kind { get; }

    /// <summary>Whether there is nothing in the cell but digits, marks between them and a minus before them.</summary>
    public bool IsBare => _short.Kind != NumberKind.None;

    public bool HasCurrency => _affixes.HasCurrency;

    /// <summary>The sign, code or abbreviation of the currency.</summary>
    public ReadOnlySpan<char> Currency => _affixes.Currency;

    public bool HasPercent => _affixes.HasPercent;

    /// <summary>Whether brackets that are not round make the number negative.</summary>
    public bool HasBrackets => _affixes.HasBrackets;

    /// <summary>Whether it is a zero as accountants write it: a dash beside a currency.</summary>
    public bool IsDash => Kind == NumberKind.Plain && _affixes.IsDash;

    /// <summary>Whether a letter behind the digits stands for thousands, millions or billions.</summary>
    public bool HasMagnitude => !IsBare && _affixes.Factor != 1;

    /// <summary>The digits with the marks between them, without sign and all else.</summary>
    public ReadOnlySpan<char> Digits => IsBare ? _short.Digits : _affixes.Digits;

    /// <summary>Takes off the blanks, the sign, a currency, a percent sign and a letter for a magnitude.</summary>
    public static NumberCell Read(ReadOnlySpan<char> cell)
    {
        if (ShortNumber.TryRead(cell, out ShortNumber number))
        {
            return new NumberCell(number);
        }

        cell = cell.Trim();
        if (MissingToken.Is(cell))
        {
            return new NumberCell(default, NumberKind.Missing);
        }

        if (number.CannotBe)
        {
            return new NumberCell(default, NumberKind.None);
        }

        NumberAffixes affixes = NumberAffixes.Cut(cell);
        if (affixes.IsDash)
        {
            return new NumberCell(affixes, NumberKind.Plain);
        }

        bool readable = affixes.IsReadable && affixes.Digits.Length is > 0 and <= MaxLength;
        return new NumberCell(affixes, readable ? DigitRuns.Read(affixes.Digits) : NumberKind.None);
    }

    /// <summary>The value, when the number makes sense with this decimal mark.</summary>
    public bool TryGetValue(char decimalMark, out double value)
    {
        if (IsBare)
        {
            return _short.TryGetValue(decimalMark, out value);
        }

        value = double.NaN;
        bool sensible = Kind is NumberKind.Plain or NumberKind.PointOrThousands or NumberKind.CommaOrThousands
            || Kind == (decimalMark == '.' ? NumberKind.Point : NumberKind.Comma);
        return sensible && TryParse(decimalMark, out value);
    }

    private bool TryParse(char decimalMark, out double value)
    {
        value = _affixes.IsDash ? 0 : double.NaN;
        Span<char> plain = stackalloc char[MaxLength];
        int length = 0;
        foreach (char c in _affixes.Digits)
        {
            if (c == decimalMark)
            {
                plain[length++] = '.';
            }
            else if (c is not ('.' or ',') && !DigitRuns.IsSpace(c))
            {
                plain[length++] = c;
            }
        }

        if (_affixes.IsDash || !double.TryParse(plain[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out double magnitude))
        {
            return _affixes.IsDash;
        }

        double scaled = magnitude * _affixes.Factor;
        if (!double.IsFinite(scaled))
        {
            return false;
        }

        value = _affixes.IsNegative ? -scaled : scaled;
        return true;
    }
}
