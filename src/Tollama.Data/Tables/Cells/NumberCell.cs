using System.Globalization;

namespace Tollama.Data.Tables.Cells;

/// <summary>A cell seen as a number: its kind, and its value once the column's decimal mark is known.</summary>
internal readonly ref struct NumberCell
{
    private const int MaxLength = 100;

    private readonly ReadOnlySpan<char> _digits;
    private readonly bool _negative;

    private NumberCell(ReadOnlySpan<char> digits, bool negative, NumberKind kind, bool hasCurrency, bool hasPercent)
    {
        _digits = digits;
        _negative = negative;
        Kind = kind;
        HasCurrency = hasCurrency;
        HasPercent = hasPercent;
    }

    public NumberKind Kind { get; }

    public bool HasCurrency { get; }

    public bool HasPercent { get; }

    /// <summary>Takes off the blanks, the sign, a currency sign and a percent sign.</summary>
    public static NumberCell Read(ReadOnlySpan<char> cell)
    {
        cell = cell.Trim();
        if (MissingToken.Is(cell))
        {
            return new NumberCell(default, negative: false, NumberKind.Missing, hasCurrency: false, hasPercent: false);
        }

        int signs = 0;
        bool negative = false;
        bool currency = false;
        bool percent = false;
        while (!cell.IsEmpty && !char.IsAsciiDigit(cell[0]) && cell[0] is not ('.' or ','))
        {
            switch (cell[0])
            {
                case '-' or '\u2212': negative = true; signs++; break;
                case '+': signs++; break;
                case '$' or '€' or '£' when !currency: currency = true; break;
                case var c when char.IsWhiteSpace(c) && currency: break;
                default: return default;
            }

            cell = cell[1..];
        }

        while (!cell.IsEmpty && !char.IsAsciiDigit(cell[^1]) && cell[^1] is not ('.' or ','))
        {
            switch (cell[^1])
            {
                case '%' when !percent: percent = true; break;
                case '$' or '€' or '£' when !currency: currency = true; break;
                case var c when char.IsWhiteSpace(c): break;
                default: return default;
            }

            cell = cell[..^1];
        }

        bool readable = signs <= 1 && cell.Length is > 0 and <= MaxLength;
        return new NumberCell(cell, negative, readable ? DigitRuns.Read(cell) : NumberKind.None, currency, percent);
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
        foreach (char c in _digits)
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

        if (!double.TryParse(plain[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out double magnitude)
            || !double.IsFinite(magnitude))
        {
            return false;
        }

        value = _negative ? -magnitude : magnitude;
        return true;
    }
}
