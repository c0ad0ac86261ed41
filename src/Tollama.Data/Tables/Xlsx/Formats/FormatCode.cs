using System.Buffers;

namespace Tollama.Data.Tables.Xlsx.Formats;

/// <summary>What a number is by the code of its format (ECMA-376 part 1, 18.8.30 and 18.8.31).</summary>
internal static class FormatCode
{
    private static readonly SearchValues<char> ClockLetters = SearchValues.Create("hHmMsS");

    /// <summary>The format that a number stands for without a code; those of some countries included.</summary>
    public static CellFormat Of(int builtIn) => builtIn switch
    {
        9 or 10 => CellFormat.Percent,
        14 or 15 or 16 or 17 or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or 57 or 58 => CellFormat.Day,
        >= 18 and <= 21 or (>= 32 and <= 35) or 45 or 47 or 55 or 56 => CellFormat.Clock,
        46 => CellFormat.Elapsed,
        _ => CellFormat.Number,
    };

    /// <summary>The format of a code: <c>dd.mm.yyyy</c>, <c>[Red]0.0%</c>, <c>[h]:mm</c>, <c>[$-407]mmm\ yy;@</c>.</summary>
    public static CellFormat Of(ReadOnlySpan<char> code)
    {
        Letters found = new();
        for (int at = 0; at < code.Length && code[at] != ';';)
        {
            at += code[at] switch
            {
                '"' => LengthTo('"', code[at..]),
                '[' => found.AddBrackets(code.Slice(at, LengthTo(']', code[at..]))),
                '\\' or '_' or '*' => 2,
                _ => found.Add(code[at..]),
            };
        }

        return found.Format;
    }

    /// <summary>How many digits a code fills up with zeros: 5 for <c>00000</c>, as of post codes; 0 where it shows anything else.</summary>
    public static int DigitsOf(ReadOnlySpan<char> code)
    {
        const int MostDigits = 15;
        while (code.StartsWith('['))
        {
            code = code[Math.Min(code.Length, LengthTo(']', code))..];
        }

        ReadOnlySpan<char> shown = code.IndexOf(';') is >= 0 and int end ? code[..end] : code;
        return shown.Length is > 1 and <= MostDigits && !shown.ContainsAnyExcept('0') ? shown.Length : 0;
    }

    private static int LengthTo(char end, ReadOnlySpan<char> code)
    {
        int length = code[1..].IndexOf(end);
        return length < 0 ? code.Length : length + 2;
    }

    /// <summary>The letters of a code that stand for a part of a time.</summary>
    private ref struct Letters
    {
        private const string General = "general";

        private bool _hasDay;
        private bool _hasClock;
        private bool _hasMonth;
        private bool _hasPercent;
        private bool _hasElapsed;

        // An m beside an h or an s is a minute.
        public readonly CellFormat Format =>
            _hasDay || (_hasMonth && !_hasClock && !_hasElapsed) ? CellFormat.Day
            : _hasElapsed ? CellFormat.Elapsed
            : _hasClock ? CellFormat.Clock
            : _hasPercent ? CellFormat.Percent
            : CellFormat.Number;

        /// <summary>Colors, conditions and countries say nothing; hours, minutes and seconds in brackets go on beyond their ends.</summary>
        public int AddBrackets(ReadOnlySpan<char> brackets)
        {
            ReadOnlySpan<char> content = brackets[1..].TrimEnd(']');
            _hasElapsed |= !content.IsEmpty && !content.ContainsAnyExcept(ClockLetters);
            return brackets.Length;
        }

        public int Add(ReadOnlySpan<char> code)
        {
            if (code.StartsWith(General, StringComparison.OrdinalIgnoreCase))
            {
                return General.Length;
            }

            switch (char.ToLowerInvariant(code[0]))
            {
                case 'e' when code.Length > 1 && code[1] is '+' or '-':
                    return 2;
                case 'y' or 'd' or 'e' or 'g':
                    _hasDay = true;
                    break;
                case 'b' when code.Length > 1 && code[1] is '1' or '2':
                    return 2;
                case 'b':
                    _hasDay = true;
                    break;
                case 'm':
                    _hasMonth = true;
                    break;
                case 'h' or 's':
                    _hasClock = true;
                    break;
                case 'a' when code.StartsWith("am/pm", StringComparison.OrdinalIgnoreCase):
                    _hasClock = true;
                    return "am/pm".Length;
                case 'a' when code.StartsWith("a/p", StringComparison.OrdinalIgnoreCase):
                    _hasClock = true;
                    return "a/p".Length;
                case '%':
                    _hasPercent = true;
                    break;
                default:
                    break;
            }

            return 1;
        }
    }
}
