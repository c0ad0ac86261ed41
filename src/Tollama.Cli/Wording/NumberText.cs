using System.Globalization;

namespace Tollama.Cli.Wording;

/// <summary>Numbers of one table: the same decimals for all, enough for four significant digits of the largest.</summary>
internal sealed class NumberText
{
    private const int SignificantDigits = 4;
    private const int MaxDecimals = 6;
    private const double TooLargeForDigits = 1e12;

    private readonly string _format;

    public NumberText(IEnumerable<double> values)
    {
        double largest = values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        int wholeDigits = largest > 0 ? (int)Math.Floor(Math.Log10(largest)) + 1 : 1;
        int decimals = Math.Clamp(SignificantDigits - wholeDigits, 0, MaxDecimals);
        bool isPlain = largest < TooLargeForDigits && (largest == 0 || wholeDigits >= SignificantDigits - MaxDecimals);
        _format = isPlain ? "F" + decimals.ToString(CultureInfo.InvariantCulture) : "G5";
    }

    /// <summary>The number; a dash for a missing one.</summary>
    public string Format(double value) => double.IsFinite(value) ? value.ToString(_format, CultureInfo.InvariantCulture) : "-";
}
