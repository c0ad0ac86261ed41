using System.Globalization;

namespace Tollama.Data.Tables.Cells;

/// <summary>A cell seen as a number: its kind, and its value once the column's decimal mark is known.</summary>
internal readonly ref struct NumberCell
{
    private const int MaxLength = 100;

    private readonly NumberAffixes _affixes;

    private NumberCell(NumberAffixes affixes, NumberKind kind)
    {
        _affixes = affixes;
        Kind = kind;
    }

    public NumberKind Kind { get; }

    public bool HasCurrency => _affixes.HasCurrency;

    public bool HasPercent => _affixes.HasPercent;

    /// <summary>Whether a letter behind the digits stands for thousands, millions or billions.</summary>
    public bool HasMagnitude => _affixes.Factor != 1;

    /// <summary>The digits with the marks between them, without sign and all else.</summary>
    public ReadOnlySpan<char> Digits => _affixes.Digits;

    /// <summary>Takes off the blanks, the sign, a currency, a percent sign and a letter for a magnitude.</summary>
    public static NumberCell Read(ReadOnlySpan<char> cell)
    {
        cell = cell.Trim();
        if (MissingToken.Is(cell))
        {
            return new NumberCell(default, NumberKind.Missing);
        }

        NumberAffixes affixes = NumberAffixes.Cut(cell);
        bool readable = affixes.IsReadable && affixes.Digits.Length is > 0 and <= MaxLength;
        return new NumberCell(affixes, readable ? DigitRuns.Read(affixes.Digits) : NumberKind.None);
    }

    /// <summary>The value, when the number makes sense with this decimal mark.</summary>
    public bool TryGetValue(char decimalMark, out double value)
    {
        value = double.NaN;
        bool sensible = Kind is NumberKind.Plain or NumberKind.PointOrThousands or NumberKind.CommaOrThousands
            || Kind == (decimalMark == '.' ? NumberKind.Point : NumberKind.Comma);
        if (!sensible)
        {
            return false;
        }

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

        if (!double.TryParse(plain[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out double magnitude))
        {
            return false;
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
