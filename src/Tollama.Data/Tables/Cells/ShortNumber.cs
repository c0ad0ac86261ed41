using System.Globalization;

namespace Tollama.Data.Tables.Cells;

/// <summary>The number that nearly every cell is: digits with at most one mark between them, and a minus before them.</summary>
internal readonly ref struct ShortNumber
{
    /// <summary>So many digits are exact in a double, and so is their division by a power of ten: it is rounded once, as a longer way would round it.</summary>
    private const int MaxDigits = 15;

    private const int GroupLength = 3;

    /// <summary>Longer ones are no numbers that anybody observed.</summary>
    private const int MaxLength = 100;

    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    private readonly long _value;
    private readonly int _count;
    private readonly int _markAt;
    private readonly bool _isNegative;

    private ShortNumber(ReadOnlySpan<char> digits, long value, int count, int markAt, bool isNegative)
    {
        Digits = digits;
        _value = value;
        _count = count;
        _markAt = markAt;
        _isNegative = isNegative;
        Kind = count == 0 || digits.Length > MaxLength ? NumberKind.None : KindOf(digits, markAt);
    }

    private ShortNumber(bool cannotBe) => CannotBe = cannotBe;

    /// <summary><see cref="NumberKind.None"/> when the cell is written otherwise.</summary>
    public NumberKind Kind { get; }

    /// <summary>The digits and the mark between them.</summary>
    public ReadOnlySpan<char> Digits { get; }

    /// <summary>The characters before the mark; -1 when there is no mark.</summary>
    public int MarkAt => _markAt;

    /// <summary>Whether the cell cannot be a number in any notation: dates and times have signs between their digits, words are no currency.</summary>
    public bool CannotBe { get; }

    /// <returns><see langword="false"/> when the cell is anything else, which may be a number all the same.</returns>
    public static bool TryRead(ReadOnlySpan<char> cell, out ShortNumber number)
    {
        ReadOnlySpan<char> digits = cell is ['-', ..] ? cell[1..] : cell;
        long value = 0;
        int count = 0;
        int markAt = -1;
        for (int position = 0; position < digits.Length; position++)
        {
            uint digit = (uint)(digits[position] - '0');
            if (digit <= 9)
            {
                // Beyond fifteen digits this overflows and is not used.
                value = unchecked((value * 10) + digit);
                count++;
            }
            else if (digits[position] is '.' or ',' && markAt < 0)
            {
                markAt = position;
            }
            else
            {
                number = new ShortNumber(position == 0 ? IsWord(cell) : IsBetweenDigits(digits, position) && digits[position] is '-' or '/' or ':');
                return false;
            }
        }

        number = new ShortNumber(digits, value, count, markAt, isNegative: digits.Length < cell.Length);
        return number.Kind != NumberKind.None;
    }

    /// <summary>Whether the number makes sense with this decimal mark, and its value then: the other mark separates thousands.</summary>
    public bool TryGetValue(char decimalMark, out double value)
    {
        if (Kind == (decimalMark == '.' ? NumberKind.Comma : NumberKind.Point))
        {
            value = double.NaN;
            return false;
        }

        bool isDecimal = _markAt >= 0 && Digits[_markAt] == decimalMark;
        double magnitude = _count > MaxDigits ? Parse(isDecimal) : isDecimal ? _value / PowersOfTen[Digits.Length - _markAt - 1] : _value;
        value = _isNegative ? -magnitude : magnitude;
        return true;
    }

    private double Parse(bool isDecimal)
    {
        if (_markAt < 0)
        {
            return double.Parse(Digits, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        Span<char> plain = stackalloc char[MaxLength];
        Digits.CopyTo(plain);
        int length = Digits.Length;
        if (isDecimal)
        {
            plain[_markAt] = '.';
        }
        else
        {
            Digits[(_markAt + 1)..].CopyTo(plain[_markAt..]);
            length--;
        }

        return double.Parse(plain[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
    }

    /// <summary>Whether a cell begins with a letter as neither a currency nor a word for a missing value does: <c>s12</c>, <c>north</c>.</summary>
    private static bool IsWord(ReadOnlySpan<char> cell) =>
        cell.Length > 1
        && char.IsAsciiLetter(cell[0])
        && (char.IsAsciiDigit(cell[1])
            || cell[1] is '_' or '-'
            || (cell.Length > 4 && char.IsAsciiLetter(cell[1]) && char.IsAsciiLetter(cell[2]) && char.IsAsciiLetter(cell[3])));

    private static bool IsBetweenDigits(ReadOnlySpan<char> text, int position) =>
        position > 0 && position + 1 < text.Length && char.IsAsciiDigit(text[position - 1]) && char.IsAsciiDigit(text[position + 1]);

    private static NumberKind KindOf(ReadOnlySpan<char> digits, int markAt)
    {
        if (markAt < 0)
        {
            return NumberKind.Plain;
        }

        bool isPoint = digits[markAt] == '.';
        int behind = digits.Length - markAt - 1;
        if (markAt == 0 && behind == 0)
        {
            return NumberKind.None;
        }

        return markAt is > 0 and <= GroupLength && behind == GroupLength && digits[0] != '0'
            ? isPoint ? NumberKind.PointOrThousands : NumberKind.CommaOrThousands
            : isPoint ? NumberKind.Point : NumberKind.Comma;
    }
}
