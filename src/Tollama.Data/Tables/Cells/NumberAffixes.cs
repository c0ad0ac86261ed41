namespace Tollama.Data.Tables.Cells;

/// <summary>What stands before and behind the digits of a number: signs as people and accountants write them, currencies, percent, magnitudes.</summary>
/// <remarks>
/// Negative are <c>-5</c>, <c>- 5</c>, <c>–5</c>, <c>5-</c>, <c>(5)</c>, <c>[5]</c>, <c>&lt;5&gt;</c>, <c>($5)</c> and <c>$(5)</c>. Currencies are all signs that Unicode calls so, and the codes and
/// abbreviations of <see cref="CurrencyNames"/>. <c>k</c>, <c>M</c>, <c>mn</c>, <c>Mio</c>, <c>B</c>, <c>bn</c> and <c>Mrd</c> multiply; a lower <c>m</c> could be thousands as well and is no number.
/// </remarks>
internal ref struct NumberAffixes
{
    private int _signs;
    private char _opened;
    private bool _closed;

    /// <summary>What is left: digits and the marks between them.</summary>
    public ReadOnlySpan<char> Digits { get; private set; }

    public bool IsNegative { get; private set; }

    public readonly bool HasCurrency => !Currency.IsEmpty;

    /// <summary>The sign, code or abbreviation of a currency as it is written.</summary>
    public ReadOnlySpan<char> Currency { get; private set; }

    /// <summary>Whether brackets that are not round stand around the number.</summary>
    public readonly bool HasBrackets => _opened is '[' or '<';

    public bool HasPercent { get; private set; }

    /// <summary>By what the digits are multiplied, 1 for most.</summary>
    public double Factor { get; private set; }

    /// <summary>Whether everything around the digits made sense.</summary>
    public bool IsReadable { get; private set; }

    /// <summary>Whether nothing is there but a dash and a currency: the zero of accountants.</summary>
    public readonly bool IsDash => IsReadable && IsNegative && HasCurrency && Digits.IsEmpty && _opened == default && !HasPercent;

    public static NumberAffixes Cut(ReadOnlySpan<char> cell)
    {
        NumberAffixes affixes = new() { Factor = 1 };
        affixes.IsReadable = affixes.CutFront(ref cell) && affixes.CutBack(ref cell) && affixes._signs <= 1 && affixes._opened != default == affixes._closed;
        affixes.Digits = cell;
        return affixes;
    }

    private static bool IsDigitOrMark(char c) => char.IsAsciiDigit(c) || c is '.' or ',';

    private static char Opening(char closing) => closing switch { ')' => '(', ']' => '[', _ => '<' };

    private static bool EndsAbbreviation(ReadOnlySpan<char> cell) => cell is [.., var letter, '.'] && char.IsLetter(letter);

    private bool CutFront(ref ReadOnlySpan<char> cell)
    {
        while (!cell.IsEmpty && !IsDigitOrMark(cell[0]))
        {
            int length = 1;
            switch (cell[0])
            {
                case '-' or '\u2212' or '\u2013' or '\u2010' or '+':
                    Sign(isNegative: cell[0] != '+');
                    break;
                case '(' or '[' or '<' when _opened == default:
                    _opened = cell[0];
                    Sign(isNegative: true);
                    break;
                case var c when char.IsWhiteSpace(c) && (HasCurrency || _opened != default || _signs > 0):
                    break;
                default:
                    length = HasCurrency ? 0 : CurrencyNames.LengthAtStart(cell);
                    Currency = length > 0 ? cell[..length] : Currency;
                    break;
            }

            if (length == 0)
            {
                return false;
            }

            cell = cell[length..];
        }

        return true;
    }

    private bool CutBack(ref ReadOnlySpan<char> cell)
    {
        while (!cell.IsEmpty && (!IsDigitOrMark(cell[^1]) || EndsAbbreviation(cell)))
        {
            int length = 1;
            switch (cell[^1])
            {
                case '%' when !HasPercent && Factor == 1:
                    HasPercent = true;
                    break;
                case ')' or ']' or '>' when !_closed && _opened == Opening(cell[^1]):
                    _closed = true;
                    break;
                case '-' or '\u2212':
                    Sign(isNegative: true);
                    break;
                case var c when char.IsWhiteSpace(c):
                    break;
                default:
                    length = CutMagnitude(cell);
                    break;
            }

            if (length == 0)
            {
                return false;
            }

            cell = cell[..^length];
        }

        return true;
    }

    private int CutMagnitude(ReadOnlySpan<char> cell)
    {
        int currency = HasCurrency ? 0 : CurrencyNames.LengthAtEnd(cell);
        Currency = currency > 0 ? cell[^currency..] : Currency;
        if (currency > 0 || Factor != 1 || HasPercent)
        {
            return currency;
        }

        (Factor, int length) = cell switch
        {
            [.., 'M', 'i', 'o', '.'] => (1e6, 4),
            [.., 'M', 'r', 'd', '.'] => (1e9, 4),
            [.., 'M' or 'm', 'i', 'o'] => (1e6, 3),
            [.., 'M' or 'm', 'r', 'd'] => (1e9, 3),
            [.., 'M' or 'm', 'n'] => (1e6, 2),
            [.., 'b' or 'B', 'n'] => (1e9, 2),
            [.., 'k' or 'K'] => (1e3, 1),
            [.., 'M'] => (1e6, 1),
            [.., 'B'] => (1e9, 1),
            _ => (1.0, 0),
        };
        return length;
    }

    private void Sign(bool isNegative)
    {
        _signs++;
        IsNegative |= isNegative;
    }
}
