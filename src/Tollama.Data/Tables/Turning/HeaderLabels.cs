using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tollama.Data.Tables.Roles;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Turning;

/// <summary>Reads the names of columns as times.</summary>
internal static partial class HeaderLabels
{
    /// <summary>Fewer columns than this say nothing.</summary>
    public const int Least = 3;

    private const int LeastNumbered = 6;
    private const int DigitsOfUnixTime = 8;
    private const int MonthsOfYear = 12;
    private const int QuartersOfYear = 4;
    private const int HoursOfDay = 24;

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
    public static bool AreStamps(IReadOnlyList<string> labels)
    {
        if (labels.Count < Least)
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

    /// <summary>Whether the names are the twelve months, the four quarters or the 24 hours, by name or number.</summary>
    public static TimePart? PartsOf(IReadOnlyList<string> labels) =>
        labels.Count == MonthsOfYear && Are(TimePart.Month, labels, 1) ? TimePart.Month
        : labels.Count == QuartersOfYear && Are(TimePart.Quarter, labels, 1) ? TimePart.Quarter
        : labels.Count == HoursOfDay && (AreHours(labels, 0) || AreHours(labels, 1)) ? TimePart.Clock
        : null;

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

    /// <summary>An hour as the header writes it: 7, 07, H7, 07:00.</summary>
    public static string Hour(string label) => label is ['H' or 'h', .. string digits] ? digits : label;

    private static bool Are(TimePart part, IReadOnlyList<string> labels, int first) =>
        TimePartCells.Fit(part, labels) && labels.Select((label, index) => TimePartCells.ValueOf(label) == index + first).All(fits => fits);

    private static bool AreHours(IReadOnlyList<string> labels, int first) =>
        labels.Select((label, index) => ClockParts.Text(Hour(label), areMinutes: false) == string.Create(CultureInfo.InvariantCulture, $"{index + first:00}:00")).All(fits => fits);

    [GeneratedRegex(@"\s*\[YR\d{4}\]$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex YearRemark();
}
