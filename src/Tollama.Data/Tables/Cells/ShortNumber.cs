namespace Tollama.Data.Tables.Cells;

/// <summary>The number that nearly every cell is: at most fifteen digits with one mark between them, and a minus before them.</summary>
internal readonly ref struct ShortNumber
{
    /// <summary>So many digits are exact in a double, and so is their division by a power of ten: it is rounded once, as a longer way would round it.</summary>
    private const int MaxDigits = 15;

    private const int GroupLength = 3;

    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    private readonly double _digits;
    private readonly int _behindMark;
    private readonly char _mark;

    private ShortNumber(NumberKind kind, ReadOnlySpan<char> digits, double value, char mark, int behindMark)
    {
        Kind = kind;
        Digits = digits;
        _digits = value;
        _mark = mark;
        _behindMark = behindMark;
    }

    private ShortNumber(bool cannotBe) => CannotBe = cannotBe;

    /// <summary><see cref="NumberKind.None"/> when the cell is written otherwise.</summary>
    public NumberKind Kind { get; }

    /// <summary>The digits and the mark between them.</summary>
    public ReadOnlySpan<char> Digits { get; }

    /// <summary>Whether the cell cannot be a number in any notation: dates and times have signs between their digits.</summary>
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
                value = (value * 10) + digit;
                count++;
                if (count > MaxDigits)
                {
                    break;
                }
            }
            else if (digits[position] is '.' or ',' && markAt < 0)
            {
                markAt = position;
            }
            else
            {
                number = new ShortNumber(IsBetweenDigits(digits, position) && digits[position] is '-' or '/' or ':');
                return false;
            }
        }

        NumberKind kind = count is 0 or > MaxDigits ? NumberKind.None : KindOf(digits, markAt);
        char mark = markAt < 0 ? '\0' : digits[markAt];
        number = new ShortNumber(kind, digits, digits.Length < cell.Length ? -value : value, mark, markAt < 0 ? 0 : digits.Length - markAt - 1);
        return kind != NumberKind.None;
    }

    /// <summary>The value with this decimal mark; the other one separates thousands.</summary>
    public double Value(char decimalMark) => _mark == decimalMark ? _digits / PowersOfTen[_behindMark] : _digits;

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
