using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Turning;

/// <summary>Reads the names of columns as times.</summary>
internal static partial class HeaderLabels
{
    /// <summary>Fewer columns than this say nothing.</summary>
    public const int Least = 3;

    private const int LeastNumbered = 6;
    private const int DigitsOfUnixTime = 8;

    /// <summary>A name without what programs put around a date: <c>X2020.01</c>, <c>1960 [YR1960]</c>.</summary>
    public static string Clean(string name)
    {
        string text = YearRemark().Replace(name.Trim(), "");
        return text is ['X', var digit, ..] && char.IsAsciiDigit(digit) ? text[1..] : text;
    }

    /// <summary>Whether a name is a whole number.</summary>
    public static bool IsNumber(string name) => long.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    /// <summary>The form of a name: digits as 0, runs of letters as a, all else as it is.</summary>
    public static string FormOf(string name)
    {
        StringBuilder form = new();
        foreach (char c in Clean(name))
        {
            if (char.IsLetter(c))
            {
                _ = form.Length > 0 && form[^1] == 'a' ? form : form.Append('a');
            }
            else
            {
                form.Append(char.IsAsciiDigit(c) ? '0' : c);
            }
        }

        return form.ToString();
    }

    /// <summary>Whether a name has as many digits as a time: a year, or a day and a year of two digits with a word or mark between them.</summary>
    public static bool LooksLikeTime(string name)
    {
        const int YearDigits = 4;
        string form = FormOf(name);
        int runs = form.Split('0', StringSplitOptions.RemoveEmptyEntries).Length;
        int digits = form.Count(c => c == '0');
        return digits >= YearDigits || (digits >= 3 && runs >= 2 && char.IsAsciiDigit(Clean(name)[0]));
    }

    /// <summary>Whether all names are whole time stamps, each later than the one before, or each earlier.</summary>
    /// <param name="labels">The names.</param>
    /// <param name="least">Fewer names say nothing.</param>
    public static bool AreStamps(IReadOnlyList<string> labels, int least = Least)
    {
        if (labels.Count < least)
        {
            return false;
        }

        // So many digits are hardly a name: they are a time before 2001, too, when the steps say so.
        TimeHint hint = new() { IsCalledDate = labels.Count(label => label.Length >= DigitsOfUnixTime) > labels.Count / 2 };
        TimestampColumn read = TimestampColumn.Read(labels, hint, CancellationToken.None);
        if (read.BadRows.Count > 0 || read.Values.Any(stamp => stamp.IsIndex))
        {
            return false;
        }

        int ups = read.Values.Zip(read.Values.Skip(1)).Count(pair => pair.First < pair.Second);
        int downs = read.Values.Zip(read.Values.Skip(1)).Count(pair => pair.First > pair.Second);
        return ups == labels.Count - 1 || downs == labels.Count - 1;
    }

    /// <summary>The form of a name with a mark for each run of digits: 1/9/20 as 1/10/20, but Q1-24 not as Jan-24.</summary>
    public static string KindOf(string name)
    {
        StringBuilder kind = new();
        foreach (char c in FormOf(name))
        {
            _ = c == '0' && kind.Length > 0 && kind[^1] == '0' ? kind : kind.Append(c);
        }

        return kind.ToString();
    }

    /// <summary>Whether a name is another one's with the number that programs put behind columns of one name: 2024.1.</summary>
    public static bool IsSecond(string name, IReadOnlyList<string> names) =>
        name.LastIndexOf('.') is > 0 and int dot && name.Length == dot + 2 && char.IsAsciiDigit(name[^1]) && names.Contains(name[..dot]);

    /// <summary>The numbers of columns called <c>d_1, d_2, …</c> or <c>V2, V3, …</c>; <see langword="null"/> when they are not all so.</summary>
    public static IReadOnlyList<string>? Numbers(IReadOnlyList<string> names)
    {
        string? prefix = null;
        List<string> numbers = [];
        foreach (string name in names)
        {
            string digits = name[(name.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1)..];
            string start = name[..^digits.Length];
            prefix ??= start;
            bool follows = digits.Length is > 0 and <= 6 && digits[0] != '0' && start.Length > 0 && start == prefix
                && (numbers.Count == 0 || int.Parse(digits, CultureInfo.InvariantCulture) == int.Parse(numbers[^1], CultureInfo.InvariantCulture) + 1);
            if (!follows)
            {
                return null;
            }

            numbers.Add(digits);
        }

        return numbers.Count >= LeastNumbered ? numbers : null;
    }

    [GeneratedRegex(@"\s*\[YR\d{4}\]$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex YearRemark();
}
