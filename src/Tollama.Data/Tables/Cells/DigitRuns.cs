namespace Tollama.Data.Tables.Cells;

/// <summary>The digits of a number between its marks: decides which mark is the decimal one.</summary>
internal ref struct DigitRuns
{
    private int _run;
    private int _first;
    private bool _leadingZero;
    private bool _groupsOfThree;
    private bool _groupsOfTwo;
    private int _spaces;
    private int _points;
    private int _commas;
    private char _last;

    /// <summary>Reads a number without sign, currency and percent sign.</summary>
    public static NumberKind Read(ReadOnlySpan<char> text)
    {
        DigitRuns runs = new() { _first = -1, _groupsOfThree = true, _groupsOfTwo = true };
        int position = 0;
        for (; position < text.Length; position++)
        {
            char c = text[position];
            if (char.IsAsciiDigit(c))
            {
                runs._leadingZero |= position == 0 && c == '0';
                runs._run++;
            }
            else if (c is 'e' or 'E')
            {
                break;
            }
            else if (!runs.Mark(c))
            {
                return NumberKind.None;
            }
        }

        bool exponent = position < text.Length;
        return exponent && !IsExponent(text[(position + 1)..]) ? NumberKind.None : runs.Decide(exponent);
    }

    /// <summary>Whether the character groups thousands in no matter which language.</summary>
    public static bool IsSpace(char c) => c is ' ' or '\u00a0' or '\u202f' or '\u2009' or '\'' or '\u2019';

    private static bool IsExponent(ReadOnlySpan<char> text)
    {
        if (text.Length > 0 && text[0] is '+' or '-')
        {
            text = text[1..];
        }

        return text.Length is > 0 and <= 4 && !text.ContainsAnyExceptInRange('0', '9');
    }

    private bool Mark(char c)
    {
        // A run that ends here lies between two marks or before the first: thousands have three digits in it.
        if (_first < 0)
        {
            _first = _run;
            _groupsOfThree = _run is >= 1 and <= 3;
            _groupsOfTwo = _run is 1 or 2;
        }
        else if (c == '.' && _commas > 0)
        {
            // The last run before a point has three digits, in lakhs and crores, too.
            _groupsOfThree &= _run == 3;
            _groupsOfTwo &= _run == 3;
        }
        else
        {
            _groupsOfThree &= _run == 3;
            _groupsOfTwo &= _run == 2;
        }

        _run = 0;
        if (c == '.')
        {
            _points++;
        }
        else if (c == ',')
        {
            _commas++;
        }
        else if (IsSpace(c) && _points + _commas == 0)
        {
            _spaces++;
        }
        else
        {
            return false;
        }

        _last = c;
        return true;
    }

    private readonly NumberKind Decide(bool exponent)
    {
        int marks = _points + _commas;
        if (_run == 0 && (marks != 1 || _first <= 0))
        {
            return NumberKind.None;
        }

        if (marks == 0)
        {
            return _spaces == 0 || (_groupsOfThree && _run == 3) ? NumberKind.Plain : NumberKind.None;
        }

        NumberKind ofLast = _last == '.' ? NumberKind.Point : NumberKind.Comma;
        if (marks == 1)
        {
            bool thousands = _spaces == 0 && _groupsOfThree && _run == 3 && !_leadingZero && !exponent;
            return thousands ? Ambiguous(_last) : _spaces == 0 || _groupsOfThree ? ofLast : NumberKind.None;
        }

        if (_groupsOfTwo && _spaces == 0 && _commas > 1 && (_points == 1 ? _last == '.' : _points == 0 && _run == 3))
        {
            // 1,00,230.00: lakhs and crores, which only decimal points stand beside.
            return NumberKind.Point;
        }

        if (!_groupsOfThree || _spaces > 0)
        {
            return NumberKind.None;
        }

        if (_points > 0 && _commas > 0)
        {
            return (_last == '.' ? _points : _commas) == 1 ? ofLast : NumberKind.None;
        }

        // One mark several times can only separate thousands: the decimal mark is the other one.
        return _run != 3 ? NumberKind.None : _last == '.' ? NumberKind.Comma : NumberKind.Point;
    }

    private static NumberKind Ambiguous(char mark) => mark == '.' ? NumberKind.PointOrThousands : NumberKind.CommaOrThousands;
}
