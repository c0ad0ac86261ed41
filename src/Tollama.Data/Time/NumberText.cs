using System.Globalization;

namespace Tollama.Data.Time;

/// <summary>A cell that is a number, cut at its point.</summary>
internal readonly ref struct NumberText
{
    private NumberText(ReadOnlySpan<char> all, bool negative, ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction)
    {
        All = all;
        IsNegative = negative;
        WholeDigits = whole;
        Fraction = fraction;
        Whole = long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : long.MaxValue;
    }

    /// <summary>The cell without blanks.</summary>
    public ReadOnlySpan<char> All { get; }

    public bool IsNegative { get; }

    /// <summary>The digits before the point.</summary>
    public ReadOnlySpan<char> WholeDigits { get; }

    /// <summary>The digits after the point; none for a whole number.</summary>
    public ReadOnlySpan<char> Fraction { get; }

    /// <summary>The number before the point, without its sign.</summary>
    public long Whole { get; }

    /// <summary>The part behind the point, 0 to 1.</summary>
    public double Part => Fraction.IsEmpty ? 0 : double.Parse(Fraction, NumberStyles.None, CultureInfo.InvariantCulture) / Math.Pow(10, Fraction.Length);

    public static NumberText Read(ReadOnlySpan<char> text)
    {
        bool negative = text is ['-', ..];
        ReadOnlySpan<char> digits = negative ? text[1..] : text;
        int point = digits.IndexOfAny('.', ',');
        return point < 0
            ? new NumberText(text, negative, digits, default)
            : new NumberText(text, negative, digits[..point], digits[(point + 1)..]);
    }

    /// <summary>Whether a text is digits, which may have a sign before and a fraction behind them.</summary>
    public static bool Is(ReadOnlySpan<char> text)
    {
        text = text is ['-', ..] ? text[1..] : text;
        int digits = Digits(text);
        return digits > 0 && (digits == text.Length
            || (text[digits] is '.' or ',' && digits + 1 < text.Length && Digits(text[(digits + 1)..]) == text.Length - digits - 1));
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
