using Tollama.Data.Tables.Cells;

namespace Tollama.Data.Tables.Columns;

/// <summary>What the digits of a column tell about <c>1.234</c> and <c>1,234</c>: a fraction, or thousands.</summary>
/// <remarks>
/// Where thousands are grouped, whole numbers up to 999 stand beside them without a mark, none of 1000 and more does, and numbers such as
/// <c>1.020</c> end in zeros, which a program that leaves out needless zeros would not write behind a decimal mark.
/// </remarks>
internal sealed class DigitEvidence
{
    private const int LongestWithoutMark = 3;

    private const double GroupLog = 3;

    private double _sumOfLogs;
    private int _short;
    private int _long;
    private int _doubtful;
    private int _endInZero;
    private double _sumOfFractionLogs;
    private int _certain;
    private long _digitsOfCertain;
    private long _digitsOfDoubtful;
    private bool _hasGroups;
    private bool _hasLongWithoutGroups;

    /// <summary>Adds a cell that is digits with at most one mark, or no number.</summary>
    public void Add(scoped in ShortNumber number)
    {
        if (number.Kind is NumberKind.Point or NumberKind.Comma)
        {
            _certain++;
            _digitsOfCertain += number.MarkAt;
            _hasLongWithoutGroups |= number.MarkAt > LongestWithoutMark;
        }
        else if (number.Kind != NumberKind.None)
        {
            Add(number.Kind, number.Digits);
        }
    }

    /// <summary>Adds the digits of a cell, and the marks between them.</summary>
    public void Add(NumberKind kind, ReadOnlySpan<char> digits)
    {
        if (kind == NumberKind.Plain)
        {
            AddPlain(digits);
        }
        else if (kind is NumberKind.PointOrThousands or NumberKind.CommaOrThousands)
        {
            _doubtful++;
            _endInZero += digits[^1] == '0' ? 1 : 0;
            _sumOfFractionLogs += Math.Log10(WholePart(digits));
            _digitsOfDoubtful += digits.IndexOfAny('.', ',');
        }
        else if (kind is NumberKind.Point or NumberKind.Comma)
        {
            int mark = digits.IndexOfAny('.', ',');
            _certain++;
            _digitsOfCertain += mark;
            _hasGroups |= digits[(mark + 1)..].ContainsAny('.', ',');
            _hasLongWithoutGroups |= mark > LongestWithoutMark && !digits[..mark].ContainsAnyExceptInRange('0', '9');
        }
    }

    /// <summary>Whether the doubtful numbers are surely thousands, or surely fractions; <see langword="null"/> when the column does not tell.</summary>
    public bool? AreThousands() =>
        _doubtful == 0 || _short + _long == 0 ? null
        : _long > 0 ? false
        : _endInZero > 0 ? true
        : null;

    /// <summary>
    /// Whether doubtful numbers are fractions beside numbers with the other mark: where nobody groups thousands (<c>1234,5 1.234</c>), or where they lie
    /// among the others as fractions and far from them as thousands (<c>1,5 1.234 2,5</c>).
    /// </summary>
    public bool AreLikelyOtherFractions()
    {
        const int Farther = 2;
        if (_doubtful == 0 || _certain == 0 || _hasGroups)
        {
            return false;
        }

        double certain = _digitsOfCertain / (double)_certain;
        double fraction = _digitsOfDoubtful / (double)_doubtful;
        return _hasLongWithoutGroups || _long > 0 || Math.Abs(fraction + GroupLog - certain) >= Math.Abs(fraction - certain) + Farther;
    }

    /// <summary>Which reading lies nearer to the numbers without a mark: <c>950, 1.234, 987</c> or <c>2, 1.234, 3</c>; <see langword="null"/> without such numbers.</summary>
    public bool? AreLikelyThousands()
    {
        if (_doubtful == 0 || _short == 0)
        {
            return null;
        }

        double plain = _sumOfLogs / _short;
        double fraction = _sumOfFractionLogs / _doubtful;
        return Math.Abs(fraction + GroupLog - plain) < Math.Abs(fraction - plain);
    }

    private void AddPlain(ReadOnlySpan<char> digits)
    {
        if (digits.Length > LongestWithoutMark)
        {
            // 2e5 and 1 234 say nothing of marks.
            _long += digits.ContainsAnyExceptInRange('0', '9') ? 0 : 1;
        }
        else if (digits.ContainsAnyInRange('1', '9') && !digits.ContainsAnyExceptInRange('0', '9'))
        {
            _short++;
            _sumOfLogs += Math.Log10(WholePart(digits));
        }
    }

    private static double WholePart(ReadOnlySpan<char> digits)
    {
        double value = 0;
        foreach (char c in digits)
        {
            if (!char.IsAsciiDigit(c))
            {
                break;
            }

            value = (value * 10) + (c - '0');
        }

        return Math.Max(value, 1);
    }
}
